/** What an import does at a time of its own: it is done in the order of time, between the rows. */
export interface Agenda {
  readonly add: (time: number, run: () => Promise<void>) => void
  /** Runs what is due at `time` or before, in the order of time, and what is added meanwhile. */
  readonly runUntil: (time: number) => Promise<void>
  readonly count: () => number
}

export const createAgenda = (): Agenda => {
  const items: { readonly time: number; readonly run: () => Promise<void> }[] = []
  return {
    add: (time, run) => {
      const later = items.findIndex((item) => item.time > time)
      items.splice(later < 0 ? items.length : later, 0, { time, run })
    },
    runUntil: async (time) => {
      while (items[0] && items[0].time <= time) await items.shift()?.run()
    },
    count: () => items.length,
  }
}
