/**
 * Where anonymous votes come in, and where voters take the tiles of their group: a listener of its own, which shares with the city's server only the ledger. What it
 * takes is in road/message.ts, what it looks at and forgets in road/listen.ts, and who can still see what in
 * docs/spec/privacy.md.
 */
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Service } from '@maru/kernel/service.ts'
import { listen, type ListenLimits, type Listening, type Route } from '@maru/road/listen.ts'
import { packAnswer, unpackVote, votePath, voteSize, voteType, type VoteAnswer } from '@maru/road/message.ts'
import { createActionLookup } from '../context.ts'
import { createFeed } from '../feed.ts'
import type { GroupTiles } from '../groups/group-tiles.ts'
import { castVote, refusedVote } from './cast.ts'
import { gatewayRoutes } from './gateway.ts'
import { tileFinder, tileRoute } from './tile-road.ts'
import { openGatewayKeys, type GatewayKeys } from './gateway-keys.ts'

export interface VoteRoadOptions {
  readonly ledger: Ledger
  readonly services: readonly Service[]
  readonly groups: Pick<GroupTiles, 'tile'>
  readonly host: string
  readonly port: number
  readonly limits?: Partial<VoteRoadLimits>
  readonly failed: (error: unknown) => void
}

export interface VoteRoadLimits extends ListenLimits {
  /** So long a voter waits for the block; then the same bytes are to be sent again. */
  readonly answerMs: number
  /** Votes that wait for the first copy of themselves. */
  readonly waitersMax: number
}

export interface VoteRoad extends Listening {
  readonly keys: GatewayKeys
}

export const openVoteRoad = async (options: VoteRoadOptions): Promise<VoteRoad> => {
  const { ledger, services, groups, host, port, limits = {}, failed } = options
  await using opened = new AsyncDisposableStack()
  const feed = createFeed(ledger, limits.waitersMax ?? 1_000)
  opened.defer(feed.close)
  const cast = castVote({ ledger, feed, actionOf: createActionLookup(services) }, limits.answerMs ?? 15_000)
  const keys = await openGatewayKeys()
  opened.defer(keys.close)
  const castBody = async (body: Uint8Array): Promise<VoteAnswer> => {
    const transaction = unpackVote(body)
    return transaction ? cast(transaction) : refusedVote('W1-vote-malformed')
  }
  const vote: Route = {
    method: 'POST',
    path: votePath,
    takes: { type: voteType, bytes: voteSize },
    answer: async (body) => given(await castBody(body)),
    whenBusy: () => given(refusedVote('W3-road-busy')),
  }
  const findTile = tileFinder(groups)
  const routes = [vote, tileRoute(findTile), ...gatewayRoutes(keys, castBody, findTile)]
  const listening = await listen({ host, port, routes, limits, failed })
  opened.defer(listening.close)
  const all = opened.move()
  return { url: listening.url, keys, close: () => all.disposeAsync() }
}

/** One status and one size, whatever came of it. */
const given = (answer: VoteAnswer) => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: packAnswer(answer),
})
