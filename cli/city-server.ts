/** A city's server over its ledger: everything beside the ledger is opened here, and closed in the reverse order. */
import type { City } from '@maru/cities/city.ts'
import type { Limits } from '@maru/server/options.ts'
import type { ReadModel } from '@maru/server/read-model/read-model.ts'
import { createServer } from '@maru/server/server.ts'
import type { SignIn } from '@maru/server/sign-in/sign-in.ts'
import type { Unexpected } from '@maru/server/unexpected.ts'
import type { Vault } from '@maru/server/vault/vault.ts'
import { openCityContent } from './city-content.ts'
import { readCityImported } from './city-imported.ts'
import { openCityNotices } from './city-notices.ts'
import { openCityPersons, type CityPersonsOptions } from './city-persons.ts'
import { openCityReadModel } from './city-read-model.ts'
import type { CityRecord } from './city-record.ts'
import type { CitySettings } from './city-settings.ts'
import { openCityVoteRoad } from './city-vote-road.ts'
import { closeWith } from './close-with.ts'
import { host } from './host.ts'
import { findPlace } from './place.ts'
import { isDemonstration } from './start/demonstration.ts'

export interface CityServerOptions extends Pick<CityPersonsOptions, 'signIn' | 'warn'> {
  readonly folder: string
  readonly city: City
  readonly record: CityRecord
  readonly settings: CitySettings
  /** Which of this machine's addresses it listens on. */
  readonly host: string
  /** 0 is any that is free, here and for votes. */
  readonly port: number
  readonly votePort: number
  /** The folder of the built app. */
  readonly web: string | undefined
  readonly production: boolean
  readonly limits?: Partial<Limits>
  readonly onUnexpected: (unexpected: Unexpected) => void
}

export interface CityServer {
  /** Where it listens. */
  readonly url: string
  /** Where votes come in, as browsers are told. */
  readonly votesUrl: string
  readonly readModel: ReadModel
  readonly vault: Vault | undefined
  readonly signIn: SignIn | undefined
  readonly close: () => Promise<void>
}

export const openCityServer = async (options: CityServerOptions): Promise<CityServer> => {
  const { folder, city, record, settings, production, warn } = options
  const { ledger } = record
  await using opened = new AsyncDisposableStack()
  const place = closeWith(opened, await findPlace(options.host, options.port))
  const origin = settings.origin ?? place.origin
  const { utcOffsetMinutes } = city
  const content = closeWith(opened, await openCityContent(folder, ledger))
  const databaseUrl = settings.environment['DATABASE_URL']
  const readModel = closeWith(opened, openCityReadModel({ folder, databaseUrl, ledger, content }))
  const notices = closeWith(
    opened,
    openCityNotices({ ...options, ledger, settings: settings.notices, address: origin, utcOffsetMinutes }),
  )
  const persons = closeWith(opened, await openCityPersons({ ...options, ledger, origin, utcOffsetMinutes }))
  const votes = closeWith(
    opened,
    await openCityVoteRoad({
      folder,
      ledger,
      host: options.host,
      port: options.votePort,
      settings: settings.votes,
      origin: settings.origin,
      warn,
    }),
  )
  const server = createServer({
    ledger,
    services: ledger.rules.services,
    content,
    readModel,
    notices,
    vault: persons.vault,
    enrolments: persons.enrolments,
    signIn: persons.signIn,
    cards: () => persons.cards,
    imported: await readCityImported(folder),
    verifySignature: host.verifySignature,
    storage: record.storage,
    cosigners: record.cosigners,
    names: city,
    isMadeUp: isDemonstration(ledger),
    votes,
    onUnexpected: options.onUnexpected,
    web: options.web,
    production,
    limits: { proxies: settings.proxies, ...options.limits },
  })
  opened.defer(() => server.close())
  await place.close()
  await server.listen({ port: place.port, host: options.host })
  const all = opened.move()
  return {
    url: place.origin,
    votesUrl: votes.url,
    readModel,
    vault: persons.vault,
    signIn: persons.signIn,
    close: () => all.disposeAsync(),
  }
}
