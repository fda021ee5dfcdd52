/** What the newest part of the log tells: acts by service, how blocks follow each other, what happened today. */
import { TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { type Act, actOf } from '../acts/act.ts'
import type { Log } from './log.ts'

export interface Recent {
  /** Entries that were looked at. */
  readonly looked: number
  readonly acts: readonly { readonly index: number; readonly act: Act }[]
  readonly byService: readonly { readonly service: string; readonly acts: number }[]
  /** The size of the log at the end of each block, and the acts in it, oldest first. */
  readonly growth: readonly { readonly time: number; readonly size: number; readonly count: number }[]
}

/** Four bundles: some hundred kilobytes to fetch. */
const bundlesMax = 4

export const readRecent = async (log: Log): Promise<Recent> => {
  const first = Math.max(0, Math.floor((log.size - 1) / TILE_WIDTH) - bundlesMax + 1) * TILE_WIDTH
  const acts: { index: number; act: Act }[] = []
  const growth: { time: number; size: number; count: number }[] = []
  const services = new Map<string, number>()
  for (let index = first; index < log.size; index++) {
    const { entry } = await log.entryAt(index)
    if (entry.kind === 'seal')
      growth.push({ time: entry.seal.time, size: index + 1, count: entry.seal.count })
    const act = entry.kind === 'transaction' ? actOf(entry)?.act : undefined
    if (!act) continue
    acts.push({ index, act })
    services.set(act.service, (services.get(act.service) ?? 0) + 1)
  }
  const byService = [...services]
    .map(([service, acts]) => ({ service, acts }))
    .sort((a, b) => b.acts - a.acts)
  return { looked: log.size - first, acts, byService, growth }
}
