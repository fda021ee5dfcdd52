/**
 * Talks to a running city over HTTP: submits transactions, asks queries. Shared by the CLI, the tests and the benches.
 *
 * A city of several institutions has several addresses: when the server at one is gone or silent, the same bytes go to
 * the next. They are recorded once, wherever they come in.
 */
import { encodeBase64 } from '@maru/kernel/log/base64.ts'
import { firstAnswer } from './first-answer.ts'

export interface Submitted {
  readonly id: string
  readonly index: number
  readonly height: number
  readonly time: number
  readonly events: readonly (readonly [event: string, data: { readonly [name: string]: unknown }])[]
  readonly proof?: string
}

/** The city's answer to what it did not take: the refusal's code, and the sentence that says what to do. */
export class CityRefusal extends Error {
  readonly code: string
  readonly status: number
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Text that lives off the ledger, sent beside the transaction that commits to it. */
export interface SentContent {
  readonly content: object
  readonly salt: Uint8Array
}

export interface CityClientOptions {
  readonly language?: 'ko' | 'en'
  readonly timeoutMs?: number
  /** With several addresses, an answer that takes longer is asked for at the next one too. */
  readonly patienceMs?: number
}

export const createCityClient = (urls: string | readonly string[], options: CityClientOptions = {}) => {
  const { language = 'en', timeoutMs = 30_000, patienceMs = 3_000 } = options
  // The one that answered last comes first.
  let addresses = [urls].flat()

  const ask = async (path: string, init?: RequestInit): Promise<unknown> => {
    const asked = addresses
    const { value, at } = await firstAnswer({
      count: asked.length,
      ask: (index) => askOne(asked[index]!, path, init),
      patienceMs,
      isFinal: isForAll,
    })
    addresses = [asked[at]!, ...asked.filter((_, index) => index !== at)]
    return value
  }

  const askOne = async (url: string, path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = { 'accept-language': language, ...(init.headers as Record<string, string>) }
    const response = await fetch(new URL(path, url), {
      ...init,
      headers,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = (await response.json()) as { code?: string; detail?: string }
    if (response.ok) return body
    throw new CityRefusal(
      response.status,
      body.code ?? 'C2-unreadable',
      body.detail ?? `the city answered ${response.status}`,
    )
  }
  return {
    submit: (transaction: Uint8Array, sent?: SentContent): Promise<Submitted> =>
      ask(
        '/api/transactions',
        sent ? jsonBody(transaction, sent) : cborBody(transaction),
      ) as Promise<Submitted>,
    query: (
      service: string,
      query: string,
      input: { readonly [name: string]: string | number } = {},
    ): Promise<unknown> => {
      const search = new URLSearchParams(Object.entries(input).map(([name, value]) => [name, String(value)]))
      return ask(`/api/${service}/${query}?${search.toString()}`)
    },
    get: (path: string) => ask(path),
    /** Which of the addresses answered last; the first, before any has. */
    address: (): string => addresses[0]!,
    /** A signed request for notices (signed-request.ts). */
    askNotices: (request: Uint8Array) => ask('/api/notices', cborBody(request)),
    /** A signed request about one's own sign-ins. */
    askSignIn: (request: Uint8Array) => ask('/api/sign-in', cborBody(request)),
    /** A signed request to the vault; an enrolment answers with its receipt. */
    askVault: (request: Uint8Array) => ask('/api/vault', cborBody(request)),
    /** A signed request to the card office. */
    askCardOffice: (request: Uint8Array) => ask('/api/card-office', cborBody(request)),
    /** A signed request for a text that is held back; answers `{ content }`. */
    readHeldText: (request: Uint8Array) => ask('/api/held-texts', cborBody(request)),
  }
}

/** Who is busy, broken or cut off says so for themselves; a refusal by the rules comes from all of them. */
const isForAll = (error: unknown): boolean =>
  error instanceof CityRefusal && error.status < 500 && error.status !== 429

const cborBody = (transaction: Uint8Array): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/cbor' },
  body: transaction as Uint8Array<ArrayBuffer>,
})

const jsonBody = (transaction: Uint8Array, { content, salt }: SentContent): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ transaction: encodeBase64(transaction), content, contentSalt: encodeBase64(salt) }),
})
