/** A bucket of any storage that speaks S3, as a store: GET and PUT of whole objects, signed. */
import { bundleBytesMax, readAtMost } from './bounded.ts'
import type { LogStore } from './log-store.ts'
import { signV4, type Credentials } from './sign-v4.ts'

export interface S3Options {
  readonly bucket: string
  /** In front of the log's paths; empty, or with a slash at its end. */
  readonly prefix: string
  readonly region: string
  /** Where it is when it is not Amazon's. */
  readonly endpoint?: string
  readonly credentials: Credentials
  readonly clock?: () => number
}

/** A request that failed on its way, or that the store could not take just now, is sent again so often. */
const attemptsMax = 3
const pauseMs = 200

export const openS3Store = (options: S3Options): LogStore => {
  const { bucket, prefix, region, credentials, clock = Date.now } = options
  const base = baseUrlOf(options)

  const send = async (
    method: 'GET' | 'PUT',
    path: string,
    body: Uint8Array,
    signal: AbortSignal,
  ): Promise<Response> => {
    const url = new URL(`${base}/${prefix}${path}`)
    const headers = signV4({ method, url, headers: {}, body }, { credentials, region, time: clock() })
    return fetch(url, {
      method,
      headers,
      signal,
      redirect: 'error',
      ...(method === 'PUT' && { body: Buffer.from(body) }),
    })
  }

  const ask = async (...request: Parameters<typeof send>): Promise<Response> => {
    const [, , , signal] = request
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === attemptsMax
      try {
        const response = await send(...request)
        if (response.status < 500 || isLast) return response
        await response.body?.cancel()
      } catch (error) {
        if (isLast || signal.aborted) throw causeOf(error)
      }
      await new Promise((resolve) => void setTimeout(resolve, pauseMs * 2 ** attempt))
    }
  }

  return {
    name: `s3://${bucket}/${prefix}`,
    read: async (path, signal) => {
      const response = await ask('GET', path, nothing, signal)
      if (response.ok) return readAtMost(response, bundleBytesMax)
      const problem = await problemOf(response)
      if (response.status === 404 && problem !== 'NoSuchBucket') return undefined
      throw new Error(`it answered ${response.status} ${problem}`)
    },
    write: async (path, bytes, signal) => {
      const response = await ask('PUT', path, bytes, signal)
      if (!response.ok) throw new Error(`it answered ${response.status} ${await problemOf(response)}`)
      await response.body?.cancel()
    },
  }
}

const nothing = new Uint8Array(0)

/** A bucket's own host where it has one; certificates are not for names with more dots, and other makers have no hosts. */
const baseUrlOf = ({ bucket, region, endpoint }: S3Options): string => {
  if (endpoint !== undefined) return `${endpoint.replace(/\/+$/, '')}/${bucket}`
  return bucket.includes('.')
    ? `https://s3.${region}.amazonaws.com/${bucket}`
    : `https://${bucket}.s3.${region}.amazonaws.com`
}

/** S3 puts a word for programs into its answer, such as AccessDenied. */
const problemOf = async (response: Response): Promise<string> => {
  const text = Buffer.from(await readAtMost(response, 65_536)).toString()
  return /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? ''
}

/** fetch says "fetch failed" and hides what did. */
const causeOf = (error: unknown): Error => {
  const { cause } = error as { readonly cause?: unknown }
  return cause instanceof Error ? cause : (error as Error)
}
