/**
 * A data folder from only the log: every block is executed again, must come out to the byte, and is kept as if it had
 * just been recorded. It goes on where it was stopped. What is kept beside the log, as texts, is not in it.
 */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { checkSignatures } from '@maru/kernel/cosignatures.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import type { Rules } from '@maru/kernel/rules.ts'
import { parseTransaction, type Transaction } from '@maru/kernel/transaction.ts'
import { sha256, type Host } from '../host.ts'
import { openStorage, type Storage } from './open.ts'
import { defaultStorageLimits } from './options.ts'

export interface RebuildOptions {
  readonly folder: string
  readonly rules: Rules
  readonly host: Host
  /** Entries in order, some at a time, already held against the log's own tree. */
  readonly entries: AsyncIterable<readonly Uint8Array[]>
  readonly onProgress?: (done: number) => void
}

export interface Rebuilt {
  readonly genesis: Genesis
  readonly height: number
  readonly size: number
  readonly stateRoot: Uint8Array
  /** Root of the log that was written. */
  readonly root: Uint8Array
}

/** Throws a sentence that names the first entry which the rules do not give. */
export const rebuildLedger = async (options: RebuildOptions): Promise<Rebuilt> => {
  let storage: Storage | undefined
  let failure: Error | undefined
  let block: Uint8Array[] = []
  let start = 0
  try {
    for await (const bundle of options.entries) {
      for (const bytes of bundle) {
        block.push(bytes)
        if (decodeEntry(bytes)?.kind !== 'seal') continue
        storage ??= await openStorage(
          { folder: options.folder, rules: options.rules, genesis: genesisIn(block) },
          defaultStorageLimits,
          (error) => void (failure = error as Error),
        )
        await keepBlock(storage, options, block, start)
        start += block.length
        block = []
      }
      if (failure) throw failure
      options.onProgress?.(start)
    }
    if (!storage || block.length > 0) throw new Error(`no seal follows entry ${start} of the log`)
    if (storage.reading.snapshot().size !== start)
      throw new Error(`${options.folder} has more entries than this log: it is the folder of another one`)
    const { height, size, stateRoot } = storage.reading.snapshot()
    return { genesis: storage.reading.genesis, height, size, stateRoot, root: storage.chain.reach().root }
  } finally {
    await storage?.close()
  }
}

const genesisIn = (block: readonly Uint8Array[]): Genesis => {
  const entry = decodeEntry(block[0]!)
  if (entry?.kind === 'genesis') return entry.genesis
  throw new Error('the first entry of the log is no genesis')
}

const keepBlock = async (
  storage: Storage,
  { host }: RebuildOptions,
  block: readonly Uint8Array[],
  start: number,
): Promise<void> => {
  const { chain, flusher, reading } = storage
  if (reading.snapshot().size <= start) {
    const transactions = block.slice(0, -1).map((bytes, at) => transactionIn(bytes, start + at))
    const refusals = await Promise.all(transactions.map((each) => checkSignatures(reading.rules, host, each)))
    const bad = refusals.findIndex((refusal) => refusal !== undefined)
    if (bad >= 0) throw new Error(`the signature of entry ${start + bad} is not valid`)
    const seal = decodeEntry(block.at(-1)!)
    if (seal?.kind === 'seal') chain.run(seal.seal.time, transactions)
    flusher.consider()
    if (flusher.lags()) await flusher.flush()
  }
  for (const [at, bytes] of block.entries()) {
    const own = await reading.entry(start + at)
    if (!own || !equalBytes(own, bytes))
      throw new Error(`the rules give another entry ${start + at} than the log has`)
  }
}

const transactionIn = (bytes: Uint8Array, index: number): Transaction => {
  const entry = decodeEntry(bytes)
  const parsed = entry?.kind === 'transaction' && parseTransaction(entry.bytes, sha256)
  if (parsed && parsed.ok) return parsed.value
  throw new Error(`entry ${index} of the log is no transaction`)
}
