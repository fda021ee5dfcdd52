/** Takes a tile of a group on the votes' own road: like a vote, it says nothing of who asks, nor that it is the same one. */
import type { TileLevel } from '@maru/kernel/membership/tiles.ts'
import { responseToTile, tileGatewayPath, tilesPath, tileToRequest } from '@maru/road/sealed-tile.ts'
import { alike, askSealed, problemOf, VoteRoadError, type VoteRoad } from './vote-road.ts'

/** Undefined where the city has no such tile. */
export type TakeTile = (
  group: string,
  version: number,
  level: TileLevel,
  index: number,
) => Promise<Uint8Array | undefined>

/** Throws a VoteRoadError, or the TypeError or DOMException of a network that is not there. */
export const createTakeTile =
  (road: VoteRoad, timeoutMs = 60_000): TakeTile =>
  (group, version, level, index) => {
    const name = `${group}/${version}/${level}/${index}`
    return road.relay === undefined
      ? takeDirectly(road.url, name, timeoutMs)
      : takeSealed(road, road.relay, name, timeoutMs)
  }

const takeDirectly = async (
  url: string,
  name: string,
  timeoutMs: number,
): Promise<Uint8Array | undefined> => {
  const response = await fetch(new URL(tilesPath + name, url), alike(timeoutMs))
  if (response.status === 404) return undefined
  if (!response.ok) throw new VoteRoadError(await problemOf(response))
  return new Uint8Array(await response.arrayBuffer())
}

const takeSealed = async (
  road: VoteRoad,
  relay: string,
  name: string,
  timeoutMs: number,
): Promise<Uint8Array | undefined> => {
  const opened = await askSealed(road, relay, tileGatewayPath, tileToRequest(road.url, name), timeoutMs)
  const answer = opened && responseToTile(opened)
  if (!answer) throw new VoteRoadError('W7-answer-unreadable')
  if (answer.status === 503) throw new VoteRoadError('W8-group-not-ready')
  return answer.status === 200 ? answer.tile : undefined
}
