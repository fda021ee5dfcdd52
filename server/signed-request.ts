/**
 * Who asks. There is no session: each request is signed as a transaction is, for a service that no ledger has, so that
 * neither can pass for the other. It is judged here and never recorded.
 */
import { accountOfSigner } from '@maru/kernel/accounts.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import { validityMaxMs } from '@maru/kernel/execute.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { Problem } from './problem.ts'

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
  /** As it stands in each request. */
  readonly service: string
  /** Of requests that change something: each is answered once. Asking again for what can be read does no harm. */
  readonly memory?: RequestMemory
}

export interface RequestMemory {
  readonly has: (id: string) => boolean
  /** Whether there was room. */
  readonly add: (id: string, validUntil: number, time: number) => boolean
}

/** Requests whose signature is being checked at one time. */
const underWayMax = 256

/** Gives the judge of requests. It throws a Problem for each that is not to be answered, the cheapest check first. */
export const createGate = ({ ledger, verifySignature, now, service: expected, memory }: GateOptions) => {
  let underWay = 0

  return async (bytes: Uint8Array): Promise<SignedRequest> => {
    const parsed = parseTransaction(bytes, ledger.rules.hash)
    if (!parsed.ok) throw new Problem(parsed.refusal.code, parsed.refusal.detail)
    const { id, chain, validUntil, service, action, input, keyId, check } = parsed.value
    const time = now()
    // There is nobody to answer but an account.
    if (!check) throw new Problem('T14-unsupported-key')
    if (service !== expected) throw new Problem('T10-unknown-action', 'service')
    if (chain !== ledger.genesis.chain) throw new Problem('T3-wrong-chain')
    if (validUntil < time) throw new Problem('T4-expired')
    if (validUntil > time + validityMaxMs) throw new Problem('T5-valid-too-long')
    if (memory?.has(id)) throw new Problem('N11-replayed')
    if (underWay >= underWayMax) throw new Problem('T12-busy')
    underWay++
    const isSigned = await verifySignature(check).finally(() => underWay--)
    if (!isSigned) throw new Problem('T7-bad-signature')
    const signer = signerOf(ledger.snapshot().view, keyId)
    if ('code' in signer) throw new Problem(signer.code)
    // Asked again: a copy may have been under way at the same time.
    if (memory?.has(id)) throw new Problem('N11-replayed')
    if (memory && !memory.add(id, validUntil, time)) throw new Problem('T12-busy')
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
