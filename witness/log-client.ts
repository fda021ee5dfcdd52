/** Reads the static files of a log over HTTP (c2sp.org/tlog-tiles), bounded in time and size. */
export interface LogFilesClient {
  /** Undefined when there is no such file. Throws with a sentence when the log cannot be read. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>
}

/** `url` is the prefix of the log, with or without a slash at its end. */
export const createLogClient = (url: string, waitMs = 30_000): LogFilesClient => {
  const base = url.replace(/\/+$/, '')
  return {
    read: async (path) => {
      const address = `${base}/${path}`
      const response = await fetch(address, { signal: AbortSignal.timeout(waitMs) }).catch((error: Error) => {
        throw new Error(
          `${address} does not answer (${(error.cause as Error | undefined)?.message ?? error.message})`,
        )
      })
      if (response.status === 404) return undefined
      if (!response.ok) throw new Error(`${address} answered ${response.status}`)
      return readBounded(response, path === 'checkpoint' ? CHECKPOINT_MAX : FILE_MAX, address)
    },
  }
}

/** Answers of witnesses are read so too. */
export const readBounded = async (
  response: Response,
  bytesMax: number,
  address: string,
): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > bytesMax) throw new Error(`${address} is larger than such a file can be`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

const CHECKPOINT_MAX = 64 * 1024
/** A full bundle: 256 entries of 65,535 bytes and their lengths. */
const FILE_MAX = 256 * 65_537
