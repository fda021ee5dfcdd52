/** Sums of amounts by a name. */
export interface Tally {
  readonly add: (name: string, amounts: { readonly [amount: string]: number }) => void
  /** In the order of the names, each under `label`. */
  readonly rows: (label: string) => readonly { readonly [column: string]: string | number }[]
}

export const createTally = (): Tally => {
  const sumsByName = new Map<string, { [amount: string]: number }>()
  return {
    add: (name, amounts) => {
      const sums = sumsByName.get(name) ?? {}
      for (const [amount, value] of Object.entries(amounts)) sums[amount] = (sums[amount] ?? 0) + value
      sumsByName.set(name, sums)
    },
    rows: (label) =>
      [...sumsByName]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, sums]) => ({ [label]: name, ...sums })),
  }
}

/** The lower of the two in the middle; null of nothing. */
export const medianOf = (values: readonly number[]): number | null =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null
