/**
 * What travels on the vote's own road. Every vote has one size and every answer has one size, so that whoever sees
 * only ciphertext learns neither what is voted on nor how it ended.
 *
 *   vote    length, two bytes, big-endian | transaction | zeros, up to 4,096 bytes
 *   answer  JSON | spaces, up to 16,384 bytes
 *
 * There is one class of votes and not two: with two, the size would tell surveys from polls. A vote has about 500 bytes,
 * and 4,096 hold a survey of a hundred questions. An answer holds a receipt of that transaction with its proof.
 */
import { decodeUtf8, encodeUtf8 } from '@maru/kernel/codec/utf8.ts'

export const voteSize = 4_096
export const answerSize = 16_384
const lengthSize = 2
export const votedTransactionSizeMax = voteSize - lengthSize

export const votePath = '/vote'
export const voteType = 'application/octet-stream'

/** A sentence for people in both languages: which one somebody reads is not asked on this road. */
export interface Sentence {
  readonly ko: string
  readonly en: string
}

export type VoteAnswer =
  | {
      readonly state: 'recorded'
      readonly id: string
      readonly index: number
      readonly height: number
      readonly time: number
      /** The receipt, a `.tlog-proof` file. */
      readonly proof: string
    }
  /** Taken, and not in a block yet: the same bytes, sent again, bring the receipt. */
  | { readonly state: 'accepted'; readonly id: string }
  | { readonly state: 'refused'; readonly code: string; readonly detail: Sentence }

/** Throws a RangeError for a transaction that is too long for this road. */
export const packVote = (transaction: Uint8Array): Uint8Array => {
  if (transaction.length > votedTransactionSizeMax)
    throw new RangeError(`a vote has at most ${votedTransactionSizeMax} bytes, not ${transaction.length}`)
  const body = new Uint8Array(voteSize)
  new DataView(body.buffer).setUint16(0, transaction.length)
  body.set(transaction, lengthSize)
  return body
}

/** The transaction; undefined unless the size is right and all that follows it is zero. */
export const unpackVote = (body: Uint8Array): Uint8Array | undefined => {
  if (body.length !== voteSize) return undefined
  const end = lengthSize + new DataView(body.buffer, body.byteOffset).getUint16(0)
  if (end === lengthSize || end > voteSize) return undefined
  return body.subarray(end).every((byte) => byte === 0) ? body.slice(lengthSize, end) : undefined
}

/** Throws a RangeError for an answer that is too long, which none is that the city gives. */
export const packAnswer = (answer: VoteAnswer): Uint8Array => {
  const text = encodeUtf8(JSON.stringify(answer))
  if (text.length > answerSize) throw new RangeError(`an answer has at most ${answerSize} bytes`)
  const body = new Uint8Array(answerSize).fill(space)
  body.set(text)
  return body
}

/** Undefined when it is no answer of this road. */
export const unpackAnswer = (body: Uint8Array): VoteAnswer | undefined => {
  const text = body.length === answerSize ? decodeUtf8(body) : undefined
  try {
    const answer = JSON.parse(text ?? 'null') as { readonly state?: unknown } | null
    return states.includes(answer?.state) ? (answer as VoteAnswer) : undefined
  } catch {
    return undefined
  }
}

const space = 0x20
const states: readonly unknown[] = ['recorded', 'accepted', 'refused']
