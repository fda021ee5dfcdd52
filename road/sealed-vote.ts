/**
 * A vote as an Oblivious HTTP request. What is sealed is padded too: the name of the city's host and the fields around
 * the vote must not make one voter's message longer than another's.
 */
import { decodeRequest, decodeResponse, encodeRequest, encodeResponse, padTo } from './binary-http.ts'
import { answerSize, votePath, voteSize, voteType } from './message.ts'
import { requestOverhead, responseOverhead } from './ohttp.ts'

const requestSize = voteSize + 512
const responseSize = answerSize + 128

export const sealedVoteSize = requestSize + requestOverhead
export const sealedAnswerSize = responseSize + responseOverhead

export const gatewayPath = '/ohttp'
export const keysPath = '/ohttp-keys'

/** `origin` is the vote road's own, which a relay does not learn from this. */
export const voteToRequest = (origin: string, vote: Uint8Array): Uint8Array => {
  const { protocol, host } = new URL(origin)
  const fields = [['content-type', voteType]] as const
  const control = { method: 'POST', scheme: protocol.slice(0, -1), authority: host, path: votePath }
  return padTo(requestSize, encodeRequest({ ...control, fields, content: vote }))
}

/** The vote, or the status that says what is wrong with the request. Of its fields only the type is looked at. */
export const requestToVote = (request: Uint8Array): Uint8Array | number => {
  const decoded = decodeRequest(request)
  if (!decoded) return 400
  if (decoded.path !== votePath) return 404
  if (decoded.method !== 'POST') return 405
  if (decoded.fields.find(([name]) => name === 'content-type')?.[1] !== voteType) return 415
  return decoded.content.length === voteSize ? decoded.content : 400
}

export const answerToResponse = (status: number, answer: Uint8Array): Uint8Array => {
  const fields = [['content-type', 'application/json']] as const
  return padTo(responseSize, encodeResponse({ status, fields, content: answer }))
}

/** Undefined when it is no answer to a vote. */
export const responseToAnswer = (response: Uint8Array): Uint8Array | undefined => {
  const decoded = decodeResponse(response)
  return decoded?.status === 200 ? decoded.content : undefined
}
