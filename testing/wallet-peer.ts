/** A wallet of @openid4vc/openid4vci that fetches a card by the authorization code flow: nobody here wrote it. */
import { createHash, randomBytes } from 'node:crypto'
import { createHolderKey, type HolderKey } from '@maru/client/wallet/holder-key.ts'
import { signJwt } from '@maru/credentials/jwt.ts'
import { clientAuthenticationNone } from '@openid4vc/oauth2'
import { Openid4vciClient, setGlobalConfig } from '@openid4vc/openid4vci'

// The loopback has no TLS.
setGlobalConfig({ allowInsecureUrls: true })

export interface PeerOptions {
  /** The card office's identifier. */
  readonly office: string
  readonly wallet: string
  /** Where the wallet waits for who comes back. */
  readonly redirect: string
}

export interface FetchedCard {
  readonly text: string
  readonly tokenType: string
  /** What the provider said of itself as it answered (RFC 9207). */
  readonly issuer: string | undefined
}

export const openWalletPeer = async ({ office, wallet, redirect: redirectUri }: PeerOptions) => {
  const [holder, sender] = [await createHolderKey(), await createHolderKey()]
  const keyOf = (jwk: { readonly x?: unknown }): HolderKey =>
    [holder, sender].find(({ publicJwk }) => publicJwk['x'] === jwk.x)!
  const signerOf = ({ publicJwk }: HolderKey) =>
    ({ method: 'jwk', alg: 'ES256', publicJwk: publicJwk as never }) as const
  const client = new Openid4vciClient({
    callbacks: {
      fetch,
      hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
      generateRandom: (size) => randomBytes(size),
      clientAuthentication: clientAuthenticationNone({ clientId: wallet }),
      signJwt: async (signer, { header, payload }) => {
        const { privateKey, publicJwk } = keyOf((signer as any).publicJwk)
        return {
          jwt: await signJwt(header as never, payload as never, privateKey),
          signerJwk: publicJwk as never,
        }
      },
    },
  })
  const issuerMetadata = await client.resolveIssuerMetadata(office)
  const [, provider] = issuerMetadata.authorizationServers
  // The code is bound to the key as well.
  const dpop = { signer: signerOf(sender) }

  /** From the button in the wallet to the address that it opens in a browser. Without an offer it asks by itself. */
  const begin = async (offer?: object) => {
    const credentialOffer = (offer ?? {
      credential_issuer: office,
      credential_configuration_ids: ['citizens-card'],
      grants: { authorization_code: { authorization_server: provider!.issuer } },
    }) as never
    const { authorizationRequestUrl, pkce } = await client.createAuthorizationRequestUrlFromOffer({
      credentialOffer,
      issuerMetadata,
      clientId: wallet,
      redirectUri,
      scope: 'citizens-card',
      dpop,
    })
    /** From the address that the browser was led back to. Throws what was refused. */
    const finish = async (back: string): Promise<FetchedCard> => {
      const answer = client.parseAndVerifyAuthorizationResponseRedirectUrl({
        url: back,
        authorizationServerMetadata: provider!,
      })
      if (answer.code === undefined) throw new Error(answer.error)
      const { accessTokenResponse } = await client.retrieveAuthorizationCodeAccessTokenFromOffer({
        credentialOffer,
        issuerMetadata,
        authorizationCode: answer.code,
        pkceCodeVerifier: pkce!.codeVerifier,
        redirectUri,
        dpop,
      })
      const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata })
      const { jwt } = await client.createCredentialRequestJwtProof({
        issuerMetadata,
        credentialConfigurationId: 'citizens-card',
        nonce,
        signer: signerOf(holder),
      })
      const { credentialResponse } = (await client.retrieveCredentials({
        issuerMetadata,
        credentialConfigurationId: 'citizens-card',
        accessToken: accessTokenResponse.access_token,
        proofs: { jwt: [jwt] },
        dpop,
      })) as any
      const text = credentialResponse.credentials[0].credential as string
      return { text, tokenType: accessTokenResponse.token_type, issuer: answer.iss }
    }
    return { url: authorizationRequestUrl, finish }
  }

  return { holder, issuerMetadata, begin }
}
