/** How a wallet asks servers that it does not know: over TLS, for a while, for so much, and never led elsewhere. */
import { isObject, type JsonObject } from '@maru/credentials/json.ts'
import { WalletProblem } from './problem.ts'

const bytesMax = 256 * 1024
const waitMsMax = 20_000

/** An address that is read and judged, or W50: the other side gave it. */
export const addressOf = (value: unknown): URL => {
  if (typeof value !== 'string' || !URL.canParse(value)) throw new WalletProblem('W50-other-side')
  const url = new URL(value)
  const isThisMachine = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine))
    throw new WalletProblem('W50-other-side')
  return url
}

export const ask = async (send: typeof fetch, address: unknown, init: RequestInit = {}): Promise<string> => {
  const response = await send(addressOf(address).href, {
    // Section 13.10 of OpenID4VP 1.0, and wise for tokens: what is sent is for this address only.
    redirect: 'error',
    signal: AbortSignal.timeout(waitMsMax),
    ...init,
  })
  const text = await textOf(response)
  if (!response.ok) throw refusalIn(text)
  return text
}

export const askJson = async (
  send: typeof fetch,
  address: unknown,
  init?: RequestInit,
): Promise<JsonObject> => {
  const value = jsonIn(await ask(send, address, { headers: { accept: 'application/json' }, ...init }))
  if (!value) throw new WalletProblem('W50-other-side')
  return value
}

export const jsonIn = (text: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The city's own code, where the other side is a city like this one; other issuers and facilities have OAuth's only. */
const refusalIn = (text: string): WalletProblem => {
  const code = jsonIn(text)?.['code']
  return new WalletProblem(typeof code === 'string' ? code : 'W50-other-side')
}

const textOf = async ({ body }: Response): Promise<string> => {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const reader = body?.getReader()
  for (let size = 0; reader;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > bytesMax) {
      await reader.cancel()
      throw new WalletProblem('W50-other-side')
    }
    parts.push(value)
  }
  return new Blob(parts).text()
}
