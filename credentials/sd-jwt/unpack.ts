/**
 * Puts disclosures back where the issuer took them out (RFC 9901 section 7.1, steps 3 to 5). Everything that does not
 * fit exactly is refused: a disclosure that nothing refers to is a changed or foreign one, and dropping it silently
 * would let the holder's signature cover what nobody has vouched for.
 */
import { isObject, isStrings, objectOf, type Json, type JsonObject } from '../json.ts'
import { CredentialProblem } from '../problem.ts'
import {
  digestOf,
  isHashAlgorithm,
  parseDisclosure,
  reservedNames,
  type Disclosure,
  type HashAlgorithm,
} from './disclosure.ts'

export type Path = readonly (string | number)[]

export interface Unpacked {
  readonly claims: JsonObject
  /** Where each disclosure belongs in the claims, in the order of the JWT. */
  readonly placed: readonly { readonly path: Path; readonly text: string }[]
  readonly algorithm: HashAlgorithm
}

const depthMax = 32

export const unpack = async (payload: JsonObject, disclosures: readonly string[]): Promise<Unpacked> => {
  const algorithm = hashAlgorithmOf(payload)
  const byDigest = new Map<string, Disclosure>()
  for (const text of disclosures) byDigest.set(await digestOf(text, algorithm), parseDisclosure(text))
  const seen = new Set<string>()
  const placed: { path: Path; text: string }[] = []

  /** Each digest stands once in the whole (step 4), whether or not it is disclosed. */
  const take = (digest: string): Disclosure | undefined => {
    if (seen.has(digest)) throw new CredentialProblem('W8-digest-repeated')
    seen.add(digest)
    return byDigest.get(digest)
  }

  const walk = (value: Json, path: Path): Json => {
    if (path.length > depthMax) throw new CredentialProblem('W1-malformed', 'depth')
    return Array.isArray(value) ? walkArray(value, path) : isObject(value) ? walkObject(value, path) : value
  }

  const walkArray = (items: readonly Json[], path: Path): Json => {
    const result: Json[] = []
    for (const item of items) {
      const at = [...path, result.length]
      if (!isObject(item) || !Object.hasOwn(item, '...')) {
        result.push(walk(item, at))
        continue
      }
      const found = take(digestInElement(item))
      if (!found) continue
      if (found.name !== undefined) throw new CredentialProblem('W9-disclosure-malformed')
      placed.push({ path: at, text: found.text })
      result.push(walk(found.value, at))
    }
    return result
  }

  const walkObject = (object: JsonObject, path: Path): JsonObject => {
    const claims = new Map<string, Json>()
    for (const [name, value] of Object.entries(object)) {
      if (name === '_sd' || (name === '_sd_alg' && path.length === 0)) continue
      if (reservedNames.includes(name)) throw new CredentialProblem('W12-reserved-claim', name)
      claims.set(name, walk(value, [...path, name]))
    }
    for (const digest of digestsIn(object)) {
      const found = take(digest)
      if (!found) continue
      const { name, value, text } = found
      if (name === undefined) throw new CredentialProblem('W9-disclosure-malformed')
      if (reservedNames.includes(name)) throw new CredentialProblem('W10-claim-name', name)
      if (claims.has(name)) throw new CredentialProblem('W11-claim-collision')
      placed.push({ path: [...path, name], text })
      claims.set(name, walk(value, [...path, name]))
    }
    return objectOf(claims)
  }

  const claims = walkObject(payload, [])
  if (placed.length !== disclosures.length) throw new CredentialProblem('W6-disclosure-unreferenced')
  return { claims, placed, algorithm }
}

/** Section 4.1.1: sha-256 where nothing is said. */
const hashAlgorithmOf = (payload: JsonObject): HashAlgorithm => {
  const algorithm = Object.hasOwn(payload, '_sd_alg') ? payload['_sd_alg'] : 'sha-256'
  if (!isHashAlgorithm(algorithm)) throw new CredentialProblem('W5-hash-algorithm')
  return algorithm
}

const digestsIn = (object: JsonObject): readonly string[] => {
  if (!Object.hasOwn(object, '_sd')) return []
  const digests = object['_sd']
  if (!isStrings(digests)) throw new CredentialProblem('W12-reserved-claim', '_sd')
  return digests
}

const digestInElement = (item: JsonObject): string => {
  const digest = item['...']
  if (Object.keys(item).length !== 1 || typeof digest !== 'string')
    throw new CredentialProblem('W12-reserved-claim', '...')
  return digest
}
