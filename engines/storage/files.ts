/**
 * The few things the ledger asks of a file system, so that a test can hand in one that fails. What a receipt waits
 * for (the journal) is synchronous: it must not queue behind signature checks in libuv's pool, and nothing could be
 * done meanwhile that may be shown. What happens in the background is asynchronous.
 */
import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface Files {
  readonly open: (path: string) => number
  /** Appends all of the bytes. */
  readonly write: (fd: number, bytes: Uint8Array) => void
  readonly sync: (fd: number) => void
  readonly truncate: (path: string, length: number) => void
  readonly close: (fd: number) => void
  readonly makeFolder: (path: string) => void
  readonly syncFolder: (path: string) => void
  /** Undefined when there is no such file. */
  readonly read: (path: string) => Uint8Array | undefined
  /** Names in the folder, sorted; none when there is no folder. */
  readonly list: (path: string) => string[]
  readonly remove: (path: string) => void
  /** The whole file at once: a reader sees the old content or the new, even after a power cut. */
  readonly replace: (path: string, bytes: Uint8Array) => Promise<void>
  readonly removeLater: (path: string) => Promise<void>
}

export const nodeFiles: Files = {
  open: (path) => openSync(path, 'a', 0o644),
  write: (fd, bytes) => {
    for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at)
  },
  sync: fdatasyncSync,
  truncate: (path, length) => {
    const fd = openSync(path, 'r+')
    try {
      ftruncateSync(fd, length)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
  },
  close: closeSync,
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  syncFolder: (path) => {
    const fd = openSync(path, 'r')
    try {
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
  },
  read: (path) => orUndefined(() => readFileSync(path)),
  list: (path) => orUndefined(() => readdirSync(path).sort()) ?? [],
  remove: (path) => rmSync(path, { recursive: true, force: true }),
  replace: async (path, bytes) => {
    const temporary = `${path}.new`
    const file = await openMakingFolder(temporary)
    try {
      await file.writeFile(bytes)
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  },
  removeLater: (path) => rm(path, { recursive: true, force: true }),
}

const openMakingFolder = async (path: string) => {
  try {
    return await open(path, 'w')
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    await mkdir(dirname(path), { recursive: true })
    return open(path, 'w')
  }
}

const orUndefined = <Value>(read: () => Value): Value | undefined => {
  try {
    return read()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code
