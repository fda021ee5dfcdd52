/** The hours of a poll as a chart shows them: by the hour for a few days, by the day for longer. */
export interface Span {
  /** Milliseconds since 1970. */
  readonly from: number
  readonly isDay: boolean
  readonly voters: number
}

const hourMs = 3_600_000
const hoursShownMax = 72
/** More would be too thin to be told apart on a phone. */
const daysShownMax = 60

/** Hours without votes are filled in; of more than can be shown, the last. */
export const spansOf = (
  openedAt: number,
  hours: readonly { readonly hour: number; readonly voters: number }[],
): readonly Span[] => {
  const last = hours.at(-1)?.hour ?? 0
  const isDay = last >= hoursShownMax
  const length = isDay ? 24 : 1
  const votersBySpan = new Map<number, number>()
  for (const { hour, voters } of hours) {
    const span = Math.floor(hour / length)
    votersBySpan.set(span, (votersBySpan.get(span) ?? 0) + voters)
  }
  const count = Math.floor(last / length) + 1
  const first = Math.max(0, count - (isDay ? daysShownMax : hoursShownMax))
  return Array.from({ length: count - first }, (_, index) => ({
    from: openedAt + (first + index) * length * hourMs,
    isDay,
    voters: votersBySpan.get(first + index) ?? 0,
  }))
}
