/** Talks to a running city over HTTP: submits transactions, asks queries. Shared by the CLI, the tests and the benches. */
import { encodeBase64 } from '@maru/kernel/log/base64.ts'

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

export const createCityClient = (
  url: string,
  options: { readonly language?: 'ko' | 'en'; readonly timeoutMs?: number } = {},
) => {
  const { language = 'en', timeoutMs = 30_000 } = options
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
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
    /** A signed request for notices (signed-request.ts). */
    askNotices: (request: Uint8Array) => ask('/api/notices', cborBody(request)),
    /** A signed request for a text that is held back; answers `{ content }`. */
    readHeldText: (request: Uint8Array) => ask('/api/held-texts', cborBody(request)),
  }
}

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
