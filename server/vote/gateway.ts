/** The gateway of Oblivious HTTP (RFC 9458) in front of the votes: opens, casts, and seals the answer for the voter. */
import { problem, type Given, type Route } from '@maru/road/listen.ts'
import { keyProblemType, keysType, openRequest, requestType, responseType } from '@maru/road/ohttp.ts'
import {
  answerToResponse,
  gatewayPath,
  keysPath,
  requestToVote,
  sealedVoteSize,
} from '@maru/road/sealed-vote.ts'
import {
  requestToTile,
  sealedTileQuestionSize,
  tileGatewayPath,
  tileToResponse,
} from '@maru/road/sealed-tile.ts'
import { packAnswer, type VoteAnswer } from '@maru/road/message.ts'
import { refusedVote } from './cast.ts'
import type { GatewayKeys } from './gateway-keys.ts'
import type { FoundTile } from './tile-road.ts'

export const gatewayRoutes = (
  keys: GatewayKeys,
  castBody: (vote: Uint8Array) => Promise<VoteAnswer>,
  findTile: (name: string) => Promise<FoundTile>,
): readonly Route[] => [
  {
    method: 'GET',
    path: keysPath,
    answer: () => ({ status: 200, type: keysType, body: keys.encoded(), cache: 'public, max-age=3600' }),
  },
  {
    method: 'POST',
    path: gatewayPath,
    takes: { type: requestType, bytes: sealedVoteSize },
    answer: (sealed) => answerSealed(keys, sealed, voteAnswerer(castBody)),
  },
  {
    method: 'POST',
    path: tileGatewayPath,
    takes: { type: requestType, bytes: sealedTileQuestionSize },
    answer: (sealed) => answerSealed(keys, sealed, tileAnswerer(findTile)),
  },
]

/** Section 5.2: what is wrong before it is opened is said openly, what is wrong after that only to who asked. */
const answerSealed = async (
  keys: GatewayKeys,
  sealed: Uint8Array,
  answer: (request: Uint8Array) => Promise<Uint8Array>,
): Promise<Given> => {
  const opened = await openRequest(keys.usable(), sealed)
  // A number of a key comes round again, so that what does not open may be for an old key too.
  if (opened === undefined || opened === 'key') return problem(400, 'W4-key-unknown', keyProblemType)
  const body = await opened.sealResponse(await answer(opened.request))
  return { status: 200, type: responseType, body }
}

const voteAnswerer =
  (castBody: (vote: Uint8Array) => Promise<VoteAnswer>) =>
  async (request: Uint8Array): Promise<Uint8Array> => {
    const vote = requestToVote(request)
    const [status, answer] =
      typeof vote === 'number' ? [vote, refusedVote('W1-vote-malformed')] : [200, await castBody(vote)]
    return answerToResponse(status, packAnswer(answer))
  }

const tileAnswerer =
  (findTile: (name: string) => Promise<FoundTile>) =>
  async (request: Uint8Array): Promise<Uint8Array> => {
    const { status, tile } = await findTile(requestToTile(request) ?? '')
    return tileToResponse(status, tile)
  }
