/** Texts as open data has them: with the salt, so that anyone can check the commitment, or with why they are not there. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { holdOf } from '@maru/services/moderation/reads.ts'
import type { ContentStore } from '../content-store.ts'

export interface Text {
  /** `none` where the row has no text at all; `missing` where this node never got it. */
  readonly state: 'shown' | 'hidden' | 'waiting' | 'erased' | 'missing' | 'none'
  /** In hexadecimal digits; null for `none`. */
  readonly commitment: string | null
  readonly salt: string | null
  /** As it was signed for; null where it is not shown. */
  readonly content: unknown
  /** A field of the text, as `title`; null where it is not shown. */
  readonly field: (name: string) => string | null
}

export type TextReader = (commitment: Uint8Array | undefined) => Text

export const createTextReader =
  (content: Pick<ContentStore, 'get' | 'isErased'>, view: View): TextReader =>
  (bytes) => {
    if (bytes === undefined) return withheld('none', null)
    const commitment = bytesToHex(bytes)
    const hold = holdOf(view, commitment)
    if (hold) return withheld(hold.state, commitment)
    const item = content.get(commitment)
    if (!item) return withheld(content.isErased(commitment) ? 'erased' : 'missing', commitment)
    const fields = item.content as { readonly [name: string]: unknown }
    return {
      state: 'shown',
      commitment,
      salt: bytesToHex(item.salt),
      content: item.content,
      field: (name) => (typeof fields[name] === 'string' ? fields[name] : null),
    }
  }

const withheld = (state: Text['state'], commitment: string | null): Text => ({
  state,
  commitment,
  salt: null,
  content: null,
  field: () => null,
})
