/** The room that a city's data takes on its disk, and the room that is left. Only names of its own parts are told. */
import { opendir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { openPublished } from '@maru/engines/storage/away/published.ts'
import { readStoreSettings } from '@maru/engines/storage/away/settings.ts'
import { nodeFiles } from '@maru/engines/storage/files.ts'
import type { Disk } from '@maru/server/options.ts'

const parts = [
  'journal',
  'log',
  'state',
  'read-model',
  'content',
  'notices',
  'vault',
  'sign-in',
  'card',
  'group-tiles',
  'cometbft',
] as const

/** Rejects when the disk cannot be asked. */
export const measureDisk = async (folder: string): Promise<Disk> => {
  const { bsize, blocks, bfree, bavail } = await statfs(folder)
  const sizes: Disk['parts'][number][] = []
  for (const part of parts) sizes.push({ part, bytes: await bytesUnder(join(folder, part)) })
  return {
    // As df counts: what the system keeps for itself is neither used nor free.
    sizeBytes: (blocks - bfree + bavail) * bsize,
    freeBytes: bavail * bsize,
    parts: sizes.filter(({ bytes }) => bytes > 0),
    bundlesMoved: countMoved(folder),
  }
}

/** What its files take on the disk: LMDB's are larger than what is in them. A file that goes meanwhile takes nothing. */
const bytesUnder = async (folder: string): Promise<number> => {
  let bytes = 0
  try {
    for await (const entry of await opendir(folder, { recursive: true })) {
      if (entry.isFile()) bytes += await bytesOf(join(entry.parentPath, entry.name))
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return bytes
}

const blockBytes = 512

const bytesOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).blocks * blockBytes
  } catch {
    return 0
  }
}

/** None where that cannot be told: a damaged log is named by whoever reads it, and the disk has to be watched still. */
const countMoved = (folder: string): number => {
  try {
    return readStoreSettings(nodeFiles, folder) ? openPublished(nodeFiles, folder).away().length : 0
  } catch {
    return 0
  }
}
