/**
 * The consent of a guardian to the enrolment of a child under 14 (Korea's Personal Information Protection Act, article
 * 22-2): signed by the key of a resident who is of age. Who it is stays in the vault; the ledger has a hash.
 */
import { hash } from 'node:crypto'
import { z } from 'zod'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import { ageOn } from '@maru/services/residents/enrolment.ts'
import { consentBytes, consentMessage } from '@maru/services/residents/key-proof.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { accountId, publicKey, signature } from '@maru/services/schemas.ts'
import { Problem } from '../problem.ts'
import type { Guardian } from './person.ts'
import type { Reading } from './read-log.ts'
import type { Vault } from './vault.ts'

export const consentInput = z.strictObject({
  account: accountId,
  /** The key of the guardian's that signed. */
  publicKey,
  salt: z.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.length === 16,
    '16 random bytes',
  ),
  signature,
})

export type Consent = z.infer<typeof consentInput>

export interface ConsentContext {
  readonly ledger: Ledger
  readonly vault: Vault
  readonly verifySignature: VerifySignature
  /** YYYY-MM-DD in the city. */
  readonly day: string
  readonly reading: Reading
}

/** At which one is of age (Korea's Civil Act, article 4). */
const ofAge = 19

/** Throws V19 for a consent that is none for this child. */
export const judgeConsent = async (
  { ledger, vault, verifySignature, day, reading }: ConsentContext,
  child: string,
  consent: Consent,
): Promise<Guardian> => {
  const { view } = ledger.snapshot()
  const { account } = consent
  const keys = readSystem(view).accounts.get([account])?.keys ?? []
  const key = keys.find(
    (each) => each.revokedAt === undefined && equalBytes(each.publicKey, consent.publicKey),
  )
  const person = residentsReads.isResident(view, account) ? await vault.read(account, reading) : undefined
  if (!key || !person || ageOn(person.birthDate, day) < ofAge)
    throw new Problem('V19-consent-invalid', 'account')
  const message = consentMessage(ledger.genesis.chain, child, account, consent.salt)
  const { algorithm, publicKey } = key
  const isSigned = await verifySignature({ algorithm, publicKey, message, signature: consent.signature })
  if (!isSigned) throw new Problem('V19-consent-invalid', 'signature')
  return { account, consent: hash('sha256', consentBytes(message, consent.signature)) }
}
