/**
 * An enrolment, through either door: the person into the vault, then the transaction into the ledger. The person waits
 * in the vault until the ledger has answered. What a crash leaves waiting is settled by what the log says (follow.ts),
 * so that there is never an enrolment without its person, nor for longer than a transaction can live the reverse.
 */
import { hash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { keyIdOf, parseTransaction, type Transaction } from '@maru/kernel/transaction.ts'
import { restoreResident } from '@maru/services/residents/actions/restore-resident.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { enrolResident } from '@maru/services/residents/actions/enrol-resident.ts'
import {
  ageOn,
  birthYearBandOf,
  groupsFor,
  guardedUntilAge,
  isBirthDate,
} from '@maru/services/residents/enrolment.ts'
import { accountOf } from '../content/follow.ts'
import { Problem } from '../problem.ts'
import type { Outcome } from '../submit.ts'
import type { Submit } from './action.ts'
import type { Identity, Person } from './person.ts'
import type { Vault } from './vault.ts'

export interface Enrolling {
  readonly ledger: Ledger
  readonly vault: Vault
  readonly submit: Submit
  readonly now: () => number
  readonly utcOffsetMinutes: number
  /** The address of the officer's machine. */
  readonly from?: string | undefined
}

export interface Enrolment {
  readonly person: Person
  readonly identity: Identity
  /** enrol-resident, or restore-resident of one who comes back, signed by the registrar that the person's proofing names. */
  readonly transaction: Uint8Array
}

/** Throws a Problem for what is not enrolled. */
export const enrol = async (context: Enrolling, { person, identity, transaction: bytes }: Enrolment) => {
  const { ledger, vault, submit, from } = context
  const transaction = parsed(ledger, bytes)
  const account = accountToEnrol(ledger, transaction, person)
  if (transaction.action === 'enrol-resident') requireFitting(transaction, person, dayOf(context))
  else requireSame(ledger, account, person, dayOf(context))
  const { id, validUntil } = transaction
  // Asked for again when it is through: the person is in the vault, or has even left meanwhile.
  const isThrough = async (): Promise<boolean> => (await ledger.find(id)) !== undefined
  if (!(await isThrough())) {
    await vault.reads.note({ purpose: 'enrol', by: person.proofing.by, ...(from && { from }) }, [account])
    const untaken = await vault.put(account, person, identity, { id, validUntil })
    // A copy of this request may have come through meanwhile.
    if (untaken && !(await isThrough())) throw new Problem(untaken)
  }
  const outcome = await submit(bytes)
  if (!isUndecided(outcome)) await vault.settle(id, outcome.ok && 'events' in outcome.recorded.receipt)
  if (!outcome.ok) throw new Problem(outcome.code, outcome.where)
  return outcome.recorded
}

/** The day in the city. */
export const dayOf = ({ now, utcOffsetMinutes }: Pick<Enrolling, 'now' | 'utcOffsetMinutes'>): string =>
  new Date(now() + utcOffsetMinutes * 60_000).toISOString().slice(0, 10)

const parsed = (ledger: Ledger, bytes: Uint8Array): Transaction => {
  const found = parseTransaction(bytes, ledger.rules.hash)
  if (!found.ok) throw new Problem(found.refusal.code, found.refusal.detail)
  return found.value
}

/** V6: the transaction is what the officer who vouches for the person has signed. */
const accountToEnrol = (ledger: Ledger, transaction: Transaction, { proofing }: Person): string => {
  const { chain, service, action, keyId, input } = transaction
  const by = accountOf(ledger.snapshot().view, keyId)
  if (service !== 'residents' || chain !== ledger.genesis.chain || by !== proofing.by)
    throw new Problem('V6-other-transaction')
  if (action === 'restore-resident') {
    const read = restoreResident.input.safeParse(input)
    if (read.success) return read.data.account
  }
  const read = enrolResident.input.safeParse(input)
  if (action !== 'enrol-resident' || !read.success) throw new Problem('V6-other-transaction')
  return keyIdOf(read.data.publicKey, sha256)
}

/** V7, V8: who comes back is of the district and decade that the ledger has of the account. */
const requireSame = (ledger: Ledger, account: string, person: Person, day: string): void => {
  const { birthDate, district } = person
  if (!isBirthDate(birthDate, day)) throw new Problem('V8-birth-date', 'birthDate')
  const row = residentsReads.residentOf(ledger.snapshot().view, account)
  if (row?.district !== district || row.birthYearBand !== birthYearBandOf(birthDate))
    throw new Problem('V7-does-not-follow', 'account')
}

/** The account that such a transaction founds. Throws a Problem for another one. */
export const accountIn = (bytes: Uint8Array): string => {
  const found = parseTransaction(bytes, sha256)
  const read = enrolResident.input.safeParse(found.ok && found.value.input)
  if (!read.success) throw new Problem('V6-other-transaction')
  return keyIdOf(read.data.publicKey, sha256)
}

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer')

/** V7, V8, V9: what the ledger is told is what follows from who the person is. */
const requireFitting = ({ input }: Transaction, person: Person, day: string): void => {
  const { birthDate, district, guardian } = person
  if (!isBirthDate(birthDate, day)) throw new Problem('V8-birth-date', 'birthDate')
  const told = enrolResident.input.parse(input)
  if (told.district !== district) throw new Problem('V7-does-not-follow', 'district')
  if (told.birthYearBand !== birthYearBandOf(birthDate))
    throw new Problem('V7-does-not-follow', 'birthYearBand')
  const { identity } = told
  const groups = groupsFor(birthDate, district, day)
  if (identity && !isDeepStrictEqual([...identity.groups].sort(), [...groups].sort()))
    throw new Problem('V7-does-not-follow', 'identity.groups')
  if (identity && !identity.proof) throw new Problem('V7-does-not-follow', 'identity.proof')
  const consent = told.guardianConsent && Buffer.from(told.guardianConsent).toString('hex')
  if (consent !== guardian?.consent) throw new Problem('V7-does-not-follow', 'guardianConsent')
  if (ageOn(birthDate, day) < guardedUntilAge && !guardian)
    throw new Problem('V9-needs-guardian', 'birthDate')
}

/** It may be recorded or not: the log is asked later. */
const isUndecided = (outcome: Outcome): boolean =>
  !outcome.ok && ['T6-replayed', 'T13-stopped', 'T17-undecided'].includes(outcome.code)
