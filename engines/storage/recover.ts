/** Brings the parts of a data folder to one state again, whatever moment they were left at. */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { OldRulesError, requireKnownVersion } from '@maru/kernel/numbers.ts'
import type { Chain } from './chain.ts'
import { DamageError, StartError } from './errors.ts'
import type { Frame } from './frame.ts'
import type { Log } from './log.ts'

export interface Recovery {
  readonly chain: Chain
  readonly log: Log
  readonly frames: readonly Frame[]
  readonly genesis: Genesis
  readonly folder: string
  /** The checkpoint last published as a file. */
  readonly published: string | undefined
  /** The newest version of the rules that this program has. */
  readonly knownVersion: number
}

export const recover = ({ chain, log, frames, genesis, folder, published, knownVersion }: Recovery): void => {
  orTooOld(() => {
    for (const frame of frames) chain.replay(frame, genesis)
    const { view, height } = chain.snapshot()
    requireKnownVersion(view, height + 1, knownVersion)
  })
  if (published !== undefined) checkPublished(log, published, folder)
  if (log.size() === 0) chain.begin(genesis)
}

/** Says so at the start already, not when the next block comes. */
const orTooOld = (run: () => void): void => {
  try {
    run()
  } catch (error) {
    throw error instanceof OldRulesError ? new StartError('E7-old-rules', error.message) : error
  }
}

/**
 * The genesis a ledger began with is its own for ever: `entry`, its first, says which. A city file that has changed
 * since only counts for a new ledger, for which this is `wanted`.
 */
export const genesisOf = (entry: Uint8Array | undefined, wanted: Genesis, folder: string): Genesis => {
  if (!entry) return wanted
  const first = decodeEntry(entry)
  if (first?.kind !== 'genesis') throw new DamageError(`${folder}/log`, 'its first entry is no genesis')
  if (first.genesis.chain === wanted.chain) return first.genesis
  throw new StartError(
    'E3-other-chain',
    `${folder} has the ledger of ${first.genesis.chain}, not of ${wanted.chain}. Name another folder.`,
  )
}

/** Others may have seen the published checkpoint: a log that has lost part of it must never go on. */
const checkPublished = (log: Log, published: string, folder: string): void => {
  const file = `${folder}/log/checkpoint`
  const note = parseNote(published)
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note
  if (!checkpoint.ok) throw new DamageError(file, checkpoint.message)
  const { size, root } = checkpoint.value
  if (size > log.size())
    throw new DamageError(
      `${folder}/journal`,
      `it ends at log size ${log.size()}, but size ${size} was published already`,
    )
  if (!equalBytes(log.root(size), root))
    throw new DamageError(file, `its root is not that of the log at size ${size}`)
}
