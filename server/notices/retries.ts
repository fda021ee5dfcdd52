/** Which channels wait for another try, and until when. In memory: a restart tries each of them at once. */
export interface Retries {
  readonly isOpen: (key: string, time: number) => boolean
  readonly succeeded: (key: string) => void
  /** Whether there will be another try. */
  readonly failed: (key: string, account: string, time: number) => boolean
  /** Accounts with a channel whose time has come. */
  readonly due: (time: number) => Iterable<string>
  readonly count: () => number
}

const waitingMax = 10_000

export const createRetries = (retryAfterMs: readonly number[]): Retries => {
  const waiting = new Map<
    string,
    { readonly account: string; readonly failures: number; readonly at: number }
  >()
  return {
    isOpen: (key, time) => (waiting.get(key)?.at ?? 0) <= time,
    succeeded: (key) => void waiting.delete(key),
    failed: (key, account, time) => {
      const failures = (waiting.get(key)?.failures ?? 0) + 1
      const after = retryAfterMs[failures - 1]
      if (after === undefined || (waiting.size >= waitingMax && !waiting.has(key))) return false
      waiting.set(key, { account, failures, at: time + after })
      return true
    },
    due: (time) => [...waiting.values()].filter(({ at }) => at <= time).map(({ account }) => account),
    count: () => waiting.size,
  }
}
