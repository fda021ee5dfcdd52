/** The city of a folder, opened and served as `maru start` does it, in this process. */
import type { City } from '@maru/cities/city.ts'
import { openCityRecord } from '@maru/cli/city-record.ts'
import { openCityServer, type CityServerOptions } from '@maru/cli/city-server.ts'
import { readCitySettings, type Environment } from '@maru/cli/city-settings.ts'
import { closeWith } from '@maru/cli/close-with.ts'
import type { Consensus } from '@maru/kernel/ledger.ts'
import { givenDatabase } from './given-database.ts'

export interface ServedCityOptions extends Partial<
  Omit<CityServerOptions, 'folder' | 'city' | 'record' | 'settings'>
> {
  readonly environment?: Environment
  /** Without it no cards are issued, so that their office's announcement adds nothing to the ledger. */
  readonly hasCards?: boolean
  readonly consensusOf?: ((chain: string) => Consensus) | undefined
}

export const openServedCity = async (
  folder: string,
  city: City,
  { environment = {}, hasCards = false, consensusOf, ...options }: ServedCityOptions = {},
) => {
  await using opened = new AsyncDisposableStack()
  const record = closeWith(opened, await openCityRecord(folder, city, environment))
  const { ledger } = record
  const settings = readCitySettings({ DATABASE_URL: await givenDatabase(), ...environment }, city, false)
  const server = closeWith(
    opened,
    await openCityServer({
      ...{ folder, city, host: '127.0.0.1', port: 0, votePort: 0, web: undefined, production: false },
      // The machine may be busy with other tests.
      limits: { eventLoopDelayMs: 0 },
      warn: () => undefined,
      onUnexpected: (unexpected) => {
        throw new Error(JSON.stringify(unexpected))
      },
      ...options,
      record: { ...record, ledger: { ...ledger, consensus: consensusOf?.(ledger.genesis.chain) } },
      settings: { ...settings, card: hasCards ? settings.card : undefined },
    }),
  )
  const all = opened.move()
  return { ...server, ledger, close: () => all.disposeAsync() }
}
