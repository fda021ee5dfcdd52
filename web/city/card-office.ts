/** The card office, asked by signed requests; and whose signatures count, which the ledger says. */
import { CityRefusal } from '@maru/client/city-client.ts'
import { WalletProblem } from '@maru/client/wallet/problem.ts'
import { encodeBase64url } from '@maru/credentials/base64url.ts'
import type { Jwt, Key } from '@maru/credentials/jwt.ts'
import { CredentialProblem } from '@maru/credentials/problem.ts'
import en from '@maru/credentials/locales/en.json'
import ko from '@maru/credentials/locales/ko.json'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { currentSettings } from '../texts/settings.ts'
import { cityClient } from './api.ts'
import type { City } from './city.ts'
import { cityNow } from './clock.ts'
import { signerOf } from './keys.ts'
import type { Person } from './persons.ts'
import type { StoredValue } from './store.ts'
import { signWish } from './wish.ts'

/** As GET /api/card/issuer answers. */
export interface AnnouncedIssuer {
  readonly did: string
  readonly keys: readonly { readonly id: string; readonly publicKey: string }[]
  readonly codeSeconds: number
  readonly since: number
}

/** Throws CityRefusal, and KeyLost when the key is not on this device any more. */
export const askCardOffice = async <Answer>(
  person: Person,
  { chain }: Pick<City, 'chain'>,
  action: string,
  input: { readonly [field: string]: StoredValue } = {},
): Promise<Answer> => {
  const wish = { chain, service: 'card-office', action, input, about: '', title: '' }
  const { bytes } = await signWish(await signerOf(person), wish, cityNow())
  return (await cityClient().askCardOffice(bytes)) as Answer
}

/** The key of that use (`card` or `check`) which a JWT names, of the office that the mayor has announced. */
export const announcedKey =
  ({ did, keys }: AnnouncedIssuer, use: 'card' | 'check') =>
  ({ header }: Jwt): Key => {
    const { kid } = header
    const key = keys.find(({ id }) => kid === `${did}#${id}` && id.startsWith(`${use}-`))
    if (!key) throw new CredentialProblem('W23-unknown-issuer')
    const point = hexToBytes(key.publicKey)
    const text = (from: number): string => encodeBase64url(point.subarray(from, from + 32))
    return { kty: 'EC', crv: 'P-256', x: text(1), y: text(33) }
  }

/** Before the mayor has announced an office there are no cards. */
export const requireIssuer = (issuer: AnnouncedIssuer | null | undefined): AnnouncedIssuer => {
  if (!issuer) throw new WalletProblem('W41-no-issuer')
  return issuer
}

/** What a card, a wallet or a reader refused, in the reader's words; anything else stays what it was. */
export const explained = (error: unknown): unknown => {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  if (error instanceof CityRefusal || typeof code !== 'string') return error
  const texts: { readonly [code: string]: string } = currentSettings().language === 'ko' ? ko : en
  const text = texts[code]
  return text === undefined ? error : new CityRefusal(422, code, text)
}
