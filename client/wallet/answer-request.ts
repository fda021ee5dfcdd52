/** How a wallet shows a card to who asks: OpenID4VP 1.0, a signed request object, and an answer by direct_post.jwt. */
import { encryptionIn, sealAnswer, type AnswerEncryption } from '@maru/credentials/answer-encryption.ts'
import { isObject, type JsonObject } from '@maru/credentials/json.ts'
import { checkTimes, verifyJwt, type Jwt, type Key } from '@maru/credentials/jwt.ts'
import { presentSdJwt, type ClaimPath } from '@maru/credentials/sd-jwt/present.ts'
import { ask, jsonIn } from './ask.ts'
import type { HolderKey } from './holder-key.ts'
import { requestType, sealedMode } from './names.ts'
import { WalletProblem } from './problem.ts'

/** What somebody wants to see, once the signature says that it is they who ask. */
export interface CardRequest {
  readonly clientId: string
  readonly name: { readonly ko: string; readonly en: string }
  readonly queryId: string
  readonly types: readonly string[]
  readonly asks: readonly ClaimPath[]
  readonly nonce: string
  readonly state: string
  readonly responseUri: string
  /** What the answer is sealed with, so that nobody between reads it. */
  readonly encryption: AnswerEncryption | undefined
}

export interface ReadingRequest {
  /** From the link: `client_id` and `request_uri`. */
  readonly link: URLSearchParams
  /** Finds the key of who asks, or refuses them. */
  readonly requesterKey: (unverified: Jwt) => Key
  readonly parse: (text: string) => Jwt
  readonly fetch: typeof fetch
  readonly nowSeconds: number
}

export const readRequest = async (reading: ReadingRequest): Promise<CardRequest> => {
  const [clientId, uri] = [reading.link.get('client_id'), reading.link.get('request_uri')]
  if (clientId === null || uri === null || !URL.canParse(uri))
    throw new WalletProblem('W52-request-malformed')
  const text = await ask(reading.fetch, uri, { headers: { accept: `application/${requestType}` } })
  const key = reading.requesterKey(reading.parse(text))
  const { payload } = await verifyJwt(text, key, { types: [requestType] })
  checkTimes(payload, reading.nowSeconds, 60)
  if (payload['client_id'] !== clientId) throw new WalletProblem('W53-other-requester')
  return requestIn(payload, clientId, uri)
}

/**
 * Discloses what was asked for and nothing else, and signs it for this request alone. Answers with the address to go on
 * to (section 8.2), where there is one: signing in ends where it began.
 */
export const answerRequest = async (
  request: CardRequest,
  card: { readonly text: string; readonly type: string; readonly key: HolderKey },
  { fetch: send, nowSeconds }: { readonly fetch: typeof fetch; readonly nowSeconds: number },
): Promise<string | undefined> => {
  const { clientId, nonce, responseUri, queryId, asks, types } = request
  if (!types.includes(card.type)) throw new WalletProblem('W4-type')
  const shown = await presentSdJwt(card.text, asks, {
    nonce,
    audience: clientId,
    issuedAtSeconds: nowSeconds,
    key: card.key.privateKey,
    algorithm: 'ES256',
  })
  const body = await bodyOf(request, { vp_token: { [queryId]: [shown] } })
  const { redirect_uri: to } = jsonIn(await ask(send, responseUri, { method: 'POST', body })) ?? {}
  if (typeof to !== 'string' || !URL.canParse(to)) return undefined
  return new URL(to).origin === new URL(responseUri).origin ? to : undefined
}

/** Tells who asks that they are shown nothing (section 8.5), so that nobody waits. */
export const declineRequest = async (request: CardRequest, send: typeof fetch): Promise<void> => {
  const body = await bodyOf(request, { error: 'access_denied' })
  await ask(send, request.responseUri, { method: 'POST', body })
}

/** Sealed where it was asked for (section 8.3.1), else in the open (section 8.2). */
const bodyOf = async (
  { state, encryption }: CardRequest,
  answer: { readonly vp_token: JsonObject } | { readonly error: string },
): Promise<URLSearchParams> => {
  if (encryption) {
    const response = await sealAnswer({ ...answer, state }, encryption).catch(() => {
      throw new WalletProblem('W62-encryption-unfit')
    })
    return new URLSearchParams({ response })
  }
  const fields = 'error' in answer ? answer : { vp_token: JSON.stringify(answer.vp_token) }
  return new URLSearchParams({ ...fields, state })
}

const requestIn = (payload: JsonObject, clientId: string, uri: string): CardRequest => {
  const { nonce, state, response_mode: mode, response_uri: responseUri, client_metadata: metadata } = payload
  const query = firstQuery(payload['dcql_query'])
  const isWhole =
    payload['response_type'] === 'vp_token' &&
    (mode === 'direct_post' || mode === sealedMode) &&
    typeof nonce === 'string' &&
    typeof state === 'string' &&
    typeof responseUri === 'string' &&
    URL.canParse(responseUri)
  if (!isWhole || !query) throw new WalletProblem('W52-request-malformed')
  // Whoever signs may let it be fetched from anywhere, but it is answered where it came from.
  if (new URL(responseUri).origin !== new URL(uri).origin) throw new WalletProblem('W53-other-requester')
  const names = isObject(metadata) ? metadata : {}
  const encryption = mode === sealedMode ? encryptionIn(names) : undefined
  if (mode === sealedMode && !encryption) throw new WalletProblem('W62-encryption-unfit')
  const en = typeof names['client_name'] === 'string' ? names['client_name'] : clientId
  const ko = typeof names['client_name#ko'] === 'string' ? names['client_name#ko'] : en
  return { clientId, name: { ko, en }, nonce, state, responseUri, encryption, ...query }
}

/** DCQL (section 6), as far as one card can answer it: one credential, claims by their paths, all of them wanted. */
const firstQuery = (query: unknown) => {
  const credentials = isObject(query) ? query['credentials'] : undefined
  if (!Array.isArray(credentials) || credentials.length !== 1) return undefined
  const { id, format, meta, claims = [], claim_sets: sets } = credentials[0] as JsonObject
  const types = isObject(meta) ? meta['vct_values'] : undefined
  if (typeof id !== 'string' || format !== 'dc+sd-jwt' || sets !== undefined) return undefined
  if (!Array.isArray(types) || !Array.isArray(claims)) return undefined
  const asks = (claims as readonly unknown[]).map((claim) => (isObject(claim) ? claim['path'] : undefined))
  return asks.every(isPath)
    ? { queryId: id, types: types.filter((type) => typeof type === 'string'), asks }
    : undefined
}

const isPath = (path: unknown): path is ClaimPath =>
  Array.isArray(path) &&
  path.length > 0 &&
  path.every((step) => step === null || typeof step === 'string' || Number.isSafeInteger(step))
