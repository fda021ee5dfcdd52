/** How far a copy of a ledger's state and log goes, and whether both are whole: what a backup is checked by. */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { createStateTree } from '@maru/kernel/state-tree/tree.ts'
import { sha256 } from '../host.ts'
import { checkBundle } from './bundle-check.ts'
import { DamageError } from './errors.ts'
import { nodeFiles } from './files.ts'
import { openLogFiles } from './log-files.ts'
import { openLogTree } from './log-tree.ts'
import { openStore, type Reach } from './store.ts'

/** Of the state in this folder; undefined when nothing was flushed yet. */
export const reachOf = async (stateFolder: string): Promise<Reach | undefined> => {
  const store = openStore(stateFolder)
  try {
    return store.reach()
  } finally {
    await store.close()
  }
}

/** Reads every row, whose checksums find what is not as written, and the tree above them. */
export const checkState = async (stateFolder: string): Promise<void> => {
  const store = openStore(stateFolder)
  const rows = store.freeze()
  try {
    const reach = store.reach()
    let after = ''
    for (let some = rows.rowsAfter(after, 1_000); some.length > 0; some = rows.rowsAfter(after, 1_000))
      after = some.at(-1)![0]
    const root = createStateTree({ hash: sha256, store: { get: store.page } }).root()
    if (reach && !equalBytes(root, reach.stateRoot))
      throw new DamageError(stateFolder, 'its tree does not give the state root')
  } finally {
    rows.release()
    await store.close()
  }
}

/** Holds these bundles against the log's tree, and its right edge against the root. A bundle that is away is left out. */
export const checkLog = (
  logFolder: string,
  { size, root }: Pick<Reach, 'size' | 'root'>,
  bundles: Iterable<number>,
): void => {
  const files = openLogFiles(nodeFiles, logFolder)
  const tree = openLogTree(files, { size, root })
  for (const index of bundles) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH)
    const file = files.read({ level: 'entries', index, width })
    if (file) checkBundle(tree, file, index, width)
  }
}
