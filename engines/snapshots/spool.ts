/**
 * The first of two steps that bring the state from the order of its keys into that of their hashes: each row goes to
 * one of 256 files by the first byte of its key's hash. It reads the live store, so it runs in the ledger's own process,
 * a millisecond at a time; the second step (`cut-state.ts`) only reads these files and has a thread to itself.
 */
import { join } from 'node:path'
import { latin1ToBytes } from '@maru/kernel/codec/latin1.ts'
import { windowPrefix } from '@maru/kernel/system-tables.ts'
import { sha256 } from '../host.ts'
import { nodeFiles as files } from '../storage/files.ts'
import type { Frozen } from '../storage/frozen.ts'
import { rowBytesOf, writeRow } from './rows.ts'

export const spoolPath = (folder: string, at: number): string => join(folder, `spool-${at}`)

export const spoolCount = 256

/** What is in one of the files. */
export interface Spooled {
  readonly bytes: number
  readonly rows: number
}

/** What is in each file, or undefined when it was stopped on the way. */
export const spoolRows = async (
  folder: string,
  frozen: Frozen,
  isStopped: () => boolean,
): Promise<Spooled[] | undefined> => {
  const spools = Array.from({ length: spoolCount }, () => ({
    buffer: Buffer.allocUnsafe(bufferBytes),
    used: 0,
  }))
  const spooled = spools.map(() => ({ bytes: 0, rows: 0 }))
  const write = (at: number, bytes: Uint8Array): void => {
    const fd = files.open(spoolPath(folder, at))
    files.write(fd, bytes)
    files.close(fd)
  }
  const add = (key: string, value: Uint8Array): void => {
    const at = sha256(latin1ToBytes(key))[0]!
    const spool = spools[at]!
    const length = rowBytesOf(key, value)
    spooled[at]!.bytes += length
    spooled[at]!.rows++
    if (spool.used + length > bufferBytes) {
      write(at, spool.buffer.subarray(0, spool.used))
      spool.used = 0
    }
    if (length > bufferBytes) {
      const bytes = Buffer.allocUnsafe(length)
      writeRow(bytes, 0, key, value)
      return write(at, bytes)
    }
    writeRow(spool.buffer, spool.used, key, value)
    spool.used += length
  }
  for (let rows = frozen.next(); rows.length > 0; rows = frozen.next()) {
    for (const [key, value] of rows) if (!key.startsWith(windowPrefix)) add(key, value)
    await new Promise((resolve) => void setImmediate(resolve))
    if (isStopped()) return undefined
  }
  spools.forEach(({ buffer, used }, at) => {
    if (used > 0) write(at, buffer.subarray(0, used))
  })
  return spooled
}

const bufferBytes = 16 * 1024
