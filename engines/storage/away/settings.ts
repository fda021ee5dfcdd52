/**
 * The file log-store.json of a data folder says where bundles of its log were moved to. It is on the disk before the
 * first of them is deleted here, and stays until all are back. Credentials are never in it.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { DamageError } from '../errors.ts'
import type { Files } from '../files.ts'

const schema = z.strictObject({
  /** `s3://bucket/prefix`, or a folder. */
  to: z.string().min(1),
  /** With it, what is older is moved by itself. */
  keepDays: z.int().min(1).optional(),
})

export type StoreSettings = z.infer<typeof schema>

/** Undefined when nothing was ever moved. */
export const readStoreSettings = (files: Files, folder: string): StoreSettings | undefined => {
  const bytes = files.read(pathOf(folder))
  if (!bytes) return undefined
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString()))
  } catch {
    throw new DamageError(pathOf(folder), 'it does not say where bundles of the log were moved to')
  }
}

export const writeStoreSettings = async (
  files: Files,
  folder: string,
  settings: StoreSettings,
): Promise<void> => {
  await files.replace(pathOf(folder), Buffer.from(`${JSON.stringify(settings)}\n`))
  files.syncFolder(folder)
}

export const removeStoreSettings = (files: Files, folder: string): void => {
  files.remove(pathOf(folder))
  files.syncFolder(folder)
}

const pathOf = (folder: string): string => join(folder, 'log-store.json')
