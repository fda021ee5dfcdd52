/**
 * The way from this person's leaf to the root of a group, for the proof worker. It is fetched when a poll is first seen
 * and kept, so that the city is asked for nothing when somebody votes: their place in the group from the city, which
 * tells everybody's, and the tiles on the votes' own road. Kept is what the ledger's root has vouched for.
 */
import { readGroupPath, type NamedGroup } from '@maru/client/membership/group-path.ts'
import { identityOf } from '@maru/client/membership/identity.ts'
import { createTakeTile } from '@maru/client/take-tile.ts'
import type { VoteRoad } from '@maru/client/vote-road.ts'
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
  const place = await placeIn(here.account, named.group)
  const path =
    place === undefined ? undefined : await readGroupPath(named, place, commitment, createTakeTile(here.road))
  if (!path) return undefined
  if ((await kept.count('paths')) >= pathsMax) await kept.clear('paths')
  await kept.put('paths', path, key)
  return path
}

const placeIn = async (account: string, group: string): Promise<number | undefined> => {
  const kept = await openPaths()
  const key = `${account}/${group}`
  const known = await kept.get('places', key)
  if (known !== undefined) return known
  const response = await fetch(`/api/residents/membership?account=${account}`, { credentials: 'omit' })
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`the city answered with ${response.status}`)
  const { places } = (await response.json()) as { readonly places: { readonly [group: string]: number } }
  for (const [name, place] of Object.entries(places)) await kept.put('places', place, `${account}/${name}`)
  return places[group]
}
