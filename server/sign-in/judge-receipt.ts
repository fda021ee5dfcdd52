/** The signed act that comes with an agreement, for the ledger. */
import { accountOfSigner } from '@maru/kernel/accounts.ts'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { Problem } from '../problem.ts'

interface ReceiptOptions {
  readonly ledger: Ledger
  readonly verifySignature: VerifySignature
}

/** The transaction's id, when it is this account's signature under just this consent. */
export const judgeReceipt = async (
  { ledger, verifySignature }: ReceiptOptions,
  bytes: Uint8Array,
  account: string,
  commitment: Uint8Array,
): Promise<string> => {
  const parsed = parseTransaction(bytes, ledger.rules.hash)
  if (!parsed.ok) throw new Problem(parsed.refusal.code, parsed.refusal.detail)
  const { id, chain, service, action, input, keyId, check } = parsed.value
  const { consent } = input as { readonly consent?: unknown }
  const isThis =
    chain === ledger.genesis.chain &&
    service === 'sign-in' &&
    action === 'give-consent' &&
    consent instanceof Uint8Array &&
    Buffer.compare(consent, commitment) === 0
  if (!isThis || !check || signerOf(ledger, keyId) !== account || !(await verifySignature(check)))
    throw new Problem('X5-signed-for-another')
  return id
}

const signerOf = (ledger: Ledger, keyId: string): string | undefined => {
  const { accounts, keys } = readSystem(ledger.snapshot().view)
  const signer = accountOfSigner(
    {
      get: (account) => accounts.get([account]),
      ownerOf: (key) => (accounts.has([key]) ? key : keys.get([key])?.account),
    },
    keyId,
  )
  return 'account' in signer ? signer.account : undefined
}
