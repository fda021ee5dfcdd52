/** Tiles of groups on the vote's own road: nobody who asks is known there, and the same bytes serve everybody for good. */
import { problem, type Given, type Route } from '@maru/road/listen.ts'
import { tilesPath, tileType } from '@maru/road/sealed-tile.ts'
import { parseTileName, type GroupTiles } from '../groups/group-tiles.ts'

/** 404: there is no such tile. 503: it is not made yet. Then there are no bytes. */
export interface FoundTile {
  readonly status: 200 | 404 | 503
  readonly tile: Uint8Array
}

export const tileFinder =
  (groups: Pick<GroupTiles, 'tile'>) =>
  async (text: string): Promise<FoundTile> => {
    const name = parseTileName(text)
    const tile = name && (await groups.tile(name))
    if (tile === undefined) return { status: 404, tile: new Uint8Array() }
    return tile === 'not-yet' ? { status: 503, tile: new Uint8Array() } : { status: 200, tile }
  }

export const tileRoute = (findTile: (name: string) => Promise<FoundTile>): Route => ({
  method: 'GET',
  path: tilesPath,
  isWork: true,
  answer: async (_body, name): Promise<Given> => {
    const { status, tile } = await findTile(name)
    if (status === 404) return problem(404, 'S5-not-found')
    if (status === 503) return problem(503, 'W8-group-not-ready')
    return { status, type: tileType, body: tile, cache: 'public, max-age=31536000, immutable' }
  },
})
