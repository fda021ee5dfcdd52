/**
 * Who asks. There is no session: each request is signed as a transaction is, for a service `notices` that no ledger
 * has, so that neither can pass for the other. It is judged here and never recorded.
 */
import { accountOfSigner } from '@maru/kernel/accounts.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import { validityMaxMs } from '@maru/kernel/execute.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { Problem } from '../problem.ts'
import type { Tables } from './tables.ts'

export const requestService = 'notices'

export interface SignedRequest {
  readonly account: string
  readonly action: string
  readonly input: CborValue
}

export interface GateOptions {
  readonly ledger: Ledger
  readonly verifySignature: VerifySignature
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly requests: Tables['requests']
}

/** Requests whose signature is being checked at one time, and those remembered until they expire. */
const underWayMax = 256
const rememberedMax = 100_000
const sweepEveryMs = 10_000

/** Gives the judge of requests. It throws a Problem for each that is not to be answered, the cheapest check first. */
export const createGate = ({ ledger, verifySignature, now, requests }: GateOptions) => {
  const remembered = createMemory(requests)
  let underWay = 0

  return async (bytes: Uint8Array): Promise<SignedRequest> => {
    const parsed = parseTransaction(bytes, ledger.rules.hash)
    if (!parsed.ok) throw new Problem(parsed.refusal.code, parsed.refusal.detail)
    const { id, chain, validUntil, service, action, input, keyId, check } = parsed.value
    const time = now()
    if (service !== requestService) throw new Problem('T10-unknown-action', 'service')
    if (chain !== ledger.genesis.chain) throw new Problem('T3-wrong-chain')
    if (validUntil < time) throw new Problem('T4-expired')
    if (validUntil > time + validityMaxMs) throw new Problem('T5-valid-too-long')
    if (remembered.has(id)) throw new Problem('N11-replayed')
    if (underWay >= underWayMax) throw new Problem('T12-busy')
    underWay++
    const isSigned = await verifySignature(check).finally(() => underWay--)
    if (!isSigned) throw new Problem('T7-bad-signature')
    const signer = signerOf(ledger.snapshot().view, keyId)
    if ('code' in signer) throw new Problem(signer.code)
    // Asked again: a copy may have been under way at the same time.
    if (remembered.has(id)) throw new Problem('N11-replayed')
    if (!remembered.add(id, validUntil, time)) throw new Problem('T12-busy')
    return { account: signer.account, action, input }
  }
}

const signerOf = (view: View, keyId: string) => {
  const { accounts, keys } = readSystem(view)
  return accountOfSigner(
    {
      get: (account) => accounts.get([account]),
      ownerOf: (key) => (accounts.has([key]) ? key : keys.get([key])?.account),
    },
    keyId,
  )
}

/** What was answered, until it expires; on the disk too, so that a restart does not let it pass a second time. */
const createMemory = (requests: Tables['requests']) => {
  const validUntilById = new Map(requests.getKeys().map(([validUntil, id]) => [id, validUntil] as const))
  let sweptAt = 0
  const sweep = (time: number): void => {
    sweptAt = time
    for (const [id, validUntil] of validUntilById) {
      if (validUntil >= time) continue
      validUntilById.delete(id)
      void requests.remove([validUntil, id])
    }
  }
  return {
    has: (id: string) => validUntilById.has(id),
    /** Whether there was room. */
    add: (id: string, validUntil: number, time: number): boolean => {
      if (time - sweptAt >= sweepEveryMs) sweep(time)
      if (validUntilById.size >= rememberedMax) return false
      validUntilById.set(id, validUntil)
      void requests.put([validUntil, id], true)
      return true
    },
  }
}
