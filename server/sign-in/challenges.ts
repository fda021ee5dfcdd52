/** What is to be answered once and soon. Kept in memory: after a restart one asks again. */
const liveMs = 300_000
const challengesMax = 10_000

export const createChallenges = (now: () => number) => {
  const byKey = new Map<string, { readonly challenge: string; readonly until: number }>()
  return {
    /** The latest for a key counts. When there are too many, the oldest is forgotten. */
    put: (key: string, challenge: string): void => {
      byKey.delete(key)
      byKey.set(key, { challenge, until: now() + liveMs })
      if (byKey.size > challengesMax) byKey.delete(byKey.keys().next().value!)
    },
    get: (key: string): string | undefined => {
      const found = byKey.get(key)
      return found && found.until > now() ? found.challenge : undefined
    },
    take: (key: string): string | undefined => {
      const found = byKey.get(key)
      byKey.delete(key)
      return found && found.until > now() ? found.challenge : undefined
    },
  }
}
