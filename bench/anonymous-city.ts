/** A city whose members support proposals without a name, for benches: who votes, and what stands in for their proofs. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cityToGenesis } from '@maru/cities/city.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { newIdentity, newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { createHost, sha256, type Host } from '@maru/engines/host.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { MembershipCheck } from '@maru/kernel/crypto/host.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { createGroupTree } from '@maru/kernel/membership/tree.ts'
import semaphore from '@maru/kernel/membership/vectors/semaphore-proofs.json' with { type: 'json' }
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { createMassHost, createMassTransaction, massIdentity } from '@maru/testing/mass-members.ts'
import { residentSigner, submitAll } from './bench-city.ts'

/** Proofs of Semaphore's own library, over and over: each is read and paired as if it were another. */
export const repeatedProofs = (count: number): MembershipCheck[] =>
  Array.from({ length: count }, (_, at) => checks[at % checks.length]!)

const checks = semaphore.vectors.map(({ root, nullifier, message, scope, proof }) => ({
  root: hexToBytes(root),
  nullifier: hexToBytes(nullifier),
  message: hexToBytes(message),
  scope: hexToBytes(scope),
  proof: hexToBytes(proof),
}))

/** Checks a real proof for each vote, and the code that stands in for the vote's own, which would take seconds to make. */
export const createRepeatingHost = (): Host => {
  const [real, codes] = [createHost(), createMassHost()]
  return {
    ...real,
    verifyMembership: async (asked) => {
      const proofs = await Promise.all(
        repeatedProofs(asked.length).map((check) => real.verifyMembership([check])),
      )
      const valid = await codes.verifyMembership(asked)
      return valid.map((isValid, at) => isValid && proofs[at]?.[0] === true)
    },
  }
}

export const openAnonymousCity = async (voters: number, proposals: number, host: Host) => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bench-'))
  const numbers: typeof seoul.parameters = {
    ...seoul.parameters,
    proposals: { ...seoul.parameters['proposals'], anonymousSupports: [['2017-10-01', 1]] },
  }
  const genesis = cityToGenesis({ ...seoul, parameters: numbers })
  const ledger = await openSolo({ folder, genesis, rules: createRules(services, host.hash), host })
  const { chain } = genesis
  const options = () => ({ chain, validUntil: Date.now() + 590_000 })
  const identities = Array.from({ length: voters }, (_, number) => massIdentity(number, chain))
  const enrolment = (number: number): Uint8Array => {
    const resident = residentSigner(number)
    const commitment = numberToBytes(identities[number]!.commitment)
    const identity = newIdentity(resident, chain, commitment, ['city'])
    const input = { ...newKey(resident, chain), district: 'jongno', birthYearBand: 1980, identity }
    const wish = { service: 'residents', action: 'enrol-resident', input }
    return signTransaction(developmentSigner('registrar'), wish, options())
  }
  // One by one: the order of the leaves is that of the log.
  await submitAll(ledger, voters, enrolment, 1)
  const opening = (number: number): Uint8Array => {
    const input = { field: 'other', district: null, content: new Uint8Array(32) }
    const wish = { service: 'proposals', action: 'open-proposal', input }
    return signTransaction(residentSigner(number), wish, options())
  }
  await submitAll(ledger, proposals, opening, 1)
  const tree = createGroupTree(identities.map(({ commitment }) => commitment))
  return {
    folder,
    ledger,
    /** Each member supports each proposal. */
    votes: (): Uint8Array[] =>
      Array.from({ length: voters * proposals }, (_, at) => {
        const proposal = 1 + Math.floor(at / voters)
        const payload = {
          ...options(),
          ...{ service: 'proposals', action: 'support-proposal', input: { proposal, sequence: 1 } },
          salt: sha256(Buffer.from(`${at}`)).subarray(0, 8),
        }
        return createMassTransaction({
          identity: identities[at % voters]!,
          path: tree.pathTo(at % voters),
          scope: ['proposal', proposal],
          payload,
        })
      }),
    remove: async (): Promise<void> => {
      await ledger.close()
      rmSync(folder, { recursive: true })
    },
  }
}
