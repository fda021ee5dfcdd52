/** The files of a log over HTTP, as c2sp.org/tlog-tiles lays them out under a prefix. */
import { LogAwayError } from '@maru/kernel/ledger.ts'
import { parseTilePath } from '@maru/kernel/log/tile.ts'
import { text, type Given, type Route } from './http.ts'

export interface StaticLog {
  readonly checkpoint: () => string | undefined
  readonly vkey: string
  /** Whom a reader can trust for this log, if somebody has written it down. */
  readonly policy?: string | undefined
  readonly tile: (path: string) => Promise<Uint8Array | undefined>
}

export const staticLogRoute =
  (log: StaticLog, prefix: string): Route =>
  async ({ method, path }) => {
    if (method !== 'GET' || !path.startsWith(`${prefix}/`)) return undefined
    const rest = path.slice(prefix.length + 1)
    if (rest === 'vkey') return { ...text(200, log.vkey), cache: 'public, max-age=3600' }
    if (rest === 'policy')
      return log.policy === undefined
        ? undefined
        : { status: 200, type: TEXT, body: log.policy, cache: 'public, max-age=60' }
    if (rest === 'checkpoint') {
      const note = log.checkpoint()
      return note === undefined
        ? undefined
        : { status: 200, type: TEXT, body: note, cache: 'public, max-age=1' }
    }
    if (!parseTilePath(rest).ok) return undefined
    return tileOf(log, rest)
  }

/** An old part of a log may lie in a store that is away for a while. */
const tileOf = async (log: StaticLog, path: string): Promise<Given | undefined> => {
  try {
    const body = await log.tile(path)
    const cache = 'public, max-age=31536000, immutable'
    return body && { status: 200, type: 'application/octet-stream', body, cache }
  } catch (error) {
    if (!(error instanceof LogAwayError)) throw error
    return text(503, `${error.code}: this old part of the log cannot be fetched now. Ask again in a minute.`)
  }
}

const TEXT = 'text/plain; charset=utf-8'
