/** Blocks, found in the log by their seals: a block is its transactions and the seal that follows them. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { SaidEvent } from '@maru/kernel/execute.ts'
import { type Act, actOf } from '../acts/act.ts'
import type { Log } from './log.ts'

export interface Block {
  readonly height: number
  /** Milliseconds since 1970. */
  readonly time: number
  /** Place of its seal in the log. */
  readonly sealIndex: number
  /** Transactions in it. */
  readonly count: number
  /** Hexadecimal. */
  readonly stateRoot: string
  readonly timerEvents: readonly SaidEvent[]
}

export interface PlacedAct {
  readonly index: number
  readonly act: Act
  /** Bytes of its entry. */
  readonly size: number
}

/** The block whose seal stands at this place; undefined when no seal does. */
const blockSealedAt = async (log: Log, sealIndex: number): Promise<Block | undefined> => {
  const { entry } = await log.entryAt(sealIndex)
  if (entry.kind !== 'seal') return undefined
  const { height, time, count, stateRoot, timerEvents } = entry.seal
  return { height, time, sealIndex, count, stateRoot: bytesToHex(stateRoot), timerEvents }
}

/** The block that an entry is in. */
export const blockOf = async (log: Log, index: number): Promise<Block> => {
  for (let at = index; ; at++) {
    const block = await blockSealedAt(log, at)
    if (block) return block
  }
}

/** Newest first, from the block whose seal stands at `sealIndex`; fewer when the log begins before. */
export const blocksBefore = async (log: Log, sealIndex: number, limit: number): Promise<readonly Block[]> => {
  const blocks: Block[] = []
  for (let at: number | undefined = sealIndex; at !== undefined && blocks.length < limit;) {
    const block: Block = await blockOf(log, at)
    blocks.push(block)
    at = sealBefore(block)
  }
  return blocks
}

/** Where the seal of the block before stands; undefined for the first block, which holds the genesis. */
export const sealBefore = ({ height, sealIndex, count }: Block): number | undefined =>
  height === 0 ? undefined : sealIndex - count - 1

/** Heights grow along the log, so that the place is found by halving. */
export const findBlock = async (log: Log, height: number): Promise<Block | undefined> => {
  for (let first = 0, last = log.size - 1; first <= last;) {
    const middle = Math.floor((first + last) / 2)
    const block = await blockOf(log, middle)
    if (block.height === height) return block
    if (block.height < height) first = block.sealIndex + 1
    else last = block.sealIndex - block.count - 1
  }
  return undefined
}

export const actsIn = async (log: Log, { sealIndex, count }: Block): Promise<readonly PlacedAct[]> => {
  const acts: PlacedAct[] = []
  for (let index = sealIndex - count; index < sealIndex; index++) {
    const { entry, bytes } = await log.entryAt(index)
    const read = entry.kind === 'transaction' ? actOf(entry) : undefined
    if (read) acts.push({ index, act: read.act, size: bytes.length })
  }
  return acts
}
