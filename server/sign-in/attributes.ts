/** What a relying service may be told of a person: what the card says of them, and whether they have one. */
import type { Attribute } from '@maru/services/sign-in/attributes.ts'
import { attributesOf, type Identified } from '../card/attributes.ts'

export type Claims = { readonly [attribute in Attribute]?: boolean | string | readonly string[] }

/** As the card office knows it. */
export interface Held {
  readonly isValid: boolean
  readonly facilities: readonly string[]
}

/** `today` is the city's day, YYYY-MM-DD. Where no cards are issued nothing is said of one. */
export const claimsOf = (person: Identified, held: Held | undefined, today: string): Claims => {
  const { facility_grants, ...claims } = attributesOf(person, held?.facilities ?? [], today)
  return held ? { ...claims, facility_grants, card: held.isValid } : claims
}
