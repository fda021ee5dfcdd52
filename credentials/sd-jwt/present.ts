/** Showing (RFC 9901 section 7.2): the holder chooses what to disclose, and signs for whom, when and what. */
import { parseUnverifiedJwt, signJwt, type Key } from '../jwt.ts'
import { CredentialProblem } from '../problem.ts'
import { digestOf } from './disclosure.ts'
import { formatSdJwt, parseSdJwtText } from './text.ts'
import { unpack } from './unpack.ts'

/** As DCQL writes it (OpenID4VP 1.0 section 7): null stands for every element of an array. */
export type ClaimPath = readonly (string | number | null)[]

export interface Binding {
  readonly nonce: string
  readonly audience: string
  readonly issuedAtSeconds: number
  readonly key: Key
  readonly algorithm: 'ES256' | 'Ed25519'
}

/** `issued` must have been verified when it was received. Without a binding the result names no reader. */
export const presentSdJwt = async (
  issued: string,
  disclose: readonly ClaimPath[],
  binding?: Binding,
): Promise<string> => {
  const { jwt, disclosures, keyBinding } = parseSdJwtText(issued)
  if (keyBinding !== undefined) throw new CredentialProblem('W16-key-binding-unwanted')
  const { placed, algorithm } = await unpack(parseUnverifiedJwt(jwt).payload, disclosures)
  const chosen = placed.filter(({ path }) => disclose.some((wanted) => isOnTheWay(path, wanted)))
  const shown = formatSdJwt(
    jwt,
    chosen.map(({ text }) => text),
  )
  if (!binding) return shown
  const { nonce, audience, issuedAtSeconds, key } = binding
  const claims = { iat: issuedAtSeconds, aud: audience, nonce, sd_hash: await digestOf(shown, algorithm) }
  return shown + (await signJwt({ alg: binding.algorithm, typ: 'kb+jwt' }, claims, key))
}

/** What encloses the wanted claim has to be shown to reach it, and what it consists of belongs to it. */
const isOnTheWay = (path: ClaimPath, wanted: ClaimPath): boolean =>
  path.every((step, index) => {
    const other = wanted[index]
    return other === undefined || other === step || (other === null && typeof step === 'number')
  })
