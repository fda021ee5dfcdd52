/** The vote's own road of a city: its listener, the tiles of groups, and the addresses that the app is told. */
import { join } from 'node:path'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { openGroupTiles } from '@maru/server/groups/group-tiles.ts'
import type { VotePlaces } from '@maru/server/options.ts'
import { openVoteRoad } from '@maru/server/vote/vote-road.ts'
import { UsageError, warn } from './terminal.ts'

export interface CityVoteRoad extends VotePlaces {
  readonly close: () => Promise<void>
}

export interface CityVoteRoadOptions {
  /** The data folder. */
  readonly folder: string
  readonly ledger: Ledger
  readonly host: string
  readonly port: number
  readonly environment: { readonly [name: string]: string | undefined }
}

export const openCityVoteRoad = async (options: CityVoteRoadOptions): Promise<CityVoteRoad> => {
  const { folder, ledger, host, port, environment } = options
  const url = originIn(environment, 'MARU_VOTE_URL')
  const relay = originIn(environment, 'MARU_VOTE_RELAY')
  // The stack of the program only: nothing of it comes from the request.
  const failed = (error: unknown): void =>
    warn(`the vote's own road: ${error instanceof Error ? error.stack : 'failed'}`)
  const groups = openGroupTiles({ ledger, folder: join(folder, 'group-tiles'), failed })
  const road = await openVoteRoad({ ledger, services: ledger.rules.services, groups, host, port, failed })
  const close = async (): Promise<void> => {
    await road.close()
    await groups.close()
  }
  return { url: url ?? road.url, ...(relay !== undefined && { relay }), keys: road.keys.encoded, close }
}

const originIn = (environment: CityVoteRoadOptions['environment'], name: string): string | undefined => {
  const text = environment[name]
  if (text === undefined) return undefined
  const origin = URL.canParse(text) ? new URL(text).origin : 'null'
  if (origin === 'null') throw new UsageError(`${name} is an address as https://vote.example.org`)
  return origin
}

/** Next to the city's own, unless it is named. */
export const votePortOf = (named: string | undefined, cityPort: number): number => {
  if (named === undefined) return cityPort === 0 ? 0 : (cityPort + 1) % 65_536
  const port = Number(named)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('a port is a number from 0 to 65535')
  return port
}
