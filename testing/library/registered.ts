/** A library that the registrar has registered, and that runs. */
import type { Attribute } from '@maru/services/sign-in/attributes.ts'
import { freePort } from '../free-port.ts'
import { openLibrary } from './library.ts'

export interface Registration {
  readonly issuer: string
  readonly service: string
  readonly asks: readonly Attribute[]
  /** What it asks for; all that it may when it is not said. */
  readonly scope?: string
  /** Has the entry recorded. */
  readonly register: (entry: Awaited<ReturnType<typeof entryFor>>['entry']) => Promise<unknown>
}

export const openRegistered = async ({ issuer, service, asks, scope, register }: Registration) => {
  const { entry, key, port } = await entryFor(service, asks)
  await register(entry)
  const library = await openLibrary({
    issuer,
    service,
    key,
    scope: scope ?? ['openid', ...asks].join(' '),
    port,
  })
  return { ...library, entry, key }
}

const entryFor = async (service: string, asks: readonly Attribute[]) => {
  const port = await freePort()
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const entry = {
    ...{ service, ko: '시립 도서관', en: 'City Library', publicKey },
    redirects: [`http://127.0.0.1:${port}/back`],
    asks: asks.map((attribute) => ({
      attribute,
      ko: '이용 자격을 확인해요.',
      en: 'To see who may use it.',
    })),
  }
  return { entry, key: pair.privateKey, port }
}
