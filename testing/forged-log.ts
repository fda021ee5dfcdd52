/** A log as the city itself could forge it: any entries, with true tiles and a checkpoint that the log's key signed. */
import { sha256 } from '@maru/engines/host.ts'
import { openLogKey } from '@maru/engines/storage/log-key.ts'
import { encodeBundle } from '@maru/kernel/log/bundle.ts'
import { formatCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import { signNote } from '@maru/kernel/log/signature.ts'
import { newTiles, TILE_WIDTH, tilePath } from '@maru/kernel/log/tile.ts'
import { createTree } from '@maru/kernel/log/tree.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { LogCopy } from './log-copy.ts'

/** `folder` is the city's, which has the key. `root` is signed instead of the true one when it is given. */
export const forgeLog = (
  folder: string,
  { vkey, genesis }: Pick<Ledger, 'vkey' | 'genesis'>,
  entries: readonly Uint8Array[],
  root?: Uint8Array,
): LogCopy => {
  const key = openLogKey(folder, `maru.${genesis.chain}`)
  const readTile = (): never => {
    throw new Error('a new tree reads nothing')
  }
  const tree = createTree(sha256, { size: 0, readTile })
  tree.append(entries.map((entry) => leafHash(sha256, entry)))
  const files = new Map<string, Uint8Array>()
  for (const tile of newTiles(0, entries.length)) {
    files.set(tilePath(tile), tree.tileBytes(tile))
    if (tile.level > 0) continue
    const first = tile.index * TILE_WIDTH
    const bundle = encodeBundle(entries.slice(first, first + tile.width))
    files.set(tilePath({ ...tile, level: 'entries' }), bundle)
  }
  const text = formatCheckpoint({ origin: key.vkey.name, size: entries.length, root: root ?? tree.root() })
  files.set('checkpoint', Buffer.from(signNote(text, key.vkey, key.sign)))
  return { vkey, files }
}
