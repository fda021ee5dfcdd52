/** How a card, and access to a facility, stand on the ledger: salted hashes of what only those concerned know. */
import type { Hash } from '@maru/kernel/crypto/host.ts'
import { commitContent } from '../content-commitment.ts'

/** Without the salt, 32 random bytes that the office keeps, nobody can try out whose card it is. */
export const commitCard = (hash: Hash, salt: Uint8Array, chain: string, account: string): Uint8Array =>
  commitContent(hash, salt, ['maru: citizens card', chain, account])

/** The facility and the office know the salt, and so can show that what the ledger has is this account's. */
export const commitGrant = (
  hash: Hash,
  salt: Uint8Array,
  {
    chain,
    facility,
    account,
  }: { readonly chain: string; readonly facility: string; readonly account: string },
): Uint8Array => commitContent(hash, salt, ['maru: facility access', chain, facility, account])
