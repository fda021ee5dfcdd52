/** Who somebody is, out of what a provider says (OpenID Connect Core 1.0 section 5.1). */
import type { Named } from '../../options.ts'
import { Problem } from '../../problem.ts'
import { plainName } from '../tags.ts'
import type { Claims } from './provider.ts'

/** What the claims are called; `address.locality` is a claim in a claim. */
export interface ClaimNames {
  readonly name: string
  readonly birthDate: string
  readonly district: string
  /** One for each person, as a CI is; where the provider gives it. */
  readonly identifier?: string | undefined
}

export interface ProvenPerson {
  readonly name: string
  readonly birthDate: string
  readonly district: string
  readonly subject: string
  readonly assurance: string
  readonly identifier?: string
}

/** Throws V15 with the claim that is missing, and never with what stood in it. */
export const personOf = (claims: Claims, names: ClaimNames, districts: readonly Named[]): ProvenPerson => {
  const text = (claim: string, pattern: RegExp): string => {
    const value = claim.split('.').reduce<unknown>(valueOf, claims)
    if (typeof value === 'string' && pattern.test(value) && value.isWellFormed()) return value
    throw new Problem('V15-claims-missing', claim)
  }
  const said = plainName(text(names.district, /^.{1,200}$/su))
  const district = districts.find(({ id, ko, en }) => [id, ko, en].some((each) => plainName(each) === said))
  if (!district) throw new Problem('V18-not-of-this-city', names.district)
  return {
    name: text(names.name, /^(?=.*[\p{L}\p{N}]).{1,100}$/su),
    birthDate: text(names.birthDate, /^\d{4}-\d{2}-\d{2}$/),
    district: district.id,
    subject: text('sub', /^.{1,255}$/su),
    assurance: text('acr', /^.{1,255}$/su),
    ...(names.identifier !== undefined && { identifier: text(names.identifier, /^.{16,128}$/su) }),
  }
}

const valueOf = (claims: unknown, name: string): unknown =>
  typeof claims === 'object' && claims !== null && Object.hasOwn(claims, name)
    ? (claims as Claims)[name]
    : undefined
