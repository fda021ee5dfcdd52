/** A folder as a store, on another disk or a mounted one. */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { nodeFiles } from '../files.ts'
import type { LogStore } from './log-store.ts'

export const openFolderStore = (folder: string): LogStore => ({
  name: folder,
  read: async (path, signal) => {
    try {
      return await readFile(join(folder, path), { signal })
    } catch (error) {
      // A disk that is not mounted has none of the files either, but then the folder is not there.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' && nodeFiles.list(folder).length > 0)
        return undefined
      throw error
    }
  },
  write: async (path, bytes) => {
    const place = join(folder, path)
    await nodeFiles.replace(place, bytes)
    for (let at = dirname(place); at.length >= folder.length; at = dirname(at)) nodeFiles.syncFolder(at)
  },
})
