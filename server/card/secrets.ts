/** Things that are good once and for a few minutes: codes, tokens, nonces. Kept in memory, so many at most. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Problem } from '../problem.ts'

export interface Expiring<Value> {
  /** Throws W42-busy when all places are taken by what has not expired. */
  readonly add: (key: string, value: Value) => void
  readonly get: (key: string) => Value | undefined
  readonly remove: (key: string) => Value | undefined
  readonly size: () => number
}

export const createExpiring = <Value>(
  now: () => number,
  { aliveMs, countMax }: { readonly aliveMs: number; readonly countMax: number },
): Expiring<Value> => {
  // In the order of their ends, because all live equally long.
  const entries = new Map<string, { readonly value: Value; readonly until: number }>()
  const sweep = (): void => {
    for (const [key, { until }] of entries) {
      if (until > now()) return
      entries.delete(key)
    }
  }
  return {
    add: (key, value) => {
      sweep()
      if (entries.size >= countMax) throw new Problem('W42-busy')
      entries.set(key, { value, until: now() + aliveMs })
    },
    get: (key) => {
      sweep()
      return entries.get(key)?.value
    },
    remove: (key) => {
      sweep()
      const found = entries.get(key)?.value
      entries.delete(key)
      return found
    },
    size: () => entries.size,
  }
}

export const createSecret = (): string => randomBytes(32).toString('base64url')

/**
 * Nonces say themselves when they were made, so that asking for many of them takes no memory; only used ones are
 * remembered, until they have expired anyway.
 */
export const createNonces = (now: () => number, { aliveMs, countMax }: NonceLimits) => {
  const key = randomBytes(32)
  const used = createExpiring<true>(now, { aliveMs, countMax })
  const tagOf = (body: string): string => createHmac('sha256', key).update(body).digest('base64url')
  return {
    create: (): string => {
      const body = `${now().toString(36)}.${randomBytes(12).toString('base64url')}`
      return `${body}.${tagOf(body)}`
    },
    /** Whether it was made here, lately, and is used for the first time. */
    use: (nonce: string): boolean => {
      const end = nonce.lastIndexOf('.')
      const body = nonce.slice(0, Math.max(0, end))
      const [expected, given] = [Buffer.from(tagOf(body)), Buffer.from(nonce.slice(end + 1))]
      if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false
      const madeAt = Number.parseInt(body.split('.')[0] ?? '', 36)
      if (!(madeAt <= now() && now() < madeAt + aliveMs) || used.get(nonce)) return false
      used.add(nonce, true)
      return true
    },
  }
}

export interface NonceLimits {
  readonly aliveMs: number
  readonly countMax: number
}
