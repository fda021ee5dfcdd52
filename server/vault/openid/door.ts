/**
 * The second door: somebody is enrolled who signed in at a provider of identities, with the key and the identity of the
 * device on which they began. The enrolment is signed by a key of the registrar's that the city's server holds; without
 * that key, or its role, the door is closed.
 */
import { z } from 'zod'
import { decode, type CborValue } from '@maru/kernel/codec/cbor.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { birthYearBandOf, groupsFor, isBirthDate } from '@maru/services/residents/enrolment.ts'
import { newKeyFields } from '@maru/services/residents/keys.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { identityCommitment, signature } from '@maru/services/schemas.ts'
import type { Named } from '../../options.ts'
import { Problem } from '../../problem.ts'
import { dayOf, enrol, type Enrolling } from '../enrol.ts'
import { createPending } from './pending.ts'
import { personOf, type ClaimNames } from './person-of.ts'
import type { Expected, Provider } from './provider.ts'

/** A key of an account with the role of a registrar. */
export interface ServiceKey {
  readonly account: string
  /** The transaction with such an action of the service residents. */
  readonly sign: (action: string, input: CborValue) => Uint8Array
}

export interface OpenidDoorOptions {
  readonly provider: Provider
  readonly issuer: string
  /** As people call it, in each language. */
  readonly name: { readonly ko: string; readonly en: string }
  readonly registrar: ServiceKey
  readonly claims: ClaimNames
  readonly districts: readonly Named[]
}

export interface OpenidDoor {
  readonly name: OpenidDoorOptions['name']
  readonly isOpen: (ledger: Ledger) => boolean
  /** The address at the provider, and the cookie that the same browser has to bring back. */
  readonly begin: (
    body: Uint8Array,
    context: Pick<Enrolling, 'ledger' | 'now'>,
  ) => Promise<{ readonly url: string; readonly cookie: string }>
  /** Throws a Problem for who is not enrolled. */
  readonly finish: (query: string, cookie: string | undefined, context: Enrolling) => Promise<void>
}

const device = z.strictObject({
  ...newKeyFields,
  identity: z.strictObject({ commitment: identityCommitment, proof: signature }).optional(),
})

export const openDoor = (options: OpenidDoorOptions): OpenidDoor => {
  const { provider, issuer, name, registrar, claims: names, districts } = options
  const pending = createPending<{ readonly device: z.infer<typeof device>; readonly expected: Expected }>()
  const isOpen = (ledger: Ledger): boolean =>
    residentsReads.hasRole(ledger.snapshot().view, registrar.account, 'registrar')
  return {
    name,
    isOpen,
    begin: async (body, { ledger, now }) => {
      if (!isOpen(ledger)) throw new Problem('V11-door-closed')
      const parsed = device.safeParse(decoded(body))
      if (!parsed.success) throw new Problem('T11-input-malformed', parsed.error.issues[0]?.path.join('.'))
      const { url, expected } = await provider.begin()
      return { url, cookie: pending.add(expected.state, { device: parsed.data, expected }, now()) }
    },
    finish: async (query, cookie, context) => {
      const state = new URLSearchParams(query).get('state') ?? ''
      const begun = pending.take(state, cookie, context.now())
      if (!begun) throw new Problem('V12-sign-in-unknown')
      if (!isOpen(context.ledger)) throw new Problem('V11-door-closed')
      const { identifier, subject, assurance, ...who } = personOf(
        await provider.finish(query, begun.expected),
        names,
        districts,
      )
      const today = dayOf(context)
      if (!isBirthDate(who.birthDate, today)) throw new Problem('V8-birth-date')
      const { identity, ...key } = begun.device
      const groups = groupsFor(who.birthDate, who.district, today)
      await enrol(context, {
        person: {
          ...who,
          proofing: { door: 'openid', by: registrar.account, at: context.now(), assurance },
        },
        identity: {
          name: who.name,
          birthDate: who.birthDate,
          credential: ['openid', issuer, subject],
          ...(identifier !== undefined && { identifier }),
        },
        transaction: registrar.sign('enrol-resident', {
          ...key,
          district: who.district,
          birthYearBand: birthYearBandOf(who.birthDate),
          ...(identity && { identity: { ...identity, groups } }),
        }),
      })
    },
  }
}

const decoded = (body: Uint8Array): unknown => {
  try {
    return decode(body)
  } catch {
    throw new Problem('S1-body-malformed', 'application/cbor')
  }
}
