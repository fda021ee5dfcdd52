/**
 * `2020-03-01` at the city's midnight, in milliseconds since 1970. Counted by hand because pure code has no Date:
 * the year is taken to begin in March, so that the leap day is its last (Howard Hinnant, "days_from_civil").
 */
export const dateToTime = (date: string, utcOffsetMinutes: number): number => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const marchYear = month > 2 ? year : year - 1
  const monthFromMarch = (month + 9) % 12
  const days =
    365 * marchYear +
    Math.floor(marchYear / 4) -
    Math.floor(marchYear / 100) +
    Math.floor(marchYear / 400) +
    Math.floor((153 * monthFromMarch + 2) / 5) +
    day -
    1 -
    daysTo1970
  return days * 86_400_000 - utcOffsetMinutes * 60_000
}

/** From 1 March of the year 0. */
const daysTo1970 = 719_468
