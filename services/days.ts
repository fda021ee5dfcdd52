/** Days as the rules count them: of 24 hours, and for limits a day as UTC has it. */
export const dayMs = 86_400_000

/** How often an account did something on the last day it did: one row for each account, so it stays small. */
export interface DayCount {
  /** Days since 1970. */
  readonly day: number
  readonly count: number
}

/** With what is done now. Compare `count` with the day's limit before it is stored. */
export const countToday = (last: DayCount | undefined, time: number): DayCount => {
  const day = Math.floor(time / dayMs)
  return { day, count: last?.day === day ? last.count + 1 : 1 }
}
