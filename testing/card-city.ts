/** A city with a card office, a pool that reads cards and residents who are in the vault, over HTTP. For tests of cards. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { createHolderKey } from '@maru/client/wallet/holder-key.ts'
import { receiveCard } from '@maru/client/wallet/receive-card.ts'
import { host } from '@maru/cli/host.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { announcedKey } from '@maru/server/card/announced-key.ts'
import { openCards, type Cards, type CardsOptions } from '@maru/server/card/cards.ts'
import { openDid } from '@maru/server/card/did.ts'
import { cardKeyIds, createCardKeys, uncompressedPoint } from '@maru/server/card/keys.ts'
import { openContentStore } from '@maru/server/content-store.ts'
import { createServer } from '@maru/server/server.ts'
import { developmentVaultKey, keyFileService } from '@maru/server/vault/key-file-service.ts'
import type { Person } from '@maru/server/vault/person.ts'
import type { Reading } from '@maru/server/vault/read-log.ts'
import { namedSigner, openTestCity, recordedOf } from './city.ts'

export type CardCity = Awaited<ReturnType<typeof openCardCity>>

export const pool = namedSigner('pool')

export const openCardCity = async (options: Partial<CardsOptions> = {}) => {
  const city = await openTestCity({ isSolo: true, clock: Date.now })
  const { ledger, genesis, sign } = city
  const mayor = developmentSigner('mayor')
  const officeSigner = namedSigner('card office')
  const act = async (signer: Signer, action: string, input: CborValue) =>
    recordedOf(await city.act(signer, ...(action.split('/') as [string, string]), input))
  for (const signer of [officeSigner, pool])
    await act(mayor, 'residents/register-officer', { ...newKey(signer, genesis.chain), role: 'department' })
  const keys = createCardKeys()
  const did = await openDid(join(city.folder, 'card', 'did.jsonl'), 'localhost%3A4321', keys)
  const announce = (id: string = cardKeyIds.card) =>
    act(mayor, 'card/announce-issuer', {
      did: did.did,
      office: officeSigner.keyId,
      keys: [
        { id, publicKey: uncompressedPoint(keys.card) },
        { id: cardKeyIds.check, publicKey: uncompressedPoint(keys.check) },
      ],
      cardDays: 730,
      codeSeconds: 180,
    })
  const facility = { facility: 'river-pool', ko: '강변 수영장', en: 'River Pool', account: pool.keyId }
  await act(mayor, 'card/register-facility', facility)
  const persons = new Map<string, Person>()
  const cardsAt = (origin: string) =>
    openCards({
      folder: join(city.folder, 'card'),
      ledger,
      verifySignature: host.verifySignature,
      vault: {
        read: (account, reading) => {
          readings.push({ account, ...reading })
          return Promise.resolve(persons.get(account))
        },
      },
      keyService: keyFileService(developmentVaultKey),
      keys,
      did,
      office: {
        account: officeSigner.keyId,
        act: async (action, input) => {
          const result = await city.act(officeSigner, 'card', action, input)
          return typeof result === 'string' ? result : undefined
        },
      },
      origin,
      utcOffsetMinutes: 540,
      recordAfterMs: 1,
      warn: (line) => warnings.push(line),
      ...options,
    })
  const warnings: string[] = []
  const readings: (Reading & { readonly account: string })[] = []
  const content = openContentStore({ folder: join(city.folder, 'content') })
  // The office has to know the address, which is known when the server listens.
  let cards: Cards | undefined
  const app = createServer({
    ledger,
    services: ledger.rules.services,
    content,
    cards: () => cards,
    // A busy machine is no reason to turn a test away.
    limits: { writesPerMinute: 0, eventLoopDelayMs: 0 },
  })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  cards = cardsAt(origin)

  /** Asks the office by a signed request. */
  const ask = async (signer: Signer, action: string, input: CborValue = {}): Promise<Answer> => {
    const salt = randomBytes(8)
    const response = await fetch(`${origin}/api/card-office`, {
      method: 'POST',
      headers: { 'content-type': 'application/cbor' },
      body: sign(signer, 'card-office', action, input, { salt }),
    })
    return (await response.json()) as Answer
  }
  const issuerKey = (unverified: Parameters<typeof announcedKey>[1]) =>
    announcedKey(ledger.snapshot().view, unverified)

  return {
    ...city,
    origin,
    get cards(): Cards {
      return cards!
    },
    /** As when the office's server is down while something happens. */
    restart: async (meanwhile: () => Promise<void>): Promise<void> => {
      await cards!.close()
      cards = undefined
      await meanwhile()
      cards = cardsAt(origin)
      await cards.caughtUp()
    },
    did,
    keys,
    mayor,
    warnings,
    /** What the office asked of the vault, as the log of reads has it. */
    readings,
    announce,
    ask,
    issuerKey,
    /** A resident with a name and an age in the vault. */
    enrolPerson: async (person: Partial<Person> = {}): Promise<Signer> => {
      const [signer] = (await city.enrol(1)) as [Signer]
      const proofing = { door: 'desk', by: 'registrar', at: 0 } as const
      persons.set(signer.keyId, {
        name: '김지어낸',
        birthDate: '1990-05-05',
        district: 'river',
        proofing,
        ...person,
      })
      return signer
    },
    /** A card in a wallet, with its key. */
    receive: async (signer: Signer, copies = 1) => {
      const { offer } = await ask(signer, 'ask-for-card')
      const made = await Promise.all(Array.from({ length: copies }, createHolderKey))
      const nowSeconds = Math.floor(Date.now() / 1_000)
      const received = await receiveCard({ offer, pin: undefined, keys: made, issuerKey, fetch, nowSeconds })
      return received.map((card, copy) => ({ ...card, key: made[copy]! }))
    },
    close: async () => {
      await app.close()
      await cards?.close()
      await content.close()
      await city.close()
    },
  }
}

export interface Answer {
  readonly [name: string]: any
}
