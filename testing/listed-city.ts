/** A test city with its read model and its routes: for tests of lists and search. */
import { join } from 'node:path'
import { openContentStore } from '@maru/server/content-store.ts'
import { openReadModel, type ReadModelOptions } from '@maru/server/read-model/read-model.ts'
import { createServer } from '@maru/server/server.ts'
import { projections } from '@maru/services/read-models.ts'
import { openTestCity } from './city.ts'

export type ListedCity = Awaited<ReturnType<typeof openListedCity>>

export const openListedCity = async (options: Partial<ReadModelOptions> = {}) => {
  const city = await openTestCity()
  const content = openContentStore({ folder: join(city.folder, 'content') })
  await content.follow(city.ledger)
  const place = { folder: join(city.folder, 'read-model') }
  const readModel = openReadModel({
    ledger: city.ledger,
    projections,
    content,
    place,
    limits: { gatherMs: 0 },
    ...options,
  })
  const app = createServer({ ledger: city.ledger, services: city.ledger.rules.services, content, readModel })
  await app.ready()

  /** Of the read model as of everything recorded so far. */
  const get = async (url: string) => {
    await readModel.caughtUp()
    return app.inject(url)
  }
  const numbers = async (url: string): Promise<number[]> =>
    (await get(url)).json().proposals.map(({ proposal }: { proposal: number }) => proposal)
  return {
    city,
    content,
    readModel,
    app,
    get,
    /** The numbers of the proposals on a page. */
    numbers,
    /** Page after page, by their cursors. */
    pages: async (url: string): Promise<number[][]> => {
      const pages: number[][] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const { proposals, next } = (await get(cursor === '' ? url : `${url}&cursor=${cursor}`)).json()
        pages.push(proposals.map(({ proposal }: { proposal: number }) => proposal))
        cursor = next as string | null
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
  options: Partial<ReadModelOptions> = {},
): Promise<void> => {
  const town = await openListedCity(options)
  try {
    await run(town)
  } finally {
    await town.close()
  }
}
