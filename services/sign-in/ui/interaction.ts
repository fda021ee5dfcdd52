/**
 * The steps between a service's request and its answer. They are kept by the server under a cookie of this browser, so
 * they are asked for at its own address and not of the public API.
 */
import { CityRefusal } from '@maru/client/city-client.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { City } from '@maru/web/city/city.ts'
import { cityNow } from '@maru/web/city/clock.ts'
import { hash } from '@maru/web/city/hash.ts'
import { signerOf } from '@maru/web/city/keys.ts'
import type { Person } from '@maru/web/city/persons.ts'
import { signWish } from '@maru/web/city/wish.ts'
import { currentSettings } from '@maru/web/texts/settings.ts'
import { attributes, type Attribute } from '../attributes.ts'
import { commitAgreement } from '../consent.ts'
import type { Asked } from '../state.ts'

export interface Details {
  readonly step: 'login' | 'consent'
  readonly service: string
  readonly ko: string
  readonly en: string
  readonly asks: readonly Asked[]
  /** An app that is to be given a Citizens Card, and no service. */
  readonly isWallet: boolean
  readonly account: string | null
  readonly arePasskeysOn: boolean
  readonly areCardsOn: boolean
}

export interface Mine {
  readonly person: Person
  readonly chain: City['chain']
}

export const askDetails = (interaction: string) => ask<Details>(interaction, 'details')

/** The key of this device signs for this one sign-in. Each of these answers with where to go on. */
export const proveByDevice = async (interaction: string, { person, chain }: Mine): Promise<string> => {
  const wish = { chain, service: 'sign-in', action: 'prove', input: { interaction }, about: '', title: '' }
  const { bytes } = await signWish(await signerOf(person), wish, cityNow())
  const headers = { 'content-type': 'application/cbor' }
  return goOn(interaction, 'device', { headers, body: bytes as Uint8Array<ArrayBuffer> })
}

export const proveByPasskey = async (interaction: string): Promise<string> => {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON']
  const optionsJSON = await ask<Options>(interaction, 'passkey-options', json({}))
  return goOn(interaction, 'passkey', json(await startAuthentication({ optionsJSON })))
}

/** Asks for the Citizens Card: the link leads to the wallet, here or by a picture on another device. */
export const askForCard = (interaction: string) =>
  ask<{ readonly link: string }>(interaction, 'card-request', json({}))

/** The wallet has shown the card, and was told a code for the browser that asked. */
export const proveByCard = (interaction: string, code: string): Promise<string> =>
  goOn(interaction, 'card', json({ code }))

/** With the receipt signed where this device has a key of the account; without, it can be signed later elsewhere. */
export const agree = async (
  interaction: string,
  { service, account }: Details,
  chosen: readonly Attribute[],
  until: number,
  { person, chain }: { readonly person: Person | undefined; readonly chain: string },
): Promise<string> => {
  const salt = crypto.getRandomValues(new Uint8Array(32))
  const agreed = attributes.filter((each) => chosen.includes(each))
  const consent = commitAgreement(hash, salt, { chain, service, attributes: agreed, until })
  const receipt = person?.account === account ? await signReceipt(person, chain, consent) : undefined
  return goOn(
    interaction,
    'consent',
    json({ attributes: agreed, until, salt: bytesToHex(salt), ...(receipt && { transaction: receipt }) }),
  )
}

/** The card goes to the wallet that asks, once. */
export const agreeToCard = (interaction: string): Promise<string> =>
  goOn(interaction, 'agree-to-card', json({}))

export const refuse = (interaction: string): Promise<string> => goOn(interaction, 'refuse', json({}))

const signReceipt = async (person: Person, chain: string, consent: Uint8Array): Promise<string> => {
  const wish = { chain, service: 'sign-in', action: 'give-consent', input: { consent }, about: '', title: '' }
  const { bytes } = await signWish(await signerOf(person), wish, cityNow())
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const goOn = async (interaction: string, step: string, init: RequestInit): Promise<string> =>
  (await ask<{ readonly to: string }>(interaction, step, init)).to

const json = (value: object): RequestInit => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

const ask = async <Answer>(interaction: string, step: string, init?: RequestInit): Promise<Answer> => {
  const response = await fetch(`/sign-in/${encodeURIComponent(interaction)}/${step}`, {
    ...init,
    method: init ? 'POST' : 'GET',
    headers: { ...init?.headers, 'accept-language': currentSettings().language },
    cache: 'no-store',
    signal: AbortSignal.timeout(20_000),
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as Answer
  const { code = '', detail = '' } = (answer ?? {}) as { readonly code?: string; readonly detail?: string }
  throw new CityRefusal(response.status, code, detail)
}
