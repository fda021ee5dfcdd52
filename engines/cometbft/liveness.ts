/** Whether the validators agree on blocks at present, as far as this one can tell: by when it last kept one. */
export interface Liveness {
  readonly blockCame: () => void
  /** Undefined while blocks come; else a sentence that says what is amiss. */
  readonly reason: (isDialled: boolean) => string | undefined
}

/** CometBFT makes an empty block every ten seconds, so three times as long without one is no pause. */
export const createLiveness = (stalledMs: number): Liveness => {
  let lastAt = performance.now()
  return {
    blockCame: () => void (lastAt = performance.now()),
    reason: (isDialled) => {
      if (!isDialled)
        return 'CometBFT has not dialled: see that it runs. What is sent waits for it, and is answered in the end.'
      const silentMs = performance.now() - lastAt
      if (silentMs <= stalledMs) return undefined
      return `No block has come for ${Math.floor(silentMs / 1_000)} seconds: see whether this machine reaches the other validators, and whether more than two thirds of them run. What is sent waits, and is answered in the end.`
    },
  }
}
