/** What a card says of a person: no date of birth, only what doors and counters ask for. */
import type { Person } from '../vault/person.ts'

export interface Attributes {
  readonly age_over_14: boolean
  readonly age_over_18: boolean
  readonly age_over_19: boolean
  readonly district: string
  readonly name: string
  readonly facility_grants: readonly string[]
}

/** What of a person the attributes are made of. */
export type Identified = Pick<Person, 'name' | 'birthDate' | 'district'>

export const ages = [14, 18, 19] as const

export const attributesOf = (
  { name, birthDate, district }: Identified,
  facilities: readonly string[],
  today: string,
): Attributes => {
  const age = ageOn(birthDate, today)
  return {
    age_over_14: age >= 14,
    age_over_18: age >= 18,
    age_over_19: age >= 19,
    district,
    name,
    facility_grants: facilities,
  }
}

/** The day, as YYYY-MM-DD, on which one of the answers about age becomes another; undefined when none will. */
export const nextAnswerChanges = (birthDate: string, today: string): string | undefined => {
  const next = ages.find((age) => age > ageOn(birthDate, today))
  return next === undefined ? undefined : birthdayOf(birthDate, next)
}

/** Full years (Civil Act of Korea, article 158), where who was born on 29 February turns older on 1 March. */
const ageOn = (birthDate: string, today: string): number => {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today < birthdayOf(birthDate, years) ? years - 1 : years
}

const birthdayOf = (birthDate: string, age: number): string => {
  const year = Number(birthDate.slice(0, 4)) + age
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const day = birthDate.slice(4) === '-02-29' && !isLeap ? '-03-01' : birthDate.slice(4)
  return `${String(year).padStart(4, '0')}${day}`
}

/** The day it is in the city. */
export const dayIn = (time: number, utcOffsetMinutes: number): string =>
  new Date(time + utcOffsetMinutes * 60_000).toISOString().slice(0, 10)

export const startOfDay = (day: string, utcOffsetMinutes: number): number =>
  Date.parse(`${day}T00:00:00Z`) - utcOffsetMinutes * 60_000
