/** What a resident agreed to, as it is kept off the ledger, and the commitment to it that stands there. */
import type { Hash } from '@maru/kernel/crypto/host.ts'
import { commitContent } from '../content-commitment.ts'
import type { Attribute } from './attributes.ts'

export interface Agreement {
  readonly chain: string
  /** The relying service's code. */
  readonly service: string
  /** What it is told, in the order of `attributes`. */
  readonly attributes: readonly Attribute[]
  /** Milliseconds since 1970: then it ends by itself. */
  readonly until: number
}

/** The first words keep a commitment to anything else from being taken for one to a consent. */
export const commitAgreement = (
  hash: Hash,
  salt: Uint8Array,
  { chain, service, attributes, until }: Agreement,
): Uint8Array =>
  commitContent(hash, salt, ['maru: consent to sign in', chain, service, [...attributes], until])

/** Of one account; a parameter would let an open city guess nothing more. */
export const consentsPerDay = 50
