/** From a wish to the bytes of a signed transaction. */
import { randomBytes } from 'node:crypto'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { prepareTransaction } from '@maru/kernel/transaction.ts'
import type { Signer } from './keys.ts'

export interface Wish {
  readonly service: string
  readonly action: string
  readonly input: CborValue
}

export interface SigningOptions {
  readonly chain: string
  /** Milliseconds since 1970; at most ten minutes after the block's time. */
  readonly validUntil: number
  /** 8 to 32 bytes; random unless given, as an import does to be repeatable. */
  readonly salt?: Uint8Array
}

export const signTransaction = (
  signer: Signer,
  wish: Wish,
  { chain, validUntil, salt = randomBytes(8) }: SigningOptions,
): Uint8Array => {
  const { message, finish } = prepareTransaction(signer.algorithm, signer.publicKey, {
    chain,
    validUntil,
    salt,
    ...wish,
  })
  return finish(signer.sign(message))
}
