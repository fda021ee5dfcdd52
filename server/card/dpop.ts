/** A proof that whoever shows a token has the key that it is bound to (DPoP, RFC 9449 section 4.3). Each is good once. */
import { createHash } from 'node:crypto'
import { isObject } from '@maru/credentials/json.ts'
import { parseUnverifiedJwt, secondsOf, verifyJwt } from '@maru/credentials/jwt.ts'
import { calculateJwkThumbprint } from 'jose'
import { Problem } from '../problem.ts'
import { createExpiring } from './secrets.ts'

export interface Shown {
  readonly token: string
  readonly keyThumbprint: string
  /** Where it is shown, by POST. */
  readonly url: string
}

const ageSecondsMax = 300

export const createProofs = (now: () => number) => {
  const used = createExpiring<true>(now, { aliveMs: 2 * ageSecondsMax * 1_000, countMax: 100_000 })

  /** Throws a refusal. */
  return async (proof: string, { token, keyThumbprint, url }: Shown): Promise<void> => {
    const key = await judge(proof, { token, keyThumbprint, url }).catch((error: Error) => {
      throw new Problem('W54-dpop-refused', error.message)
    })
    if (used.get(key)) throw new Problem('W54-dpop-refused', 'jti')
    used.add(key, true)
  }

  async function judge(proof: string, { token, keyThumbprint, url }: Shown): Promise<string> {
    const { jwk } = parseUnverifiedJwt(proof).header
    if (!isObject(jwk) || Object.hasOwn(jwk, 'd')) throw new Error('jwk')
    const { payload } = await verifyJwt(proof, jwk, { types: ['dpop+jwt'] })
    const { htm, htu, jti, ath } = payload
    const issuedAt = secondsOf(payload, 'iat')
    if ((await calculateJwkThumbprint(jwk)) !== keyThumbprint) throw new Error('another key')
    if (htm !== 'POST') throw new Error('htm')
    if (typeof htu !== 'string' || withoutQuery(htu) !== url) throw new Error('htu')
    if (ath !== createHash('sha256').update(token).digest('base64url')) throw new Error('ath')
    if (issuedAt === undefined || Math.abs(issuedAt - now() / 1_000) > ageSecondsMax) throw new Error('iat')
    if (typeof jti !== 'string' || jti === '' || jti.length > 200) throw new Error('jti')
    return `${keyThumbprint} ${jti}`
  }
}

const withoutQuery = (address: string): string | undefined => {
  const url = URL.parse(address)
  return url ? url.origin + url.pathname : undefined
}
