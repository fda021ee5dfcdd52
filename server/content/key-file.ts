/**
 * The keys that texts are encrypted with, in one file of slots of 32 bytes, each overwritten in place when its text is
 * erased. A database could not do that: it writes anew and leaves the old page behind. 32 divides every sector size,
 * so that a slot is written whole or not at all. A slot of zeros is free.
 */
import { closeSync, constants, fdatasync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { randomFillSync } from 'node:crypto'
import { promisify } from 'node:util'

export interface KeyFile {
  /** Undefined when it was erased. Read from the file each time (2 µs): a copy in memory could outlive the key. */
  readonly read: (slot: number) => Buffer | undefined
  /** A new random key in a free slot; durable after `sync`. */
  readonly create: () => { readonly slot: number; readonly key: Buffer }
  /** Overwritten with zeros; durable after `sync`. The slot stays taken until `free`. */
  readonly erase: (slot: number) => void
  readonly sync: () => Promise<void>
  /** Lets the slot be used again. Only when nothing that will be there after a crash names it. */
  readonly free: (slot: number) => void
  readonly close: () => void
}

/** `isUsed` says which slots the stored texts name: keys in others are what a crash left behind, and are erased. */
export const openKeyFile = (path: string, isUsed: (slot: number) => boolean): KeyFile => {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  syncFolder(dirname(path))
  const freeSlots: number[] = []
  let count = Math.floor(fstatSync(file).size / SLOT)
  let failure: Error | undefined

  const read = (slot: number): Buffer | undefined => {
    const key = Buffer.alloc(SLOT)
    readSync(file, key, 0, SLOT, slot * SLOT)
    return key.equals(zeros) ? undefined : key
  }
  const erase = (slot: number): void => void writeSync(file, zeros, 0, SLOT, slot * SLOT)

  /** Zeros are written, not left out: a key that goes into its slot later must find its place on the disk. */
  const grow = (): void => {
    writeSync(file, Buffer.alloc(GROWTH * SLOT), 0, GROWTH * SLOT, count * SLOT)
    for (let slot = count + GROWTH - 1; slot >= count; slot--) freeSlots.push(slot)
    count += GROWTH
  }

  const eraseOrphans = (): void => {
    let orphans = 0
    for (let slot = count - 1; slot >= 0; slot--) {
      if (isUsed(slot)) continue
      freeSlots.push(slot)
      if (!read(slot)) continue
      erase(slot)
      orphans++
    }
    if (orphans > 0) fsyncSync(file)
  }
  eraseOrphans()

  return {
    read,
    create: () => {
      if (freeSlots.length === 0) grow()
      const slot = freeSlots.pop()!
      const key = randomFillSync(Buffer.alloc(SLOT))
      writeSync(file, key, 0, SLOT, slot * SLOT)
      return { slot, key }
    },
    erase,
    // After a failed fsync nobody knows what is on the disk, and a second one would not say so: only a new start knows.
    sync: async () => {
      if (failure) throw failure
      await flush(file).catch((error: Error) => {
        failure = new Error(`${path}: ${error.message}. See to the disk and start again.`)
        throw failure
      })
    },
    free: (slot) => void freeSlots.push(slot),
    close: () => closeSync(file),
  }
}

const SLOT = 32
/** Slots by which the file grows. */
const GROWTH = 1024

const zeros = Buffer.alloc(SLOT)
const flush = promisify(fdatasync)

/** So that the file itself is there after a crash. */
const syncFolder = (path: string): void => {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
