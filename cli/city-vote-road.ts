/** The vote's own road of a city: its listener, the tiles of groups, and the addresses that the app is told. */
import { join } from 'node:path'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { openGroupTiles } from '@maru/server/groups/group-tiles.ts'
import type { VotePlaces } from '@maru/server/options.ts'
import { openVoteRoad } from '@maru/server/vote/vote-road.ts'
import { closeWith } from './close-with.ts'
import { originAt } from './place.ts'
import { UsageError } from './terminal.ts'

/** Addresses as browsers reach them, where those are others than the listener's. */
export interface VoteSettings {
  readonly url: string | undefined
  readonly relay: string | undefined
}

/** Throws a UsageError that names the variable. */
export const readVoteSettings = (environment: {
  readonly [name: string]: string | undefined
}): VoteSettings => ({
  url: originIn(environment, 'MARU_VOTE_URL'),
  relay: originIn(environment, 'MARU_VOTE_RELAY'),
})

export interface CityVoteRoad extends VotePlaces {
  readonly close: () => Promise<void>
}

export interface CityVoteRoadOptions {
  /** The data folder. */
  readonly folder: string
  readonly ledger: Ledger
  readonly host: string
  readonly port: number
  readonly settings: VoteSettings
  /** Where people reach the city, when not at the address where it answers. */
  readonly origin?: string | undefined
  readonly warn: (line: string) => void
}

export const openCityVoteRoad = async (options: CityVoteRoadOptions): Promise<CityVoteRoad> => {
  const { folder, ledger, host, port, settings, origin, warn } = options
  const { url, relay } = settings
  if (origin !== undefined && url === undefined && !isThisMachine(origin))
    warn("no vote without a name arrives: set MARU_VOTE_URL to where people reach the votes' port by https")
  // The stack of the program only: nothing of it comes from the request.
  const failed = (error: unknown): void =>
    warn(`the vote's own road: ${error instanceof Error ? error.stack : 'failed'}`)
  await using opened = new AsyncDisposableStack()
  const groups = closeWith(opened, openGroupTiles({ ledger, folder: join(folder, 'group-tiles'), failed }))
  const { services } = ledger.rules
  const road = closeWith(opened, await openVoteRoad({ ledger, services, groups, host, port, failed }))
  const own = originAt(host, Number(new URL(road.url).port))
  const all = opened.move()
  return {
    url: url ?? own,
    ...(relay !== undefined && { relay }),
    keys: road.keys.encoded,
    close: () => all.disposeAsync(),
  }
}

const isThisMachine = (origin: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname)

const originIn = (
  environment: { readonly [name: string]: string | undefined },
  name: string,
): string | undefined => {
  const text = environment[name]
  if (text === undefined) return undefined
  const origin = URL.canParse(text) ? new URL(text).origin : 'null'
  if (origin === 'null') throw new UsageError(`${name} is an address as https://vote.example.org`)
  return origin
}

/** Next to the city's own, unless it is named. */
export const votePortOf = (named: string | undefined, cityPort: number): number =>
  named === undefined ? (cityPort === 0 ? 0 : (cityPort + 1) % 65_536) : portOf(named)

export const portOf = (named: string): number => {
  const port = Number(named)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('a port is a number from 0 to 65535')
  return port
}
