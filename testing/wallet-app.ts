/** A native app that plays a wallet of others, by hand: each part of its requests can be another one than it should. */
import { createHash, randomBytes } from 'node:crypto'
import type { Signer } from '@maru/client/keys.ts'
import { createHolderKey, type HolderKey } from '@maru/client/wallet/holder-key.ts'
import { signJwt } from '@maru/credentials/jwt.ts'
import { createVisitor, type SignInCity } from './sign-in-city.ts'

export interface Fields {
  readonly [name: string]: string
}

export interface Answer {
  readonly [name: string]: any
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')

export const createWalletApp = async (
  town: SignInCity,
  {
    wallet,
    redirect,
    office,
  }: { readonly wallet: string; readonly redirect: string; readonly office: string },
) => {
  const { issuer } = town.signIn
  const key = await createHolderKey()
  const verifier = randomBytes(32).toString('base64url')

  const proof = (url: string, changes: object = {}, by: HolderKey = key): Promise<string> =>
    signJwt(
      { alg: 'ES256', typ: 'dpop+jwt', jwk: by.publicJwk },
      { htm: 'POST', htu: url, jti: randomBytes(16).toString('hex'), iat: Date.now() / 1_000, ...changes },
      by.privateKey,
    )
  const post = async (url: string, fields: Fields, headers: Fields = {}): Promise<Answer> => {
    const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) })
    return (await response.json()) as Answer
  }
  const push = ({ details, ...changes }: Fields = {}): Promise<Answer> =>
    post(`${issuer}/par`, {
      client_id: wallet,
      response_type: 'code',
      redirect_uri: redirect,
      ...(details === undefined ? { scope: 'citizens-card' } : { authorization_details: details }),
      code_challenge: sha256(verifier),
      code_challenge_method: 'S256',
      ...changes,
    })
  /** The page on which a person is asked whether the app gets a card. */
  const asked = async (person: Signer, changes: Fields = {}) => {
    const { request_uri: pushed = '' } = (await push(changes)) as { readonly request_uri?: string }
    const visitor = createVisitor(town)
    const query = new URLSearchParams({ client_id: wallet, request_uri: pushed }).toString()
    const login = await visitor.follow(`${issuer}/auth?${query}`)
    const { to } = await visitor.step(login.url, 'device', visitor.proof(person, login.url))
    const { url } = await visitor.follow(to, changes['redirect_uri'] ?? redirect)
    return { visitor, url }
  }
  const code = async (person: Signer, changes: Fields = {}): Promise<string> => {
    const { visitor, url } = await asked(person, changes)
    const { to } = await visitor.step(url, 'agree-to-card', {})
    const answer = await visitor.follow(to, changes['redirect_uri'] ?? redirect)
    return answer.url.searchParams.get('code') ?? answer.url.search
  }
  const redeem = async (given: string, changes: Fields = {}, dpop?: string): Promise<Answer> => {
    const bound = dpop ?? (await proof(`${issuer}/token`))
    const fields = { client_id: wallet, grant_type: 'authorization_code', redirect_uri: redirect }
    const body = { ...fields, code: given, code_verifier: verifier, ...changes }
    return post(`${issuer}/token`, body, bound === '' ? {} : { dpop: bound })
  }

  return {
    key,
    proof,
    push,
    asked,
    code,
    redeem,
    /** With `details` it asks by authorization_details. */
    token: async (person: Signer, changes: Fields = {}): Promise<string> =>
      (await redeem(await code(person, changes)))['access_token'] as string,
    /** The proof for a request for a card under this token. */
    shown: (token: string, changes: object = {}, by?: HolderKey): Promise<string> =>
      proof(`${office}/credential`, { ath: sha256(token), ...changes }, by),
    /** Asks for a card, and answers with what the office says. */
    fetchCard: async (
      headers: Fields,
      asked: object = { credential_configuration_id: 'citizens-card' },
    ): Promise<Answer> => {
      const { c_nonce: nonce } = await post(`${office}/nonce`, {})
      const holder = await createHolderKey()
      const header = { alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: holder.publicJwk }
      const claims = { aud: office, iat: Math.floor(Date.now() / 1_000), nonce: nonce as string }
      const jwt = [await signJwt(header, claims, holder.privateKey)]
      const response = await fetch(`${office}/credential`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ ...asked, proofs: { jwt } }),
      })
      return { status: response.status, ...((await response.json()) as Answer) }
    },
  }
}
