/** A log in a folder, with the bundles of it that were moved to a store. */
import { dirname } from 'node:path'
import type { StoreEnvironment } from '@maru/engines/storage/away/address.ts'
import { folderSource } from '@maru/verifier/sources.ts'
import { readAwayOf } from '../city-log-store.ts'

/** `folder` is a data folder, or the folder `log` in one. */
export const movedSource = async (folder: string, environment: StoreEnvironment) => {
  const source = await folderSource(folder)
  const readAway = readAwayOf(dirname(source.folder), environment)
  return {
    ...source,
    read: async (path: string): Promise<Uint8Array | undefined> => {
      const bytes = await source.read(path)
      if (bytes || !/^tile\/entries\/[x\d/]+$/.test(path)) return bytes
      return (await readAway(path))?.bytes
    },
  }
}
