/** What a relying service may be told of a person, and nothing that a person could be found by from it. */
import type { Attribute } from '@maru/services/sign-in/attributes.ts'

/** As the vault keeps them. */
export interface KnownPerson {
  readonly name: string
  /** YYYY-MM-DD */
  readonly birthDate: string
  readonly district: string
}

export type Claims = { readonly [attribute in Attribute]?: boolean | string | readonly string[] }

/** `today` is the city's day, YYYY-MM-DD. */
export const claimsOf = ({ name, birthDate, district }: KnownPerson, today: string): Claims => ({
  age_over_14: isOver(14, birthDate, today),
  age_over_18: isOver(18, birthDate, today),
  age_over_19: isOver(19, birthDate, today),
  district,
  name,
})

/** From the birthday on; who was born on 29 February has it on 1 March in other years. */
const isOver = (years: number, birthDate: string, today: string): boolean => {
  const birthday = `${String(Number(birthDate.slice(0, 4)) + years).padStart(4, '0')}${birthDate.slice(4)}`
  // As texts, 02-29 lies between 02-28 and 03-01, also in years that have no such day.
  return birthday <= today
}

export const dayOf = (time: number, utcOffsetMinutes: number): string =>
  new Date(time + utcOffsetMinutes * 60_000).toISOString().slice(0, 10)
