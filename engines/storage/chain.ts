/**
 * The ledger as it stands. A block is executed on what is sealed, made durable, and only then shown, so nobody can ever
 * read what is not on the disk. Who orders by himself does it in one step; under an outer consensus the block waits,
 * executed, until it is to be kept.
 */
import { executeBlock, executeGenesis, nextTimerAt, type Block } from '@maru/kernel/block.ts'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Receipt } from '@maru/kernel/execute.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import type { Recorded, SealedBlock, Snapshot } from '@maru/kernel/ledger.ts'
import { accepted, type Refusal, type Result } from '@maru/kernel/refusal.ts'
import type { Rules } from '@maru/kernel/rules.ts'
import { createStateTree } from '@maru/kernel/state-tree/tree.ts'
import { windowPrefix } from '@maru/kernel/system-tables.ts'
import { parseTransaction, type Transaction } from '@maru/kernel/transaction.ts'
import { sha256 } from '../host.ts'
import { DamageError } from './errors.ts'
import type { Frame } from './frame.ts'
import type { Log } from './log.ts'
import type { Pending } from './pending.ts'
import type { Reach } from './store.ts'

export interface ChainParts {
  readonly rules: Rules
  readonly log: Log
  readonly pending: Pending
  /** Puts the block into the journal. Throws when it is not surely on the disk. */
  readonly keep: (frame: Frame) => void
}

export interface Outcome {
  readonly results: readonly Result<Recorded>[]
  /** Absent when nothing came of the block: then it was not recorded. */
  readonly sealed?: SealedBlock
}

export type Chain = ReturnType<typeof createChain>

export const createChain = ({ rules, log, pending, keep }: ChainParts, reach: Reach | undefined) => {
  const openTree = () => createStateTree({ hash: sha256, store: { get: pending.page } })
  let tree = openTree()
  let at = { height: reach?.height ?? -1, time: reach?.time ?? 0, stateRoot: reach?.stateRoot ?? tree.root() }
  let consensusHeight = reach?.consensusHeight
  let timerAt = reach && nextTimerAt(pending.view, reach.height + 1)
  /** Executed and not yet kept. The tree is ahead then, and readers have another. */
  let waiting: Executed | undefined
  let readersTree: ReturnType<typeof openTree> | undefined

  const forget = (): void => {
    if (waiting) tree = openTree()
    waiting = readersTree = undefined
  }

  /** What the log and the tree have of a block that failed is taken back: readers go on with what is durable. */
  const orTakeBack = <Value>(run: () => Value): Value => {
    const size = log.size()
    try {
      return run()
    } catch (error) {
      log.truncate(size)
      tree = openTree()
      waiting = readersTree = undefined
      throw error
    }
  }

  const execute = (time: number, transactions: readonly Transaction[]): Block => {
    if (waiting && isSameBlock(waiting, time, transactions)) return waiting.block
    forget()
    const block = executeBlock({ rules, view: pending.view, tree, ...at }, time, transactions, {
      keepRefused: false,
    })
    waiting = { block, transactions }
    return block
  }

  /** What is refused changes nothing, so that the block without it is the one that now waits. */
  const tryOut = (
    time: number,
    transactions: readonly Transaction[],
    isLeftOut: (refusal: Refusal) => boolean,
  ): readonly Receipt[] => {
    const block = execute(time, transactions)
    const isKept = (at: number): boolean => {
      const { receipt } = block.outcomes[at]!
      return !('refusal' in receipt && isLeftOut(receipt.refusal))
    }
    waiting = {
      block: { ...block, outcomes: block.outcomes.filter((_, at) => isKept(at)) },
      transactions: transactions.filter((_, at) => isKept(at)),
    }
    return block.outcomes.map(({ receipt }) => receipt)
  }

  /** From here on the block is there for all to see. */
  const show = ({ height, time, stateRoot, changes, pages }: Block): void => {
    pending.add(changes, pages)
    at = { height, time, stateRoot }
    timerAt = nextTimerAt(pending.view, height + 1)
    waiting = readersTree = undefined
  }

  const seal = ({ block, transactions }: Executed): Outcome => {
    const { height, time, entries, stateRoot, timerEvents } = block
    const first = log.size()
    keep({
      height,
      entries,
      checkpoint: log.append(entries),
      ...(consensusHeight !== undefined && { consensusHeight }),
    })
    const recorded: Recorded[] = []
    const results = block.outcomes.map(({ receipt, entry }, position): Result<Recorded> => {
      if ('refusal' in receipt || entry === undefined) return refusedBy(receipt)
      const record = { id: transactions[position]!.id, index: first + entry, height, time, receipt }
      pending.addId(record.id, record.index)
      recorded.push(record)
      return accepted(record)
    })
    show(block)
    return {
      results,
      sealed: { height, time, size: log.size(), stateRoot, transactions: recorded, timerEvents },
    }
  }

  /** Keeps the block that waits, unless nothing came of it. */
  const commit = (): Outcome => {
    if (!waiting) throw new Error('no block was executed that could be kept')
    if (!isIdle(waiting.block)) return seal(waiting)
    const results = waiting.block.outcomes.map(({ receipt }) => refusedBy(receipt))
    waiting = readersTree = undefined
    return { results }
  }

  return {
    begin: (genesis: Genesis): void =>
      void orTakeBack(() => seal({ block: executeGenesis(rules, tree, genesis), transactions: [] })),
    run: (now: number, transactions: readonly Transaction[]): Outcome =>
      orTakeBack(() => {
        execute(Math.max(now, at.time), transactions)
        return commit()
      }),
    /**
     * Runs a block and keeps nothing. The one that was executed before and not committed is not run again; any other
     * is forgotten.
     */
    execute: (time: number, transactions: readonly Transaction[]): Block =>
      orTakeBack(() => execute(time, transactions)),
    /** Runs what may become the next block, without what is refused so, and tells what comes of each transaction. */
    tryOut: (...given: Parameters<typeof tryOut>): readonly Receipt[] => orTakeBack(() => tryOut(...given)),
    /** What the log's checkpoint says of what is kept. */
    checkpointText: (): string => log.textWith([]),
    /** What it will say when the executed block is kept. */
    checkpointTextAhead: (): string =>
      log.textWith(waiting && !isIdle(waiting.block) ? waiting.block.entries : []),
    /** Makes the executed block durable, as the one of this height of the outer consensus. */
    commit: (newConsensusHeight: number): Outcome =>
      orTakeBack(() => {
        consensusHeight = newConsensusHeight
        return commit()
      }),
    /** Runs a block of the journal again: it must come out to the byte. */
    replay: (frame: Frame, genesis: Genesis): void => {
      const transactions = frame.height === 0 ? [] : transactionsOf(frame)
      const block =
        frame.height === 0 ? executeGenesis(rules, tree, genesis) : execute(timeOf(frame), transactions)
      const isSame =
        block.entries.length === frame.entries.length &&
        block.entries.every((entry, index) => equalBytes(entry, frame.entries[index]!))
      if (!isSame)
        throw new DamageError(
          `journal, block ${frame.height}`,
          'running it again gives another result (are these the rules it was recorded with?)',
        )
      const first = log.size()
      if (log.append(frame.entries) !== frame.checkpoint)
        throw new DamageError(`journal, block ${frame.height}`, 'its checkpoint is not the one of this log')
      transactions.forEach(({ id }, position) => pending.addId(id, first + position))
      consensusHeight = frame.consensusHeight ?? consensusHeight
      show(block)
    },
    snapshot: (): Snapshot => ({ view: pending.view, size: log.size(), ...at }),
    reach: (): Reach => ({
      ...at,
      ...(consensusHeight !== undefined && { consensusHeight }),
      size: log.size(),
      root: log.root(),
      checkpoint: log.checkpoint(),
    }),
    /** Of what is sealed. */
    tree: () => (waiting ? (readersTree ??= openTree()) : tree),
    time: () => at.time,
    /** Of the outer consensus, up to which everything is done; undefined before its first block. */
    consensusHeight: () => consensusHeight,
    timerAt: () => timerAt,
  }
}

interface Executed {
  readonly block: Block
  readonly transactions: readonly Transaction[]
}

const isSameBlock = (
  { block, transactions }: Executed,
  time: number,
  wanted: readonly Transaction[],
): boolean =>
  block.time === time &&
  transactions.length === wanted.length &&
  transactions.every(({ id }, at) => id === wanted[at]!.id)

const refusedBy = (receipt: Block['outcomes'][number]['receipt']): Result<never> => {
  if ('refusal' in receipt) return { ok: false, refusal: receipt.refusal }
  throw new Error('an accepted transaction has no entry')
}

/** Nothing was accepted and no timer ran: such a block would only make the log longer. */
const isIdle = ({ entries, changes }: Block): boolean => {
  if (entries.length > 1) return false
  for (const key of changes.keys()) if (!key.startsWith(windowPrefix)) return false
  return true
}

const timeOf = ({ height, entries }: Frame): number => {
  const entry = decodeEntry(entries.at(-1) ?? new Uint8Array(0))
  if (entry?.kind === 'seal') return entry.seal.time
  throw new DamageError(`journal, block ${height}`, 'it has no seal')
}

const transactionsOf = ({ height, entries }: Frame): Transaction[] =>
  entries.slice(0, -1).map((bytes) => {
    const entry = decodeEntry(bytes)
    const parsed = entry?.kind === 'transaction' && parseTransaction(entry.bytes, sha256)
    if (parsed && parsed.ok) return parsed.value
    throw new DamageError(`journal, block ${height}`, 'it has an entry that is no transaction')
  })
