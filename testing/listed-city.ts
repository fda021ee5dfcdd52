/** A test city with its read model and its routes: for tests of lists and search. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { submitWithText } from '@maru/cli/city-content.ts'
import type { Signer } from '@maru/client/keys.ts'
import { sha256 } from '@maru/engines/host.ts'
import { openContentStore } from '@maru/server/content-store.ts'
import type { Place } from '@maru/server/read-model/database.ts'
import { openReadModel, type ReadModelOptions } from '@maru/server/read-model/read-model.ts'
import { createServer } from '@maru/server/server.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { EventData } from '@maru/kernel/service.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { projections } from '@maru/services/read-models.ts'
import { openTestCity, recordedOf } from './city.ts'
import { copyEmptyReadModel } from './empty-read-model.ts'
import { givenDatabase } from './given-database.ts'
import { rowsOf, type Rows } from './read-model-rows.ts'

export type ListedCity = Awaited<ReturnType<typeof openListedCity>>

export interface ListedCityOptions {
  /** Kept when it is given, and gone on with when a city is there. */
  readonly folder?: string
  /** The address of a PostgreSQL, or `pglite` in the city's folder; without it what the tests are run on. */
  readonly database?: string | undefined
  readonly limits?: ReadModelOptions['limits']
}

export const openListedCity = async ({ database, limits, folder: given }: ListedCityOptions = {}) => {
  const url = database === 'pglite' ? undefined : (database ?? (await givenDatabase()))
  const city = await openTestCity(given === undefined ? {} : { folder: given })
  const content = openContentStore({ folder: join(city.folder, 'content') })
  await content.follow(city.ledger)
  const newPlace = async (folder: string): Promise<Place> => {
    if (url !== undefined) return { url, schema: `test_${createHash('md5').update(folder).digest('hex')}` }
    if (!existsSync(folder)) await copyEmptyReadModel(folder)
    return { folder }
  }
  const place = await newPlace(join(city.folder, 'read-model'))
  const open = (options: Partial<ReadModelOptions> = {}) =>
    openReadModel({
      ledger: city.ledger,
      projections,
      content,
      place,
      limits: { gatherMs: 0, ...limits },
      ...options,
    })
  let readModel = open()
  let built = 0
  const app = createServer({
    ledger: city.ledger,
    services: city.ledger.rules.services,
    content,
    // The one that is open now: tests stop it and open it again.
    readModel: {
      ...readModel,
      read: (...asked) => readModel.read(...asked),
      status: () => readModel.status(),
    },
    // The machine may be busy with other tests.
    limits: { eventLoopDelayMs: 0 },
  })
  await app.ready()

  /** Of the read model as of everything recorded so far. */
  const get = async (path: string) => {
    await readModel.caughtUp()
    return app.inject(path)
  }
  const numbersOf = (answer: { readonly proposals: readonly { readonly proposal: number }[] }): number[] =>
    answer.proposals.map(({ proposal }) => proposal)

  /** A proposal with its text; gives its number. */
  const propose = async (
    signer: Signer,
    title: string,
    body = '',
    place: { readonly field?: string; readonly district?: string | null } = {},
  ): Promise<number> => {
    const input = { field: 'transport', district: null, ...place }
    const data = await publish(signer, ['proposals', 'open-proposal'], input, { title, body })
    return data['proposal'] as number
  }

  /** A poll of the city or of a resident; gives its number. */
  const askResidents = async (
    signer: Signer,
    title: string,
    { action = 'open-policy-poll', ...fields }: { readonly [field: string]: CborValue } = {},
  ): Promise<number> => {
    const input = {
      ...{ secrecy: 'named', group: 'city', questions: [{ kind: 'single', options: 2, askedIf: null }] },
      ...{ opens: null, closes: city.now() + 2 * 86_400_000, canChange: true, shownFrom: 0, place: null },
      ...fields,
    }
    const questions = [{ question: '무엇이 좋을까요?', options: ['그늘막', '긴 의자'] }]
    const text = { title, body: '', questions }
    return (await publish(signer, ['polls', action as string], input, text))['poll'] as number
  }

  /** With its text; gives what its first event says. */
  const publish = async (
    signer: Signer,
    [service, action]: readonly [string, string],
    input: { readonly [field: string]: CborValue },
    text: { readonly [field: string]: unknown },
  ): Promise<EventData> => {
    const salt = randomBytes(16)
    const commitment = commitContent(sha256, salt, text)
    const bytes = city.sign(signer, service, action, { ...input, content: commitment })
    const result = await submitWithText(city.ledger, content, bytes, { commitment, content: text, salt })
    const { receipt } = recordedOf(result.ok ? result.value : result.refusal.code)
    return 'events' in receipt ? (receipt.events[0]?.[1] ?? {}) : {}
  }

  return {
    city,
    content,
    app,
    place,
    propose,
    askResidents,
    get,
    get readModel() {
      return readModel
    },
    reopen: async (options: Partial<ReadModelOptions> = {}): Promise<void> => {
      await readModel.close()
      readModel = open(options)
    },
    /** What a read model has that is built from nothing now. */
    rowsBuiltNow: async (): Promise<Rows> => {
      const fresh = open({ place: await newPlace(join(city.folder, `read-model-${++built}`)) })
      const rows = await rowsOf(fresh)
      await fresh.close()
      return rows
    },
    /** The numbers of the proposals on a page. */
    numbers: async (path: string): Promise<number[]> => numbersOf((await get(path)).json()),
    /** Page after page, by their cursors. */
    pages: async (path: string): Promise<number[][]> => {
      const pages: number[][] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const answer = (await get(cursor === '' ? path : `${path}&cursor=${cursor}`)).json()
        pages.push(numbersOf(answer))
        cursor = answer.next as string | null
      }
      return pages
    },
    close: async () => {
      await app.close()
      await readModel.close()
      await content.close()
      await city.close()
    },
  }
}

export const withListedCity = async (
  run: (town: ListedCity) => Promise<void>,
  options: ListedCityOptions = {},
): Promise<void> => {
  const town = await openListedCity(options)
  try {
    await run(town)
  } finally {
    await town.close()
  }
}
