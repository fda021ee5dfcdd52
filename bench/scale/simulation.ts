/**
 * A clock that jumps from event to event. Nothing in a simulation knows the real time or real chance: the same seed
 * gives the same run on every machine.
 */
export interface Simulation {
  /** Milliseconds since the run began. */
  readonly now: () => number
  /** Calls back after a delay; what is due at the same time comes in the order in which it was asked for. */
  readonly after: (delayMs: number, happen: () => void) => void
  /** A fraction from 0 up to 1. */
  readonly random: () => number
  /** Lets everything happen that is due until then. */
  readonly runUntil: (timeMs: number) => void
}

interface Due {
  readonly at: number
  readonly order: number
  readonly happen: () => void
}

export const createSimulation = (seed: number): Simulation => {
  const heap: Due[] = []
  let time = 0
  let count = 0
  return {
    now: () => time,
    after: (delayMs, happen) => push(heap, { at: time + Math.max(0, delayMs), order: count++, happen }),
    random: createRandom(seed),
    runUntil: (timeMs) => {
      while (heap.length > 0 && heap[0]!.at <= timeMs) {
        const { at, happen } = pop(heap)
        time = at
        happen()
      }
      time = timeMs
    },
  }
}

/** mulberry32: enough for delays, of no use for secrets. */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const isBefore = (one: Due, other: Due): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order)

const push = (heap: Due[], due: Due): void => {
  let at = heap.length
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!isBefore(due, heap[parent]!)) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = due
}

const pop = (heap: Due[]): Due => {
  const first = heap[0]!
  const last = heap.pop()!
  if (heap.length === 0) return first
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
    if (child >= heap.length || !isBefore(heap[child]!, last)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = last
  return first
}
