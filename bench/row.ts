/** One measured figure, beside the physical limit that was measured in the same run where there is one. */
export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly limit?: number
  readonly ratio?: number
}

export const row = (name: string, value: number, unit: string, limit?: number): Row => ({
  name,
  value: round(value),
  unit,
  ...(limit !== undefined && { limit: round(limit), ratio: Math.round((value / limit) * 1000) / 1000 }),
})

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

const round = (value: number): number => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100)
