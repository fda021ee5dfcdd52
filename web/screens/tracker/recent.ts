/** What the newest part of the log tells: acts by service, how fast the log grows, what happened today. */
import { TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { type Act, actOf } from '../acts/act.ts'
import type { Log } from './log.ts'

export interface Recent {
  /** Entries that were looked at. */
  readonly looked: number
  readonly acts: readonly { readonly index: number; readonly act: Act }[]
  readonly byService: readonly { readonly service: string; readonly acts: number; readonly bytes: number }[]
  /** The size of the log at the end of each block, and the acts in it, oldest first. */
  readonly growth: readonly { readonly time: number; readonly size: number; readonly count: number }[]
  readonly bytes: number
}

/** Four bundles: some hundred kilobytes to fetch. */
const bundlesMax = 4

export const readRecent = async (log: Log): Promise<Recent> => {
  const first = Math.max(0, Math.floor((log.size - 1) / TILE_WIDTH) - bundlesMax + 1) * TILE_WIDTH
  const acts: { index: number; act: Act }[] = []
  const growth: { time: number; size: number; count: number }[] = []
  const services = new Map<string, { acts: number; bytes: number }>()
  let bytesOfAll = 0
  for (let index = first; index < log.size; index++) {
    const { entry, bytes } = await log.entryAt(index)
    bytesOfAll += bytes.length
    if (entry.kind === 'seal')
      growth.push({ time: entry.seal.time, size: index + 1, count: entry.seal.count })
    const act = entry.kind === 'transaction' ? actOf(entry)?.act : undefined
    if (!act) continue
    acts.push({ index, act })
    const { acts: count, bytes: size } = services.get(act.service) ?? { acts: 0, bytes: 0 }
    services.set(act.service, { acts: count + 1, bytes: size + bytes.length })
  }
  const byService = [...services]
    .map(([service, counted]) => ({ service, ...counted }))
    .sort((a, b) => b.acts - a.acts)
  return { looked: log.size - first, acts, byService, growth, bytes: bytesOfAll }
}

const dayMs = 86_400_000

/** As it went on in the newest part of the log: by day, and when it goes on so, in a year. */
export const forecast = ({ growth, bytes, looked }: Recent) => {
  const [from, to] = [growth[0], growth.at(-1)]
  if (!from || !to || to.time <= from.time) return undefined
  const entriesPerDay = ((to.size - from.size) * dayMs) / (to.time - from.time)
  const bytesPerEntry = bytes / looked
  const size = Math.round(to.size + 365 * entriesPerDay)
  return {
    entriesPerDay,
    bytesPerEntry,
    days: (to.time - from.time) / dayMs,
    inAYear: { time: to.time + 365 * dayMs, size, bytes: size * bytesPerEntry },
  }
}
