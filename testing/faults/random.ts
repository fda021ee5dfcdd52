/** Numbers that a seed decides: the same seed gives the same schedule on every machine. */

export interface Random {
  /** A whole number from 0 on, less than `bound`. */
  readonly below: (bound: number) => number
  readonly between: (min: number, max: number) => number
  readonly pick: <Item>(items: readonly Item[]) => Item
}

/** The generator mulberry32: 32 bits of state, enough to choose faults by. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (bound: number): number => next() % bound
  return {
    below,
    between: (min, max) => min + below(max - min + 1),
    pick: (items) => items[below(items.length)]!,
  }
}
