/** What is remembered of the room on the disk from one start to the next. Small, and nothing is lost without it. */
import { z } from 'zod'
import { samplesKept, type History } from './history.ts'
import type { LogCount } from './log-count.ts'
import type { Warning } from './warning.ts'

export interface Kept {
  readonly warning: Warning
  readonly history: History
  /** So that a start need not read the whole log again. */
  readonly count: LogCount
}

/** Where it is kept: the server knows no path. */
export interface Keeper {
  readonly read: () => Promise<string | undefined>
  readonly write: (text: string) => Promise<void>
}

const whole = z.int().min(0)
const amounts = z.record(z.string(), z.strictObject({ entries: whole, bytes: whole }))
const schema = z.strictObject({
  warning: z.literal([0, 70, 80, 90]),
  history: z.array(z.strictObject({ day: whole, bytesByPart: z.record(z.string(), whole) })).max(samplesKept),
  count: z.strictObject({
    entries: whole,
    bytes: whole,
    time: whole,
    byService: amounts,
    byDay: z.array(z.tuple([whole, amounts])).max(31),
  }),
})

export const keptToText = ({ warning, history, count }: Kept): string =>
  JSON.stringify({
    warning,
    history: [...history],
    count: {
      ...count,
      byService: Object.fromEntries(count.byService),
      byDay: [...count.byDay].map(([day, amounts]) => [day, Object.fromEntries(amounts)]),
    },
  } satisfies z.infer<typeof schema>)

/** Undefined for a file that this version does not know or that is damaged: then it is all counted again. */
export const textToKept = (text: string | undefined): Kept | undefined => {
  const parsed = schema.safeParse(jsonOf(text))
  if (!parsed.success) return undefined
  const { warning, history, count } = parsed.data
  const toMap = (record: z.infer<typeof amounts>) => new Map(Object.entries(record))
  const byDay = new Map(count.byDay.map(([day, record]) => [day, toMap(record)]))
  return { warning, history, count: { ...count, byService: toMap(count.byService), byDay } }
}

const jsonOf = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
