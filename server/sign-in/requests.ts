/** What residents ask of their own sign-ins, by signed requests as for notices (server/signed-request.ts). */
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { signInReads } from '@maru/services/sign-in/reads.ts'
import { z } from 'zod'
import { Problem } from '../problem.ts'
import type { SignedRequest } from '../signed-request.ts'
import type { Consents } from './consents.ts'
import type { Passkeys } from './passkeys.ts'
import type { StoredConsent } from './tables.ts'

export interface RequestsOptions {
  readonly ledger: Ledger
  readonly consents: Consents
  readonly passkeys: Passkeys
}

const nothing = z.strictObject({})
const byId = z.strictObject({ id: z.string().min(1).max(1_400) })
const byCommitment = z.strictObject({ commitment: z.string().regex(/^[0-9a-f]{64}$/) })
/** As the browser's WebAuthn gives it, in JSON: its form is judged by the verification. */
const byResponse = z.strictObject({ response: z.string().min(1).max(20_000) })

/** None of them does more when it is sent again: adding needs a challenge that is gone then. */
export const createRequests = ({ ledger, consents, passkeys }: RequestsOptions) => {
  const requireResident = (account: string): void => {
    if (!residentsReads.isResident(ledger.snapshot().view, account)) throw new Problem('X2-not-resident')
  }

  const consentJson = (consent: StoredConsent) => {
    const { service, attributes, asked, until, commitment, salt, at, usedAt, endedAt = null } = consent
    const recorded = signInReads.consentOf(ledger.snapshot().view, commitment)
    return {
      service,
      attributes,
      asked,
      until,
      commitment,
      salt,
      at,
      usedAt,
      endedAt: endedAt ?? recorded?.withdrawnAt ?? null,
      isInForce: consents.isInForce(consent),
      isRecorded: recorded !== undefined,
    }
  }

  const actions: { readonly [action: string]: (account: string, input: unknown) => unknown } = {
    list: (account, input) => {
      read(nothing, input)
      return {
        consents: consents.ofAccount(account).map(consentJson).reverse(),
        passkeys: passkeys.listOf(account).map(({ id, addedAt, usedAt = null, isBackedUp }) => ({
          id,
          addedAt,
          usedAt,
          isBackedUp,
        })),
        arePasskeysOn: passkeys.isOn,
      }
    },
    /** Where the ledger has no receipt yet, and faster than it where it has one. */
    withdraw: async (account, input) => {
      const { commitment } = read(byCommitment, input)
      const consent = consents.ofAccount(account).find((each) => each.commitment === commitment)
      if (!consent) throw new Problem('X11-unknown-consent')
      await consents.end(account, consent)
      return {}
    },
    'passkey-options': (account, input) => {
      read(nothing, input)
      requireResident(account)
      if (!passkeys.isOn) throw new Problem('X9-passkeys-off')
      return passkeys.registrationOptions(account)
    },
    'add-passkey': async (account, input) => {
      requireResident(account)
      const { response } = read(byResponse, input)
      return { id: await passkeys.register(account, parseResponse(response)) }
    },
    'remove-passkey': async (account, input) => {
      await passkeys.remove(account, read(byId, input).id)
      return {}
    },
  }

  return async ({ account, action, input }: SignedRequest): Promise<unknown> => {
    if (!Object.hasOwn(actions, action)) throw new Problem('T10-unknown-action', action.slice(0, 40))
    return actions[action]!(account, input)
  }
}

const read = <Input>(schema: z.ZodType<Input>, input: unknown): Input => {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw new Problem('T11-input-malformed', parsed.error.issues[0]?.path.join('.'))
  return parsed.data
}

const parseResponse = (text: string): RegistrationResponseJSON => {
  try {
    return JSON.parse(text) as RegistrationResponseJSON
  } catch {
    throw new Problem('X12-passkey-malformed')
  }
}
