/** When an operator is told that the disk fills: at 70, 80 and 90 percent, once each, and once when it is over. */

export const warnings = [90, 80, 70] as const

/** The threshold that the disk is at or above; 0 below all. */
export type Warning = (typeof warnings)[number] | 0

/** A disk that swings around a threshold says so once: it is left only when the use is a whole point below it. */
const pointsBelow = 1

export const warningOf = (usedPercent: number, before: Warning): Warning =>
  warnings.find((threshold) => usedPercent >= threshold - (before >= threshold ? pointsBelow : 0)) ?? 0

export const usedPercentOf = ({
  sizeBytes,
  freeBytes,
}: {
  readonly sizeBytes: number
  readonly freeBytes: number
}): number => (sizeBytes === 0 ? 0 : Math.round((1_000 * (sizeBytes - freeBytes)) / sizeBytes) / 10)
