// OpenID4VP between our office and a wallet, and between a verifier and our wallet, that nobody here wrote.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { answerRequest } from '@maru/client/wallet/answer-request.ts'
import { parseUnverifiedJwt, signJwt } from '@maru/credentials/jwt.ts'
import { openCardCity } from '@maru/testing/card-city.ts'
import { createShowing, nowSeconds } from '@maru/testing/card-showing.ts'
import { setGlobalConfig } from '@openid4vc/oauth2'
import { Openid4vpClient, Openid4vpVerifier } from '@openid4vc/openid4vp'
import { publicPart } from './keys.ts'

// The loopback has no TLS.
setGlobalConfig({ allowInsecureUrls: true })
const city = await openCardCity()
after(() => city.close())
await city.announce()
const [card] = await city.receive(await city.enrolPerson())
const { start, read, outcome, show } = createShowing(city, card!)

describe('peers of @openid4vc/openid4vp', () => {
  const callbacks = {
    fetch,
    hash: (data: Uint8Array, algorithm: string) =>
      crypto.subtle
        .digest(algorithm.toUpperCase(), data as Uint8Array<ArrayBuffer>)
        .then((bytes) => new Uint8Array(bytes)),
    signJwt: async (_signer: unknown, { header, payload }: { header: any; payload: any }) => ({
      jwt: await signJwt(header as never, payload as never, city.keys.check),
      signerJwk: publicPart(city.keys.check) as never,
    }),
    verifyJwt: () => ({ verified: true, signerJwk: publicPart(city.keys.check) }) as never,
    decryptJwe: () => ({ decrypted: false }) as never,
    encryptJwe: () => Promise.reject(new Error('not wanted')),
  }

  test('as wallet it resolves our question and its answer is accepted', async () => {
    const { check, walletLink } = await start(['age_over_19'])
    const client = new Openid4vpClient({ callbacks: callbacks })
    const { params } = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: walletLink })
    const resolved = await client.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: params,
    })
    const payload = resolved.authorizationRequestPayload as any
    assert.equal(resolved.version, 100)
    const request = await read(walletLink)
    const { authorizationResponsePayload } = await client.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: payload,
      authorizationResponsePayload: { vp_token: { card: [await show(request)] } },
    })
    const { response } = await client.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: payload,
      authorizationResponsePayload: authorizationResponsePayload,
    })
    assert.equal(response.status, 200)
    assert.equal((await outcome(check)).state, 'accepted')
  })

  test('as verifier its question is read by our wallet, and it takes our answer', async () => {
    const verifier = new Openid4vpVerifier({ callbacks: callbacks })
    const clientId = `decentralized_identifier:${city.did.did}`
    const dcql = {
      credentials: [
        {
          id: 'card',
          format: 'dc+sd-jwt',
          meta: { vct_values: [card!.type] },
          claims: [{ path: ['district'] }],
        },
      ],
    }
    const { jar } = (await verifier.createOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: {
        response_type: 'vp_token',
        response_mode: 'direct_post',
        client_id: clientId,
        response_uri: 'https://library.example/answer',
        nonce: 'of-the-peer',
        state: 'its-state',
        dcql_query: dcql,
      },
      jar: {
        jwtSigner: { method: 'did', didUrl: `${city.did.did}#check-1`, alg: 'ES256' },
        expiresInSeconds: 60,
        requestUri: 'https://library.example/question',
      },
    } as never)) as any
    const link = new URLSearchParams({
      client_id: clientId,
      request_uri: 'https://library.example/question',
    }).toString()
    let taken: URLSearchParams | undefined
    const peer = (uri: unknown, init?: RequestInit): Promise<Response> => {
      if (init?.method === 'POST') taken = init.body as URLSearchParams
      return Promise.resolve(new Response(uri === '' ? '' : (jar.authorizationRequestJwt as string)))
    }
    const request = await read(`https://x.example/?${link}`, { fetch: peer })
    await answerRequest(request, card!, { fetch: peer, nowSeconds: nowSeconds() })
    const validated = verifier.validateOpenid4vpAuthorizationResponsePayload({
      authorizationRequestPayload: parseUnverifiedJwt(jar.authorizationRequestJwt as string).payload,
      authorizationResponsePayload: {
        vp_token: JSON.parse(taken!.get('vp_token')!) as object,
        state: taken!.get('state')!,
      },
    } as never)
    assert.equal(validated.type, 'dcql')
  })
})
