/** The figures that were measured, from bench/baselines.json: renewing them there renews all that is computed here. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '../row.ts'

/** All of them were measured on one machine of two cores. */
export const measuredCores = 2

/** Throws where nothing of that name was measured and there is nothing to take instead. */
export type Figures = (name: string, otherwise?: number) => number

export const readFigures = (rows: readonly Row[] = readRows()): Figures => {
  const values = new Map(rows.map(({ name, value }) => [name, value]))
  return (name, otherwise) => {
    const value = values.get(name) ?? otherwise
    if (value !== undefined) return value
    throw new Error(`bench/baselines.json has no "${name}": measure it with npm run bench`)
  }
}

const readRows = (): Row[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'baselines.json'), 'utf8')).rows

/**
 * What a vote costs in a larger city, beside one of 10,000 residents: measured up to a million (decision 0011, "What
 * was measured last"). Beyond it the last step is taken to repeat itself with each tenfold.
 */
const slowdowns = [
  [10_000, 1],
  [100_000, 1],
  [1_000_000, 2.1],
] as const

export const slowdownAt = (residents: number): number => {
  const decade = Math.log10(residents)
  for (const [at, [size, slowdown]] of slowdowns.entries()) {
    const next = slowdowns[at + 1]
    if (!next) break
    if (residents > next[0] && at + 2 < slowdowns.length) continue
    const from = Math.log10(size)
    const share = (decade - from) / (Math.log10(next[0]) - from)
    return Math.max(1, slowdown + share * (next[1] - slowdown))
  }
  return 1
}
