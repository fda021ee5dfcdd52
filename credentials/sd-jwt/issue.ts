/** Issuing (RFC 9901 section 4): the claims named by a path leave the payload and become disclosures. */
import type { CompactJWSHeaderParameters } from 'jose'
import { signJwt, type Key } from '../jwt.ts'
import { isObject, objectOf, type Json, type JsonObject } from '../json.ts'
import { CredentialProblem } from '../problem.ts'
import { createDecoy, digestOf, formatDisclosure, reservedNames, type HashAlgorithm } from './disclosure.ts'
import { formatSdJwt } from './text.ts'
import type { Path } from './unpack.ts'

export interface Issuing {
  readonly header: CompactJWSHeaderParameters
  readonly claims: JsonObject
  /** Claims and elements that the holder may keep back. A path and one below it make a recursive disclosure. */
  readonly disclosable: readonly Path[]
  /** Digests of nothing, added to the outermost object. */
  readonly decoyCount?: number
  readonly algorithm?: HashAlgorithm
  readonly key: Key
}

export const issueSdJwt = async (issuing: Issuing): Promise<string> => {
  const { header, claims, disclosable, decoyCount = 0, algorithm = 'sha-256', key } = issuing
  const wanted = new Set(disclosable.map((path) => JSON.stringify(path)))
  const disclosures: string[] = []

  /** Undefined when the claim stays where it is, else its digest. */
  const takeOut = async (name: string | undefined, value: Json, path: Path): Promise<string | undefined> => {
    if (!wanted.delete(JSON.stringify(path))) return undefined
    const text = formatDisclosure(name, value)
    disclosures.push(text)
    return digestOf(text, algorithm)
  }

  const pack = async (value: Json, path: Path): Promise<Json> => {
    if (Array.isArray(value)) return packArray(value, path)
    return isObject(value) ? packObject(value, path) : value
  }

  const packArray = async (items: readonly Json[], path: Path): Promise<Json> => {
    const packed: Json[] = []
    for (const [index, item] of items.entries()) {
      const value = await pack(item, [...path, index])
      const digest = await takeOut(undefined, value, [...path, index])
      packed.push(digest === undefined ? value : { '...': digest })
    }
    return packed
  }

  const packObject = async (object: JsonObject, path: Path): Promise<JsonObject> => {
    const open: [string, Json][] = []
    const digests: string[] = []
    for (const [name, claim] of Object.entries(object)) {
      if (reservedNames.includes(name)) throw new CredentialProblem('W12-reserved-claim', name)
      const value = await pack(claim, [...path, name])
      const digest = await takeOut(name, value, [...path, name])
      if (digest === undefined) open.push([name, value])
      else digests.push(digest)
    }
    if (path.length === 0)
      for (let count = 0; count < decoyCount; count++) digests.push(await createDecoy(algorithm))
    // Sorted, so that their order says nothing of the claims' (section 4.2.4.1).
    return objectOf(digests.length > 0 ? [...open, ['_sd', digests.sort()]] : open)
  }

  const payload = await packObject(claims, [])
  if (wanted.size > 0) throw new RangeError(`no such claim: ${[...wanted].join(', ')}`)
  const jwt = await signJwt(header, objectOf([...Object.entries(payload), ['_sd_alg', algorithm]]), key)
  return formatSdJwt(jwt, disclosures)
}
