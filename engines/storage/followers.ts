/** Who hears of each durable block, in order. */
export const createFollowers = <Block>() => {
  const listeners = new Set<(block: Block) => void>()
  return {
    tell: (block: Block): void => {
      for (const listener of listeners) {
        try {
          listener(block)
        } catch (error) {
          // A follower's mistake is not the ledger's; it still has to be heard.
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
    follow: (listener: (block: Block) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
