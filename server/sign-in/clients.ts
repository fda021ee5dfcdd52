/** Relying services as oidc-provider wants to know them, out of the ledger's registry, for each request anew. */
import type { View } from '@maru/kernel/state/view.ts'
import { signInReads } from '@maru/services/sign-in/reads.ts'
import type { RelyingService } from '@maru/services/sign-in/state.ts'
import type { AdapterPayload, AllClientMetadata } from 'oidc-provider'

/** Code flow, pushed requests, keys instead of secrets, tokens bound to a key. What differs for a wallet is in wallets.ts. */
export const clientDefaults: AllClientMetadata = {
  grant_types: ['authorization_code'],
  response_types: ['code'],
  response_modes: ['query'],
  token_endpoint_auth_method: 'private_key_jwt',
  id_token_signed_response_alg: 'ES256',
  subject_type: 'pairwise',
  require_auth_time: true,
  dpop_bound_access_tokens: true,
  require_pushed_authorization_requests: true,
}

/** Undefined for one that is not registered, suspended or ended. */
export const clientOf = (view: View, code: string, production: boolean): AdapterPayload | undefined => {
  // A client id comes from outside, and the table's keys have a form.
  if (!/^[a-z][a-z0-9-]{2,39}$/.test(code)) return undefined
  const row = signInReads.relyingOf(view, code)
  if (!row || row.state !== 'active') return undefined
  const redirects = production ? row.redirects.filter((each) => each.startsWith('https:')) : row.redirects
  if (redirects.length === 0) return undefined
  return {
    client_id: code,
    client_name: row.en,
    redirect_uris: [...redirects],
    scope: ['openid', ...row.asks.map(({ attribute }) => attribute)].join(' '),
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [jwkOf(row)] },
  }
}

const jwkOf = ({ publicKey }: RelyingService) => ({
  kty: 'EC',
  crv: 'P-256',
  x: Buffer.from(publicKey.subarray(1, 33)).toString('base64url'),
  y: Buffer.from(publicKey.subarray(33)).toString('base64url'),
  alg: 'ES256',
  use: 'sig',
})
