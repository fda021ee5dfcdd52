/**
 * The groups that residents belong to, as trees of identity commitments: whoever is in one can show that they are,
 * and nobody sees who. Every change is kept with its number, so that the tree of any version can be built again.
 */
import { z } from 'zod'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import { bytesToNumber, groupOrder, numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { appendLeaf, groupSizeMax, replaceLeaf, rootOf, type Nodes } from '@maru/kernel/membership/tree.ts'
import { ok, refuse, type Checking } from '@maru/kernel/service.ts'
import type { ReadTables, WriteTables } from '@maru/kernel/state/table.ts'
import { identityCommitment } from '../schemas.ts'
import type { Membership, Tables } from './state.ts'

export interface Identity {
  readonly commitment: Uint8Array
  readonly groups: readonly string[]
}

export const groupId = z
  .string()
  .regex(/^(?:city(?:-14|-18|-19)?|district-[a-z][a-z0-9-]{0,39})$/)
  .meta({ description: 'A group: `city`, `city-14`, `city-18`, `city-19`, or `district-` and a district.' })

export const identityFields = {
  commitment: identityCommitment,
  groups: z
    .array(groupId)
    .min(1)
    .max(8)
    .meta({ description: 'The groups that the resident belongs to, as the officer has checked.' }),
}

export const exampleIdentity: Identity = { commitment: new Uint8Array(32), groups: ['city', 'city-18'] }

export const cityGroup = 'city'
export const districtGroup = (district: string): string => `district-${district}`

type Reading = Pick<Checking<Tables, any, any>, 'tables'>
type Writing = { readonly tables: WriteTables<Tables>; readonly time: number }

/** R16: a commitment is a number the circuit takes, and one account's for ever. R17: the groups are the resident's. */
export const checkIdentity = (
  { tables }: Reading,
  account: string | undefined,
  district: string,
  { commitment, groups }: Identity,
) => {
  const number = bytesToNumber(commitment)
  if (number === 0n || number >= groupOrder) return refuse('R16-commitment-malformed')
  const owner = tables.commitments.get([bytesToHex(commitment)])
  const held = account === undefined ? undefined : tables.memberships.get([account])
  // One's own of earlier neither: who was told of the secret since would act again.
  if (owner && bytesToHex(commitment) !== held?.commitment) return refuse('R16-commitment-taken')
  const isOwn = (group: string): boolean =>
    !group.startsWith('district-') || group === districtGroup(district)
  const isTwice = new Set(groups).size !== groups.length
  if (isTwice || !groups.every(isOwn) || !groups.includes(cityGroup)) return refuse('R17-groups-unfit')
  return groups.some((group) => (tables.groups.get([group])?.size ?? 0) >= groupSizeMax)
    ? refuse('R17-group-full')
    : ok
}

/** Puts the resident into these groups under this commitment, and out of all others. */
export const storeIdentity = ({ tables, time }: Writing, account: string, identity: Identity): void => {
  const commitment = bytesToHex(identity.commitment)
  const before = tables.memberships.get([account])
  const places: { [group: string]: number } = { ...before?.places }
  for (const group of before?.groups ?? [])
    if (!identity.groups.includes(group)) setLeaf({ tables, time }, group, places[group]!, noLeaf)
  for (const group of identity.groups) {
    const place = places[group]
    if (place === undefined) places[group] = addLeaf({ tables, time }, group, identity.commitment)
    else setLeaf({ tables, time }, group, place, identity.commitment)
  }
  tables.commitments.put([commitment], { account })
  tables.memberships.put([account], { commitment, groups: identity.groups, places })
}

/** R18: who is no active resident is in no group. */
export const leaveGroups = (writing: Writing, account: string): void =>
  eachPlace(writing, account, () => noLeaf)

/** R18: who is one again is in the same groups, at the same places. */
export const rejoinGroups = (writing: Writing, account: string): void =>
  eachPlace(writing, account, ({ commitment }) => hexToBytes(commitment))

const eachPlace = (writing: Writing, account: string, leafOf: (held: Membership) => Uint8Array): void => {
  const held = writing.tables.memberships.get([account])
  for (const group of held?.groups ?? []) setLeaf(writing, group, held!.places[group]!, leafOf(held!))
}

const noLeaf = new Uint8Array(32)

const addLeaf = ({ tables, time }: Writing, group: string, leaf: Uint8Array): number => {
  const { size, members, version } = tables.groups.get([group]) ?? emptyGroup
  appendLeaf(nodesOf(tables, group), size, bytesToNumber(leaf))
  tables.groupChanges.put([group, version + 1], { index: size, leaf, at: time })
  tables.groups.put([group], { size: size + 1, members: members + 1, version: version + 1 })
  return size
}

const setLeaf = ({ tables, time }: Writing, group: string, index: number, leaf: Uint8Array): void => {
  const { size, members, version } = tables.groups.get([group]) ?? emptyGroup
  const before = tables.groupNodes.get([group, 0, index]) ?? noLeaf
  if (bytesToHex(before) === bytesToHex(leaf)) return
  replaceLeaf(nodesOf(tables, group), size, index, bytesToNumber(leaf))
  tables.groupChanges.put([group, version + 1], { index, leaf, at: time })
  const change = Number(isMember(leaf)) - Number(isMember(before))
  tables.groups.put([group], { size, members: members + change, version: version + 1 })
}

const emptyGroup = { size: 0, members: 0, version: 0 }
const isMember = (leaf: Uint8Array): boolean => leaf.some((byte) => byte !== 0)

const nodesOf = ({ groupNodes }: WriteTables<Tables>, group: string): Nodes => ({
  get: (level, index) => bytesToNumber(groupNodes.get([group, level, index])!),
  put: (level, index, value) => void groupNodes.put([group, level, index], numberToBytes(value)),
})

/** As a poll names it when it opens. */
export const groupOf = (tables: ReadTables<Tables>, group: string) => {
  const row = tables.groups.get([group])
  if (!row) return undefined
  const get = (level: number, index: number): bigint =>
    bytesToNumber(tables.groupNodes.get([group, level, index])!)
  return { root: bytesToHex(numberToBytes(rootOf({ get }, row.size))), ...row }
}
