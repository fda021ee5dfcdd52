/** Which faults come when. The seed decides it all: the same seed and the same faults give the same schedule. */
import type { Step } from './fault.ts'
import { createRandom, type Random } from './random.ts'

const parts = ['application', 'consensus', 'both', 'supervisor'] as const
const pausable = ['application', 'consensus', 'both'] as const

/** So that each comes about as often: a round of all in a new order, then the next round. */
export const createSchedule = (seed: number, names: readonly string[], count: number): Step[] => {
  const random = createRandom(seed)
  const steps: Step[] = []
  while (steps.length < count)
    for (const fault of shuffled(random, names)) steps.push(createStep(random, fault))
  return steps.slice(0, count)
}

const createStep = (random: Random, fault: string): Step => {
  const at = random.below(4)
  return {
    fault,
    at,
    other: (at + random.between(1, 3)) % 4,
    part: random.pick(fault === 'pause' ? pausable : parts),
    manner: random.pick(['silent', 'refused']),
    holdMs: random.between(2_000, 12_000),
  }
}

const shuffled = <Item>(random: Random, items: readonly Item[]): Item[] => {
  const left = [...items]
  return items.map(() => left.splice(random.below(left.length), 1)[0]!)
}

export const stepToLine = ({ fault, at, other, part, manner, holdMs }: Step): string =>
  `${fault}: validator ${at + 1} (other ${other + 1}, ${part}, ${manner}) for ${(holdMs / 1000).toFixed(1)} s`
