/** Sign-ins that have begun and may still come back: in memory, few minutes, so many at most. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { Problem } from '../../problem.ts'

interface Waiting<Value> {
  readonly value: Value
  readonly cookieHash: Buffer
  readonly until: number
}

export interface Pending<Value> {
  /** The cookie that the browser has to bring back. Whoever is sent an address by somebody else has none. */
  readonly add: (state: string, value: Value, time: number) => string
  /** Once, in time, and to the browser that began. */
  readonly take: (state: string, cookie: string | undefined, time: number) => Value | undefined
}

export const pendingMs = 600_000
const pendingMax = 10_000

export const createPending = <Value>(): Pending<Value> => {
  const byState = new Map<string, Waiting<Value>>()
  return {
    add: (state, value, time) => {
      // In the order in which they were added, which is that in which they end.
      for (const [old, { until }] of byState) {
        if (until > time) break
        byState.delete(old)
      }
      if (byState.size >= pendingMax) throw new Problem('V17-too-many-sign-ins')
      const cookie = randomBytes(32).toString('base64url')
      byState.set(state, { value, cookieHash: hashOf(cookie), until: time + pendingMs })
      return cookie
    },
    take: (state, cookie, time) => {
      const found = byState.get(state)
      if (!found || found.until <= time || cookie === undefined) return undefined
      if (!timingSafeEqual(found.cookieHash, hashOf(cookie))) return undefined
      byState.delete(state)
      return found.value
    },
  }
}

const hashOf = (text: string): Buffer => hash('sha256', text, 'buffer')
