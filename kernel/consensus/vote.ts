/** A validator's vote, and the bytes of it that are signed (CometBFT v0.38, spec/core/data_structures.md, CanonicalVote). */
import { encodeUtf8 } from '../codec/utf8.ts'
import { type BlockId, encodeBlockId } from './header.ts'
import { type Bytes, putBytes, putFixed64, putMessage, putNumber, putVarint } from './protobuf.ts'
import { encodeInstant, type Instant } from './time.ts'

export interface Vote {
  readonly type: 'prevote' | 'precommit'
  readonly height: number
  readonly round: number
  /** Undefined is a vote for no block. */
  readonly block: BlockId | undefined
  readonly time: Instant
}

/** Numbers of SignedMsgType. */
export const voteTypes = { prevote: 1, precommit: 2 } as const

/** Preceded by their length. Heights and rounds have eight bytes each, so that devices that sign can read them. */
export const voteSignBytes = (chain: string, { type, height, round, block, time }: Vote): Uint8Array => {
  const vote: Bytes = []
  putNumber(vote, 1, voteTypes[type])
  putFixed64(vote, 2, height)
  putFixed64(vote, 3, round)
  if (block) putMessage(vote, 4, encodeBlockId(block))
  putMessage(vote, 5, encodeInstant(time))
  putBytes(vote, 6, encodeUtf8(chain))
  const out: Bytes = []
  putVarint(out, vote.length)
  return Uint8Array.from([...out, ...vote])
}
