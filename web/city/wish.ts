/** From a wish to signed bytes: the browser's side of client/transaction.ts. */
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { prepareTransaction } from '@maru/kernel/transaction.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import type { Submitted } from '@maru/client/city-client.ts'
import { hash } from './hash.ts'
import type { BrowserSigner } from './keys.ts'
import type { StoredValue, StoredWish } from './store.ts'

export interface Wish {
  readonly service: string
  readonly action: string
  readonly input: { readonly [field: string]: StoredValue }
  /** A text that lives off the ledger; its commitment goes into the input as `content`. */
  readonly text?: object
  /** Sends the signed act another way, at once: nothing of it is kept on this device before the city has answered. */
  readonly deliver?: (bytes: Uint8Array) => Promise<Submitted>
  /** The page that the receipt belongs to, as `/proposals/12`, and what it is called. */
  readonly about: string
  readonly title: string
}

/** Half of what a transaction may have: neither the way nor a clock that is a little off uses it up. */
const validMs = 300_000

/** A text gets its salt once: a wish that is signed again is of the same text. */
export const storeWish = ({ text, deliver: _deliver, ...wish }: Wish, chain: string): StoredWish => ({
  ...wish,
  chain,
  ...(text && { text: { content: text, salt: crypto.getRandomValues(new Uint8Array(16)) } }),
})

/** `now` is the city's time in milliseconds since 1970. */
export const signWish = async (signer: BrowserSigner, wish: StoredWish, now: number) => {
  const { chain, service, action, text } = wish
  const validUntil = now + validMs
  const input = {
    ...wish.input,
    ...(text && { content: commitContent(hash, text.salt, text.content) }),
  } as CborValue
  const salt = crypto.getRandomValues(new Uint8Array(8))
  const { message, finish } = prepareTransaction(signer.algorithm, signer.publicKey, {
    chain,
    validUntil,
    service,
    action,
    input,
    salt,
  })
  const bytes = finish(await signer.sign(message))
  return { id: bytesToHex(hash(bytes)), bytes, validUntil }
}
