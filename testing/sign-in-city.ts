/** A test city at an address of its own with its OpenID provider, relying services, and visitors without a browser. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Signer } from '@maru/client/keys.ts'
import { signSignInRequest } from '@maru/client/signed-request.ts'
import { createHost, sha256 } from '@maru/engines/host.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { openContentStore } from '@maru/server/content-store.ts'
import type { Limits } from '@maru/server/options.ts'
import { createServer } from '@maru/server/server.ts'
import type { Identified } from '@maru/server/card/attributes.ts'
import { openSignIn, type SignInOptions } from '@maru/server/sign-in/sign-in.ts'
import { developmentVaultKey, keyFileService } from '@maru/server/vault/key-file-service.ts'
import { commitAgreement } from '@maru/services/sign-in/consent.ts'
import { attributes, type Attribute } from '@maru/services/sign-in/attributes.ts'
import { openTestCity, recordedOf, registrar, type TestCity } from './city.ts'
import { freePort } from './free-port.ts'
import type { Library } from './library/library.ts'
import { openRegistered } from './library/registered.ts'

export type SignInCity = Awaited<ReturnType<typeof openSignInCity>>

export const openSignInCity = async (
  options: Partial<SignInOptions> = {},
  limits: Partial<Limits> = {},
  /** One that is opened already, and is closed by whoever did. */
  given?: TestCity,
) => {
  const city = given ?? (await openTestCity({ clock: Date.now }))
  const content = openContentStore({ folder: join(city.folder, 'sign-in-content') })
  const persons = new Map<string, Identified>()
  const readings: { readonly account: string; readonly service: string }[] = []
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const { verifySignature } = createHost()
  const warnings: string[] = []
  const signIn = await openSignIn({
    folder: join(city.folder, 'sign-in'),
    keyService: keyFileService(developmentVaultKey),
    ledger: city.ledger,
    verifySignature,
    origin,
    personOf: (account, service) => {
      readings.push({ account, service })
      return Promise.resolve(persons.get(account))
    },
    utcOffsetMinutes: 540,
    production: false,
    recordDelayMsMax: 0,
    warn: (line) => warnings.push(line),
    ...options,
  })
  const app = createServer({
    ledger: city.ledger,
    services: city.ledger.rules.services,
    content,
    signIn,
    verifySignature,
    // A busy machine is no reason to turn a test away, and its visitors all have one address.
    limits: { eventLoopDelayMs: 0, writesPerMinute: 0, ...limits },
  })
  await app.listen({ port, host: 'localhost' })
  const libraries: Library[] = []

  const request = async (signer: Signer, action: string, input: CborValue = {}): Promise<any> => {
    const bytes = signSignInRequest(signer, action, input, signing(city))
    const answer = await fetch(`${origin}/api/sign-in`, cborOf(bytes))
    const body = (await answer.json()) as { readonly code?: string }
    return body.code ?? body
  }

  return {
    city,
    app,
    signIn,
    warnings,
    origin,
    persons,
    /** Who was told of whom, as the vault's log of reads has it. */
    readings,
    request,
    /** A relying service that runs, registered with what it may ask; it asks for `scope`. */
    openService: async (service: string, asks: readonly Attribute[], scope?: string) => {
      const { issuer } = signIn
      const register = async (entry: CborValue) =>
        recordedOf(await city.act(registrar, 'sign-in', 'register-service', entry))
      const library = await openRegistered({
        issuer,
        service,
        asks,
        register,
        ...(scope !== undefined && { scope }),
      })
      libraries.push(library)
      return library
    },
    close: async () => {
      for (const library of libraries) await library.close()
      await app.close()
      await signIn.close()
      await content.close()
      if (!given) await city.close()
    },
  }
}

interface Registered {
  readonly redirect: string
  readonly entry: { readonly service: string }
}

/** What a browser does for its owner: follows, keeps cookies, and stops where a person is asked. */
export const createVisitor = ({ origin, city }: Pick<SignInCity, 'origin' | 'city'>) => {
  const cookies = new Map<string, { readonly value: string; readonly path: string; readonly host: string }>()
  const cookieFor = ({ hostname, pathname }: URL): string =>
    [...cookies]
      .filter(([, { host, path }]) => host === hostname && pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
      .join('; ')

  const ask = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address, origin)
    const headers = { accept: 'text/html', ...init.headers, cookie: cookieFor(url) }
    const response = await fetch(url, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) keep(url, line)
    return response
  }
  const keep = ({ hostname: host }: URL, line: string): void => {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
    const [, path = '/'] = /;\s*path=([^;]*)/i.exec(line) ?? []
    if (/expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(`${name} ${path} ${host}`)
    else cookies.set(`${name} ${path} ${host}`, { value: value!, path, host })
  }

  /** Follows from address to address until it is one of a person's: an interaction, a page, or where it shall stop. */
  const follow = async (
    address: string,
    stop = 'nowhere',
  ): Promise<{ readonly url: URL; readonly response?: Response }> => {
    let url = new URL(address, origin)
    for (let step = 0; step < 10; step++) {
      if (url.href.startsWith(stop)) return { url }
      if (url.origin === origin && url.pathname.startsWith('/sign-in/')) return { url }
      const response = await ask(url.href)
      const to = response.headers.get('location')
      if (to === null) return { url, response }
      url = new URL(to, url)
    }
    throw new Error('sent from address to address for ever')
  }

  const step = async (at: URL, name: string, body?: object | Uint8Array): Promise<any> => {
    const path = `${at.pathname}/${name}`
    if (body === undefined) return (await ask(path, { headers: { accept: '*/*' } })).json()
    const init = body instanceof Uint8Array ? cborOf(body) : jsonOf(body)
    return (await ask(path, { ...init, headers: { ...init.headers, accept: '*/*' } })).json()
  }

  const proof = (signer: Signer, at: URL): Uint8Array =>
    signSignInRequest(signer, 'prove', { interaction: at.pathname.split('/')[2]! }, signing(city))

  const agreeing = (
    signer: Signer | undefined,
    service: string,
    chosen: readonly Attribute[],
    until: number,
  ) => {
    const salt = randomBytes(32)
    const { chain } = city.genesis
    const ordered = attributes.filter((each) => chosen.includes(each))
    const consent = commitAgreement(sha256, salt, { chain, service, attributes: ordered, until })
    const transaction = signer && city.sign(signer, 'sign-in', 'give-consent', { consent })
    return {
      attributes: chosen,
      until,
      salt: salt.toString('hex'),
      ...(transaction && { transaction: Buffer.from(transaction).toString('base64url') }),
    }
  }

  return {
    cookies,
    ask,
    follow,
    step,
    proof,
    agreeing,
    /** From a pushed request to the code that the service gets; what is asked is declined. */
    codeFor: async ({ entry, redirect }: Registered, begun: URL, signer: Signer): Promise<URL> => {
      const login = await follow(begun.href)
      const { to } = await step(login.url, 'device', proof(signer, login.url))
      const asked = await follow(to, redirect)
      if (!asked.url.pathname.startsWith('/sign-in/')) return asked.url
      const consent = agreeing(signer, entry.service, [], Date.now() + 86_400_000)
      return (await follow((await step(asked.url, 'consent', consent)).to, redirect)).url
    },
    /** From the service's button to its page, by the device's key, with all that is asked. */
    signIn: async (library: Pick<Library, 'url'>, signer: Signer, chosen?: readonly Attribute[]) => {
      const login = await follow(`${library.url}/sign-in`)
      const { to } = await step(login.url, 'device', proof(signer, login.url))
      const asked = await follow(to)
      if (asked.response) return asked
      const { service, asks } = await step(asked.url, 'details')
      const all = (asks as { attribute: Attribute }[]).map(({ attribute }) => attribute)
      const consent = agreeing(signer, service, chosen ?? all, Date.now() + 86_400_000)
      const answer = await step(asked.url, 'consent', consent)
      return follow(answer.to)
    },
  }
}

/** The stable code of what was refused: OAuth's, or Maru's. */
export const errorOf = async (promise: Promise<unknown>): Promise<string> => {
  try {
    return `not refused: ${JSON.stringify(await promise)}`
  } catch (error) {
    const { error: code, cause, message } = error as Refusal
    const [challenge] = Array.isArray(cause) ? (cause as Challenge[]) : []
    return code ?? challenge?.parameters.error ?? (cause instanceof Error ? cause.message : message)
  }
}

interface Refusal {
  readonly error?: string
  readonly message: string
  readonly cause?: unknown
}

interface Challenge {
  readonly parameters: { readonly error?: string }
}

const signing = (city: TestCity) => ({ chain: city.genesis.chain, validUntil: Date.now() + 300_000 })

const cborOf = (bytes: Uint8Array) => ({
  method: 'POST',
  headers: { 'content-type': 'application/cbor' },
  body: Buffer.from(bytes),
})

const jsonOf = (value: object) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})
