/**
 * What of a data folder goes into a backup, in the order in which it is copied while the city runs: docs/spec/snapshots.md.
 *
 * Never in it: what must not be there twice. A voting key that signs on two machines, or again what it has signed already,
 * is a double signing; so is an older record of what a cosigner has signed. And what is built again from the rest.
 */
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** What a backup says of itself, written last: without it there is none. */
export const manifestName = 'backup.json'

export const manifestSchema = z.strictObject({
  form: z.literal(1),
  /** The folder with everything but the log's tiles. */
  parts: z.string().regex(/^parts-[0-9]+$/),
  size: z.int().min(0),
  height: z.int().min(-1),
  /** Roots of the log at this size, and of the state, in hexadecimal. */
  root: z.hex(),
  stateRoot: z.hex(),
  /** Blocks of CometBFT are in it, as its process did not run. */
  hasBlocks: z.boolean(),
})

export type Manifest = z.infer<typeof manifestSchema>

/** Undefined when there is no backup that is whole. */
export const readManifest = (folder: string): Manifest | undefined => {
  const path = join(folder, manifestName)
  if (!existsSync(path)) return undefined
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  throw new Error(`${path} is not of a backup that this Maru knows: use the one that made it`)
}

/** Small files that are copied as they are, where they are. */
export const smallFiles: readonly string[] = [
  'key',
  'vkey',
  'policy',
  'format',
  'node.json',
  'city.json',
  'machine-key',
  'imported.json',
  'log-store.json',
  'light-blocks.json',
  'founder.json',
  'cometbft/config/config.toml',
  'cometbft/config/genesis.json',
  'cometbft/config/node_key.json',
]

/** Databases of the server, each with files whose newest state is copied after it. */
export const databases: readonly { readonly name: string; readonly files: readonly string[] }[] = [
  { name: 'content', files: ['keys'] },
  { name: 'notices', files: ['keys', 'push-key.json'] },
  { name: 'vault', files: ['keys'] },
  { name: 'sign-in', files: ['keys.json'] },
  { name: 'card', files: ['did.jsonl'] },
]

export const copyFileTo = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  copyFileSync(from, to)
}

/** False when it is gone: what is written anew meanwhile has another name. */
export const copyIfThere = (from: string, to: string): boolean => {
  try {
    copyFileTo(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** For files that are never written again: on the same disk they take no room twice. */
export const linkOrCopy = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  try {
    linkSync(from, to)
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error
    copyFileSync(from, to)
  }
}

/** All files under a folder, by their paths in it; none when there is no folder. */
export const filesUnder = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort()
    : []
