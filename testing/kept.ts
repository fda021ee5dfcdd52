/**
 * Folders that are costly to make and the same for every test file: who asks first makes one, the others copy it. A kept
 * folder is named after a hash of all that it was made from, so that one of other code is never taken, and has its name
 * only when it is whole. Two that ask at the same time may both make it: nobody waits for a process that was killed.
 */
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { hashOfFiles } from '@maru/web/build/hash-of-files.ts'

export interface Kept {
  /** Where they are kept; nothing else lies there. */
  readonly keptIn: string
  /** Patterns, below the root, of every file that has a say in what is made. */
  readonly root: string
  readonly madeFrom: readonly string[]
  /** Of what shows when it was made. */
  readonly ageMsMax: number
  readonly make: (folder: string) => Promise<void>
  readonly now?: () => number
}

/** Puts a copy there, where nothing is yet. */
export const copyKept = async (kept: Kept, to: string): Promise<void> => {
  await mkdir(kept.keptIn, { recursive: true })
  const hash = `${process.version}-${hashOfFiles(kept.root, kept.madeFrom)}`
  const name = (await findKept(kept, hash)) ?? (await makeKept(kept, hash))
  await cp(join(kept.keptIn, name), to, { recursive: true, mode: constants.COPYFILE_FICLONE })
}

const findKept = async ({ keptIn, ageMsMax, now = Date.now }: Kept, hash: string) => {
  const isFresh = (name: string): boolean => {
    const age = now() - madeAt(name)
    return name.startsWith(`${hash}-`) && age >= 0 && age <= ageMsMax
  }
  return (await readdir(keptIn)).find(isFresh)
}

const makeKept = async (kept: Kept, hash: string): Promise<string> => {
  const { keptIn, make, now = Date.now } = kept
  await dropOld(kept)
  const suffix = `${now()}-${randomBytes(4).toString('hex')}`
  const [unfinished, name] = [`unfinished-${suffix}`, `${hash}-${suffix}`]
  await mkdir(join(keptIn, unfinished))
  await make(join(keptIn, unfinished))
  await rename(join(keptIn, unfinished), join(keptIn, name))
  return name
}

/** Some of other code stay, for those who switch between branches. What was begun lately may be in use. */
const dropOld = async ({ keptIn, now = Date.now }: Kept): Promise<void> => {
  const names = (await readdir(keptIn)).sort((a, b) => madeAt(b) - madeAt(a))
  for (const name of names.slice(keptMax - 1)) {
    if (now() - madeAt(name) > useMsMax) await rm(join(keptIn, name), { recursive: true, force: true })
  }
}

const keptMax = 4
const useMsMax = 300_000

const madeAt = (name: string): number => Number(/-(\d+)-[0-9a-f]{8}$/.exec(name)?.[1] ?? 0)
