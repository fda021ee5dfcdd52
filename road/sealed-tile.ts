/**
 * A tile of a group (kernel/membership/tiles.ts) as it is asked for on the vote's own road: openly by its path, so that
 * anything between may keep it, or sealed, so that the city does not see who asks and the relay not for what. Sealed
 * questions have one size, and so have their answers, of whatever group and place.
 */
import { tileBytesMax } from '@maru/kernel/membership/tiles.ts'
import { decodeRequest, decodeResponse, encodeRequest, encodeResponse, padTo } from './binary-http.ts'
import { requestOverhead, responseOverhead } from './ohttp.ts'

/** Below it: `GROUP/VERSION/LEVEL/INDEX`. */
export const tilesPath = '/group-tiles/'
export const tileType = 'application/octet-stream'

const requestSize = 512
const responseSize = tileBytesMax + 252

export const sealedTileQuestionSize = requestSize + requestOverhead
export const sealedTileSize = responseSize + responseOverhead

export const tileGatewayPath = '/ohttp-group-tiles'

export const tileToRequest = (origin: string, name: string): Uint8Array => {
  const { protocol, host } = new URL(origin)
  const control = { method: 'GET', scheme: protocol.slice(0, -1), authority: host, path: tilesPath + name }
  return padTo(requestSize, encodeRequest({ ...control, fields: [], content: new Uint8Array() }))
}

/** What stands behind the path of all tiles; undefined for a request of something else. */
export const requestToTile = (request: Uint8Array): string | undefined => {
  const decoded = decodeRequest(request)
  return decoded?.method === 'GET' && decoded.path.startsWith(tilesPath)
    ? decoded.path.slice(tilesPath.length)
    : undefined
}

/** Empty where the status says why there is none. */
export const tileToResponse = (status: number, tile: Uint8Array): Uint8Array =>
  padTo(responseSize, encodeResponse({ status, fields: [['content-type', tileType]], content: tile }))

export const responseToTile = (response: Uint8Array) => {
  const decoded = decodeResponse(response)
  return decoded && { status: decoded.status, tile: decoded.content }
}
