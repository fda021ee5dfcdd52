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
import { packAnswer, type VoteAnswer } from '@maru/road/message.ts'
import { refusedVote } from './cast.ts'
import type { GatewayKeys } from './gateway-keys.ts'

export const gatewayRoutes = (
  keys: GatewayKeys,
  castBody: (vote: Uint8Array) => Promise<VoteAnswer>,
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
    answer: (sealed) => answerSealed(keys, castBody, sealed),
  },
]

/** Section 5.2: what is wrong before it is opened is said openly, what is wrong after that only to the voter. */
const answerSealed = async (
  keys: GatewayKeys,
  castBody: (vote: Uint8Array) => Promise<VoteAnswer>,
  sealed: Uint8Array,
): Promise<Given> => {
  const opened = await openRequest(keys.usable(), sealed)
  // A number of a key comes round again, so that what does not open may be for an old key too.
  if (opened === undefined || opened === 'key') return problem(400, 'W4-key-unknown', keyProblemType)
  const vote = requestToVote(opened.request)
  const [status, answer] =
    typeof vote === 'number' ? [vote, refusedVote('W1-vote-malformed')] : [200, await castBody(vote)]
  const response = answerToResponse(status, packAnswer(answer))
  return { status: 200, type: responseType, body: await opened.sealResponse(response) }
}
