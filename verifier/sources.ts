/** Where a log can be read from: a folder, or a server over HTTP. */
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

/** `url` is the city's address or the log's own; requests are bounded in time and answers in size. */
export const httpSource = (url: string): LogSource => {
  const base = url.replace(/\/+$/, '').replace(/(\/log)?$/, '/log')
  return {
    read: async (path) => {
      const response = await fetch(`${base}/${path}`, { signal: AbortSignal.timeout(30_000) })
      if (response.status === 404) return undefined
      if (!response.ok) throw new Error(`${base}/${path} answered ${response.status}`)
      const bytes = new Uint8Array(await response.arrayBuffer())
      if (bytes.length > fileSizeMax) throw new Error(`${base}/${path} is larger than any file of a log`)
      return bytes
    },
  }
}

/** A full bundle: 256 entries of 65,535 bytes and their lengths. */
const fileSizeMax = 256 * 65_537

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const ignoreMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined
  throw error
}
