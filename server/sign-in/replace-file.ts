/** A file in place of another, which is then overwritten: what it said is not to be read in the disk's free blocks. */
import { closeSync, fsyncSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** The new file must be on the disk. A crash leaves one of the two in its place, whole. */
export const replaceFile = (from: string, to: string): void => {
  const before = openIfThere(to)
  renameSync(from, to)
  syncFolder(dirname(to))
  if (before === undefined) return
  const zeros = Buffer.alloc(CHUNK)
  const { size } = fstatSync(before)
  for (let at = 0; at < size; at += CHUNK) writeSync(before, zeros, 0, Math.min(CHUNK, size - at), at)
  fsyncSync(before)
  closeSync(before)
}

const CHUNK = 1024 * 1024

const openIfThere = (path: string): number | undefined => {
  try {
    return openSync(path, 'r+')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const syncFolder = (path: string): void => {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
