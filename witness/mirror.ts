/**
 * Keeps a full copy of a log. Entries are taken a batch at a time; a batch is written when a proof has shown that the
 * log under the checkpoint begins with all that is stored and this batch. When all of a checkpoint is on the disk, the
 * mirror cosigns it (c2sp.org/tlog-mirror: "has durably logged the contents and made them accessible").
 */
import { join } from 'node:path'
import { sha256 } from '@maru/engines/host.ts'
import { DamageError } from '@maru/engines/storage/errors.ts'
import { nodeFiles } from '@maru/engines/storage/files.ts'
import { growthOf, type LogFiles, openLogFiles } from '@maru/engines/storage/log-files.ts'
import { readIfThere } from '@maru/engines/storage/key-file.ts'
import { sizeOfNote } from '@maru/engines/storage/published.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeUtf8 } from '@maru/kernel/codec/utf8.ts'
import { formatAddCheckpoint } from '@maru/kernel/log/add-checkpoint.ts'
import { decodeBundle } from '@maru/kernel/log/bundle.ts'
import type { Checkpoint } from '@maru/kernel/log/checkpoint.ts'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import { verifyConsistency } from '@maru/kernel/log/proof.ts'
import type { Result } from '@maru/kernel/log/result.ts'
import { entriesPath, TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { createTree, type Tree } from '@maru/kernel/log/tree.ts'
import type { LogFilesClient } from './log-client.ts'
import { replaceDurably } from './memory.ts'
import { treeFromTiles } from './tree-from-tiles.ts'
import type { Witness } from './witness.ts'

export interface MirrorOptions {
  readonly folder: string
  readonly client: LogFilesClient
  /** Signs what is stored, and remembers it; nobody else asks it. */
  readonly witness: Witness
  /** Whose checkpoint it has to be. */
  readonly accept: (note: string) => Result<Checkpoint>
  readonly onProgress?: (done: number, size: number) => void
  readonly batchEntries?: number
}

export interface Mirror {
  /** Brings the copy up to the log's checkpoint. Throws with a sentence; what was stored before stays. */
  readonly pull: () => Promise<Pulled>
  readonly files: LogFiles
  readonly size: () => number
}

export type Pulled = { readonly size: number; readonly isNew: boolean }

export const openMirror = (options: MirrorOptions): Mirror => {
  const { folder, client, witness, accept, onProgress, batchEntries = 16 * TILE_WIDTH } = options
  const files = openLogFiles(nodeFiles, join(folder, 'log'))
  const tree = restoreTree(folder, files)

  /** What follows what is stored, up to so many entries and bytes. */
  const readBatch = async (size: number): Promise<Uint8Array[]> => {
    const entries: Uint8Array[] = []
    let bytes = 0
    while (tree.size + entries.length < size && entries.length < batchEntries && bytes < BATCH_BYTES) {
      const at = tree.size + entries.length
      const index = Math.floor(at / TILE_WIDTH)
      const bundle = await readBundle(client, index, Math.min(TILE_WIDTH, size - index * TILE_WIDTH))
      for (const entry of bundle.slice(at - index * TILE_WIDTH)) {
        entries.push(entry)
        bytes += entry.length
      }
    }
    return entries
  }

  /** Nothing is written before the tiles of the log have proven that it begins so. */
  const takeIn = async (entries: readonly Uint8Array[], { size, root }: Checkpoint): Promise<void> => {
    const from = tree.size
    const firstOf = from - (from % TILE_WIDTH)
    const near = from > firstOf ? [...readStored(files, firstOf, from), ...entries] : entries
    tree.append(entries.map((entry) => leafHash(sha256, entry)))
    try {
      const theirs = await treeFromTiles(client, { size, root }, tree.size)
      const proof = theirs.consistencyProof(tree.size)
      if (!verifyConsistency(sha256, tree.size, size, proof, tree.root(), root))
        throw new Error(
          `the entries from ${from} to ${tree.size} are not those that the checkpoint of size ${size} signs`,
        )
      const to = tree.size
      const shown = { note: '', size: to }
      const growth = growthOf(tree, (a, b) => near.slice(a - firstOf, b - firstOf), {
        from,
        to,
        shown,
        shownBefore: to,
      })
      await files.publish({ files: growth.files, checkpoint: undefined, filled: [] })
      replaceDurably(join(folder, PROGRESS), JSON.stringify({ size: to, root: bytesToHex(tree.root()) }))
      tree.markStored(to)
    } catch (error) {
      tree.truncate(from)
      throw error
    }
  }

  /** Cosigned and shown when every file under it is there. */
  const sign = async (note: string, { size }: Checkpoint): Promise<void> => {
    const shownBefore = sizeOfNote(files.checkpoint())
    const known = witness.cosigned()[0]?.size ?? 0
    const request = formatAddCheckpoint({ oldSize: known, proof: tree.consistencyProof(known), note })
    const { status, body } = await witness.addCheckpoint(request)
    if (status !== 200) throw new Error(`the mirror cannot cosign its own copy: ${body.trim()}`)
    // With the signatures of all who have cosigned it before.
    const shown = { note: note + body, size }
    const { filled } = growthOf(tree, () => undefined, { from: size, to: size, shown, shownBefore })
    await files.publish({ files: [], checkpoint: shown.note, filled })
  }

  const pull = async (): Promise<Pulled> => {
    const bytes = await client.read('checkpoint')
    const note = bytes && decodeUtf8(bytes)
    const accepted = note === undefined ? undefined : accept(note)
    if (note === undefined || !accepted) throw new Error('the log shows no checkpoint')
    if (!accepted.ok) throw new Error(`the checkpoint of the log is not taken: ${accepted.message}`)
    const checkpoint = accepted.value
    const { size } = checkpoint
    const before = tree.size
    if (size < before)
      throw new Error(`the log shows ${size} entries, fewer than the ${before} that are stored`)
    await refuseOther(checkpoint, note)
    while (tree.size < size) {
      await takeIn(await readBatch(size), checkpoint)
      onProgress?.(tree.size, size)
    }
    const isShown = sizeOfNote(files.checkpoint()) === size
    if (!isShown) await sign(note, checkpoint)
    return { size, isNew: !isShown }
  }

  /** A log that does not begin with what is stored is another one; what proves it is kept. */
  const refuseOther = async (checkpoint: Checkpoint, note: string): Promise<void> => {
    if (tree.size === 0) return
    const theirs = await treeFromTiles(client, checkpoint, tree.size)
    const proof = theirs.consistencyProof(tree.size)
    if (verifyConsistency(sha256, tree.size, checkpoint.size, proof, tree.root(), checkpoint.root)) return
    const known = witness.cosigned()[0]
    if (known && known.size <= checkpoint.size) {
      const other = await treeFromTiles(client, checkpoint, known.size)
      const request = formatAddCheckpoint({
        oldSize: known.size,
        proof: other.consistencyProof(known.size),
        note,
      })
      await witness.addCheckpoint(request, other.root(known.size))
    }
    throw new Error(
      `the log does not begin with the ${tree.size} entries that are stored: it is another one now`,
    )
  }

  return { pull, files, size: () => sizeOfNote(files.checkpoint()) }
}

const restoreTree = (folder: string, files: LogFiles): Tree => {
  const path = join(folder, PROGRESS)
  const text = readIfThere(path)
  if (text === undefined) return createTree(sha256)
  const { size, root } = JSON.parse(text) as { readonly size: number; readonly root: string }
  const tree = createTree(sha256, {
    size,
    readTile: (level, index, width) => {
      const file = files.read({ level, index, width })
      if (!file) throw new DamageError(join(folder, 'log'), `tile ${level}/${index} is missing`)
      return file.bytes.subarray(0, width * 32)
    },
  })
  if (bytesToHex(tree.root()) !== root)
    throw new DamageError(join(folder, 'log'), `its tiles are not those of size ${size}`)
  return tree
}

const readBundle = async (client: LogFilesClient, index: number, width: number): Promise<Uint8Array[]> => {
  for (const wide of width < TILE_WIDTH ? [width, TILE_WIDTH] : [width]) {
    const bytes = await client.read(entriesPath(index, wide))
    const decoded = bytes && decodeBundle(bytes, wide)
    if (decoded?.ok) return decoded.value.slice(0, width)
    if (decoded) throw new Error(`${entriesPath(index, wide)} cannot be read: ${decoded.message}`)
  }
  throw new Error(`${entriesPath(index, width)} is missing`)
}

/** The beginning of the bundle that the next entry belongs to. */
const readStored = (files: LogFiles, from: number, to: number): Uint8Array[] => {
  const file = files.read({ level: 'entries', index: from / TILE_WIDTH, width: to - from })
  const decoded = file && decodeBundle(file.bytes, file.width)
  if (decoded?.ok) return decoded.value.slice(0, to - from)
  throw new DamageError(entriesPath(from / TILE_WIDTH, to - from), 'it cannot be read')
}

const PROGRESS = 'progress.json'
const BATCH_BYTES = 32 * 1024 * 1024
