/**
 * The way from this person's leaf to the root of a group, for the proof worker. It is fetched when a poll is first seen
 * and kept, so that the city is asked for nothing when somebody votes: their place in the group from the city, which
 * tells everybody's, and the tiles on the votes' own road. Kept is what the ledger's root has vouched for.
 */
import { readGroupPath, type NamedGroup } from '@maru/client/membership/group-path.ts'
import { identityOf } from '@maru/client/membership/identity.ts'
import { createTakeTile } from '@maru/client/take-tile.ts'
import { VoteRoadError, type VoteRoad } from '@maru/client/vote-road.ts'
import type { MemberPath } from '@maru/kernel/membership/tree.ts'
import { openPaths, pathsMax } from './kept-paths.ts'

/** Who acts, and on which road the city is asked. */
export interface MemberHere {
  readonly account: string
  readonly secret: Uint8Array
  readonly chain: string
  readonly road: VoteRoad
}

/** Undefined for somebody who was not in the group. */
export const memberPath = async (here: MemberHere, named: NamedGroup): Promise<MemberPath | undefined> => {
  const { commitment } = identityOf(here.secret, here.chain)
  const kept = await openPaths()
  const key = `${commitment.toString(16)}/${named.root}`
  const known = await kept.get('paths', key)
  if (known) return known
  const path = await fetchPath(here, named, commitment).catch(asGroupProblem)
  if (!path) return undefined
  if ((await kept.count('paths')) >= pathsMax) await kept.clear('paths')
  await kept.put('paths', path, key)
  return path
}

const fetchPath = async (
  { account, road }: MemberHere,
  named: NamedGroup,
  commitment: bigint,
): Promise<MemberPath | undefined> => {
  const place = await placeIn(account, named.group)
  return place === undefined ? undefined : readGroupPath(named, place, commitment, createTakeTile(road))
}

/** A network that is not there is told as a group that cannot be had: nothing else was asked for here. */
const asGroupProblem = (error: unknown): never => {
  const isNetwork = error instanceof TypeError || error instanceof DOMException
  throw isNetwork ? new VoteRoadError('W8-group-not-ready') : error
}

const placeIn = async (account: string, group: string): Promise<number | undefined> => {
  const kept = await openPaths()
  const key = `${account}/${group}`
  const known = await kept.get('places', key)
  if (known !== undefined) return known
  const response = await fetch(`/api/residents/membership?account=${account}`, { credentials: 'omit' })
  if (response.status === 404) return undefined
  if (!response.ok) throw new VoteRoadError('W8-group-not-ready')
  const { places } = (await response.json()) as { readonly places: { readonly [group: string]: number } }
  for (const [name, place] of Object.entries(places)) await kept.put('places', place, `${account}/${name}`)
  return places[group]
}
