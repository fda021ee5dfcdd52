/** The key that signed a card: the one of that name which the ledger says is the issuer's, and no other. */
import { encodeBase64url } from '@maru/credentials/base64url.ts'
import type { Jwt, Key } from '@maru/credentials/jwt.ts'
import { CredentialProblem } from '@maru/credentials/problem.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { cardReads } from '@maru/services/card/reads.ts'

export const announcedKey = (view: View, { header, payload }: Jwt): Key => {
  const issuer = cardReads.issuer(view)
  const kid = header['kid']
  const id = typeof kid === 'string' ? kid.slice(kid.indexOf('#') + 1) : ''
  const key = issuer?.keys.find((key) => key.id === id && id.startsWith('card-'))
  if (!issuer || !key || payload['iss'] !== issuer.did) throw new CredentialProblem('W23-unknown-issuer')
  return {
    kty: 'EC',
    crv: 'P-256',
    x: encodeBase64url(key.publicKey.subarray(1, 33)),
    y: encodeBase64url(key.publicKey.subarray(33)),
  }
}
