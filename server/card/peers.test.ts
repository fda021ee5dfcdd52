// OpenID4VP between our office and a wallet, and between a verifier and our wallet, that nobody here wrote.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { answerRequest } from '@maru/client/wallet/answer-request.ts'
import { parseUnverifiedJwt, signJwt } from '@maru/credentials/jwt.ts'
import { openCardCity } from '@maru/testing/card-city.ts'
import { createShowing, nowSeconds } from '@maru/testing/card-showing.ts'
import { setGlobalConfig } from '@openid4vc/oauth2'
import { Openid4vpClient, Openid4vpVerifier } from '@openid4vc/openid4vp'
import { CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair } from 'jose'
import { publicPart } from './keys.ts'

// The loopback has no TLS.
setGlobalConfig({ allowInsecureUrls: true })
const city = await openCardCity()
after(() => city.close())
await city.announce()
const [card] = await city.receive(await city.enrolPerson())
const { start, read, outcome, show } = createShowing(city, card!)
const asker = await generateKeyPair('ECDH-ES', { crv: 'P-256' })
const askerJwk = { ...(await exportJWK(asker.publicKey)), kid: 'asker', use: 'enc', alg: 'ECDH-ES' }

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
    encryptJwe: async ({ publicJwk, alg, enc, apu, apv }: any, text: string) => {
      const { kid, kty, crv, x, y } = publicJwk
      const bytes = (value: string | undefined) => value && Buffer.from(value, 'base64url')
      const jwe = await new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg, enc, kid })
        .setKeyManagementParameters({ apu: bytes(apu), apv: bytes(apv) } as never)
        .encrypt({ kty, crv, x, y })
      encodings.push(enc as string)
      return { jwe, encryptionJwk: publicJwk }
    },
    decryptJwe: async (jwe: string) => {
      const { plaintext } = await compactDecrypt(jwe, asker.privateKey)
      return {
        decrypted: true as const,
        payload: new TextDecoder().decode(plaintext),
        decryptionJwk: askerJwk as never,
      }
    },
  }
  const encodings: string[] = []

  const answeredBy = async (encoding: string) => {
    const { check, walletLink } = await start(['age_over_19'])
    const client = new Openid4vpClient({ callbacks: callbacks })
    const { params } = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: walletLink })
    const resolved = await client.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: params,
    })
    const payload = resolved.authorizationRequestPayload as any
    assert.equal(resolved.version, 100)
    const request = await read(walletLink)
    const { jarm } = await client.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: payload,
      authorizationResponsePayload: { vp_token: { card: [await show(request)] } },
      jarm: {
        encryption: { nonce: 'of-the-wallet' },
        serverMetadata: {
          authorization_encryption_alg_values_supported: ['ECDH-ES'],
          authorization_encryption_enc_values_supported: [encoding],
        },
      } as never,
    })
    const { response } = await client.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: payload,
      authorizationResponsePayload: {} as never,
      jarm: jarm!,
    })
    assert.equal(response.status, 200)
    assert.equal((await outcome(check)).state, 'accepted')
  }

  test('as wallet it resolves our question, and its sealed answer is accepted', async () => {
    await answeredBy('A256GCM')
    await answeredBy('A128GCM')
    assert.deepEqual(encodings, ['A256GCM', 'A128GCM'])
  })

  const askedBy = async (sealed: object) => {
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
        client_id: clientId,
        response_uri: 'https://library.example/answer',
        nonce: 'of-the-peer',
        state: 'its-state',
        dcql_query: dcql,
        ...sealed,
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
    const authorizationRequestPayload = parseUnverifiedJwt(jar.authorizationRequestJwt as string)
      .payload as never
    const parsed = await verifier.parseOpenid4vpAuthorizationResponse({
      authorizationRequestPayload,
      authorizationResponse: Object.fromEntries(taken!),
      callbacks,
    })
    return { parsed: parsed as any, taken: taken! }
  }

  test('as verifier its question is read by our wallet, and it takes our answer', async () => {
    const { parsed } = await askedBy({ response_mode: 'direct_post' })
    assert.deepEqual([parsed.type, parsed.jarm], ['dcql', undefined])
  })

  test('as verifier it reads our sealed answer, and nothing of it stands in the open', async () => {
    for (const encodings of [undefined, ['A128GCM', 'A256GCM']]) {
      const { parsed, taken } = await askedBy({
        response_mode: 'direct_post.jwt',
        client_metadata: {
          jwks: { keys: [askerJwk] },
          vp_formats_supported: { 'dc+sd-jwt': {} },
          ...(encodings && { encrypted_response_enc_values_supported: encodings }),
        },
      })
      assert.deepEqual([parsed.type, parsed.jarm.type], ['dcql', 'Encrypted'])
      assert.deepEqual([...taken.keys()], ['response'])
      const [header] = taken.get('response')!.split('.')
      const { enc } = JSON.parse(Buffer.from(header!, 'base64url').toString()) as { readonly enc: string }
      assert.equal(enc, encodings ? 'A256GCM' : 'A128GCM')
    }
  })
})
