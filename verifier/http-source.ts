/** A log on a server, read over HTTP: by the command line as by a browser. */
import type { LogSource } from './log-reader.ts'

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
