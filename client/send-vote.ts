/**
 * Sends an anonymous vote over its own road (vote-road.ts), and never without the relay where the city has one. Receipts
 * come back on the same road: who asked the city for one by its number would say "this is mine".
 */
import { packVote, unpackAnswer, votePath, voteType, type VoteAnswer } from '@maru/road/message.ts'
import { gatewayPath, responseToAnswer, voteToRequest } from '@maru/road/sealed-vote.ts'
import { alike, askSealed, post, problemOf, VoteRoadError, type VoteRoad } from './vote-road.ts'

/** Throws a VoteRoadError, or the TypeError or DOMException of a network that is not there. */
export const sendVote = (road: VoteRoad, transaction: Uint8Array, timeoutMs = 60_000): Promise<VoteAnswer> =>
  road.relay === undefined
    ? sendDirectly(road.url, transaction, timeoutMs)
    : sendSealed(road, road.relay, transaction, timeoutMs)

const sendDirectly = async (url: string, transaction: Uint8Array, timeoutMs: number): Promise<VoteAnswer> => {
  const response = await fetch(new URL(votePath, url), {
    ...alike(timeoutMs),
    ...post(voteType, packVote(transaction)),
  })
  if (!response.ok) throw new VoteRoadError(await problemOf(response))
  return readAnswer(new Uint8Array(await response.arrayBuffer()))
}

const sendSealed = async (
  road: VoteRoad,
  relay: string,
  transaction: Uint8Array,
  timeoutMs: number,
): Promise<VoteAnswer> => {
  const request = voteToRequest(road.url, packVote(transaction))
  const opened = await askSealed(road, relay, gatewayPath, request, timeoutMs)
  return readAnswer(opened && responseToAnswer(opened))
}

const readAnswer = (body: Uint8Array | undefined): VoteAnswer => {
  const answer = body && unpackAnswer(body)
  if (!answer) throw new VoteRoadError('W7-answer-unreadable')
  return answer
}
