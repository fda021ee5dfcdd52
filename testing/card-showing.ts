/** A facility that asks and a wallet that answers, with what a test may want to change on the way. */
import { readRequest, type CardRequest } from '@maru/client/wallet/answer-request.ts'
import { sealAnswer } from '@maru/credentials/answer-encryption.ts'
import { parseUnverifiedJwt } from '@maru/credentials/jwt.ts'
import { presentSdJwt } from '@maru/credentials/sd-jwt/present.ts'
import { publicPart } from '@maru/server/card/keys.ts'
import { pool, type CardCity } from './card-city.ts'

type Received = Awaited<ReturnType<CardCity['receive']>>[number]

export const nowSeconds = (): number => Math.floor(Date.now() / 1_000)

export const createShowing = (city: CardCity, card: Received) => {
  const post = async (uri: string, fields: { readonly [name: string]: string }): Promise<string> => {
    const response = await fetch(uri, { method: 'POST', body: new URLSearchParams(fields) })
    return response.ok ? 'accepted' : String(((await response.json()) as { readonly code?: string }).code)
  }
  return {
    post,
    start: (asks: readonly string[] = ['age_over_19'], signer = pool) =>
      city.ask(signer, 'start-check', { facility: 'river-pool', asks: [...asks] }),
    read: (link: string, changes: object = {}): Promise<CardRequest> =>
      readRequest({
        link: new URL(link).searchParams,
        requesterKey: () => publicPart(city.keys.check),
        parse: parseUnverifiedJwt,
        fetch,
        nowSeconds: nowSeconds(),
        ...changes,
      }),
    /** What the office signed for a link. */
    questionOf: async (link: string) =>
      parseUnverifiedJwt(await (await fetch(new URL(link).searchParams.get('request_uri')!)).text()).payload,
    outcome: async (check: string) =>
      (await (await fetch(`${city.origin}/api/card-office/checks/${check}`)).json()) as any,
    /** An answer that the holder signed, with something else in it. */
    show: ({ nonce, clientId, asks }: CardRequest, changes: object = {}): Promise<string> =>
      presentSdJwt(card.text, asks, {
        nonce,
        audience: clientId,
        issuedAtSeconds: nowSeconds(),
        key: card.key.privateKey,
        algorithm: 'ES256',
        ...changes,
      }),
    send: async ({ responseUri, state, encryption }: CardRequest, text: string): Promise<string> =>
      post(responseUri, { response: await sealAnswer({ vp_token: { card: [text] }, state }, encryption!) }),
  }
}
