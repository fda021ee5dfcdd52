/** The entry of a relying service as it is being written, and what is still missing in it. */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { attributes, type Attribute } from '../../attributes.ts'
import type { Service } from '../data.ts'

export interface Entry {
  readonly service: string
  readonly ko: string
  readonly en: string
  /** Hexadecimal digits. */
  readonly publicKey: string
  /** One a line. */
  readonly redirects: string
  readonly asks: readonly Attribute[]
  readonly purposes: { readonly [key in `${Attribute}-${'ko' | 'en'}`]?: string }
}

export const emptyEntry: Entry = {
  service: '',
  ko: '',
  en: '',
  publicKey: '',
  redirects: '',
  asks: [],
  purposes: {},
}

export const entryOf = ({ service, ko, en, publicKey, redirects, asks }: Service): Entry => ({
  ...{ service, ko, en, publicKey },
  redirects: redirects.join('\n'),
  asks: asks.map(({ attribute }) => attribute),
  purposes: Object.fromEntries(
    asks.flatMap((asked) => [
      [`${asked.attribute}-ko`, asked.ko],
      [`${asked.attribute}-en`, asked.en],
    ]),
  ),
})

/** The name of what is missing or wrong; undefined when it can be sent. The city judges the rest. */
export const faultOf = (entry: Entry): 'code' | 'names' | 'key' | 'addresses' | 'purposes' | undefined => {
  const { service, ko, en, publicKey, asks, purposes } = entry
  if (!/^[a-z][a-z0-9-]{2,39}$/.test(service)) return 'code'
  if (ko.trim() === '' || en.trim() === '') return 'names'
  if (!/^04[0-9a-f]{128}$/.test(keyDigits(publicKey))) return 'key'
  if (addressesOf(entry).length === 0) return 'addresses'
  const isWhole = asks.every((each) => purposes[`${each}-ko`]?.trim() && purposes[`${each}-en`]?.trim())
  return isWhole ? undefined : 'purposes'
}

export const inputOf = (entry: Entry) => ({
  service: entry.service,
  ko: entry.ko.trim(),
  en: entry.en.trim(),
  publicKey: hexToBytes(keyDigits(entry.publicKey)),
  redirects: addressesOf(entry),
  asks: attributes
    .filter((each) => entry.asks.includes(each))
    .map((attribute) => ({
      attribute,
      ko: entry.purposes[`${attribute}-ko`]!.trim(),
      en: entry.purposes[`${attribute}-en`]!.trim(),
    })),
})

const addressesOf = ({ redirects }: Entry): string[] =>
  redirects
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const keyDigits = (text: string): string => text.replaceAll(/\s/g, '').toLowerCase()
