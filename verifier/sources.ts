/** A log in a folder. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { LogSource } from './log-reader.ts'

/** A folder that has the log's files, or a data folder that has them in log/. */
export const folderSource = async (folder: string): Promise<LogSource & { readonly folder: string }> => {
  const inner = join(folder, 'log')
  const root = (await exists(join(inner, 'checkpoint'))) ? inner : folder
  return {
    folder: root,
    read: (path) => readFile(join(root, path)).catch(ignoreMissing),
    list: async () => {
      const found = await readdir(root, { recursive: true, withFileTypes: true })
      return found
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(root.length + 1)
            .split(sep)
            .join('/'),
        )
        .sort()
    },
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const ignoreMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined
  throw error
}
