/** Codes that were read here, for as long as one is good: none is taken twice. */
export const createSeenNonces = () => {
  const seen = new Map<string, number>()
  return {
    isNew: (nonce: string, now: number, aliveMs: number): boolean => {
      for (const [old, at] of seen) if (at + aliveMs + skewMs < now) seen.delete(old)
      if (seen.has(nonce)) return false
      seen.set(nonce, now)
      return true
    },
  }
}

/** A phone's clock may be a minute ahead. */
const skewMs = 60_000
