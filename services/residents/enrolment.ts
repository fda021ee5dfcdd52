/**
 * What follows for the ledger from a person's birth date, which itself never stands on it. The desk's screen and the
 * server that checks it compute the same.
 */

/** First year of the decade of birth. Dates are YYYY-MM-DD. */
export const birthYearBandOf = (birthDate: string): number => {
  const year = Number(birthDate.slice(0, 4))
  return year - (year % 10)
}

/** In whole years: one is a year older on the birthday, and who was born on 29 February on 1 March of common years. */
export const ageOn = (birthDate: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** Below it a guardian has to agree (Korea's Personal Information Protection Act, article 22-2). */
export const guardedUntilAge = 14

/** Whether it is a day of the calendar on which somebody may be born who is enrolled on `day`. */
export const isBirthDate = (birthDate: string, day: string): boolean => {
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate) ?? []
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0)
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1] ?? 0
  return Number(year) >= 1900 && Number(date) >= 1 && Number(date) <= days && birthDate <= day
}

/** The groups that somebody belongs to on that day (groups.ts). */
export const groupsFor = (birthDate: string, district: string, day: string): readonly string[] => {
  const age = ageOn(birthDate, day)
  const grown = [14, 18, 19].filter((atLeast) => age >= atLeast).map((atLeast) => `city-${atLeast}`)
  return ['city', ...grown, `district-${district}`]
}
