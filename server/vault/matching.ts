/**
 * Nobody is enrolled twice. Who has an identifier or a document of somebody enrolled is that person. Who has only their
 * name and birth date may be another, if both identifiers are known and differ, or if an officer says so who saw both.
 */
import type { Tables } from './tables.ts'
import type { Tags } from './tags.ts'

export type VaultRefusal =
  | 'V1-already-enrolled'
  | 'V2-namesake'
  | 'V3-account-taken'
  | 'V4-left-recently'
  | 'V20-another-person'

/** To be called in the transaction that then takes the tags, so that nothing comes in between. */
export const refusalOf = (
  { persons, holders, tags: table }: Tables,
  account: string,
  tags: Tags,
  isNamesake: boolean,
): VaultRefusal | undefined => {
  if (persons.doesExist(account)) return 'V3-account-taken'
  // Who comes back is the one who left, not whoever says so.
  const held = holders.get(account)?.tags
  if (held && ![tags.facts, ...tags.own].some((tag) => held.includes(tag))) return 'V20-another-person'
  const others = (tag: string) =>
    [...table.getRange({ start: [tag, ''], end: [tag, '~'] })].filter(({ key }) => key[1] !== account)
  const same = tags.own.flatMap(others)
  if (same.length > 0)
    return same.some(({ key }) => persons.doesExist(key[1])) ? 'V1-already-enrolled' : 'V4-left-recently'
  const alike = others(tags.facts).filter(
    ({ value: hasIdentifier }) => !(hasIdentifier && tags.hasIdentifier),
  )
  return alike.length > 0 && !isNamesake ? 'V2-namesake' : undefined
}

/** Gives back until when the account held tags before, as one does who has left. */
export const takeTags = (
  { holders, tags: table }: Tables,
  account: string,
  { facts, own, hasIdentifier }: Tags,
): number | undefined => {
  const before = holders.get(account)
  // One who comes back may show something else than the first time.
  const all = [...new Set([...(before?.tags ?? []), facts, ...own])]
  for (const tag of all) void table.put([tag, account], hasIdentifier)
  void holders.put(account, { tags: all })
  return before?.freeAt
}

/** Nobody but this account until then: who leaves and comes back at once is restored, not enrolled anew. */
export const holdTags = ({ holders }: Tables, account: string, freeAt: number): void => {
  const holder = holders.get(account)
  if (holder) void holders.put(account, { ...holder, freeAt })
}

export interface Found {
  /** Whose person is in the vault. */
  readonly enrolled: readonly string[]
  /** Who left, and whose tags are still taken. */
  readonly left: readonly string[]
}

/** Without those whose enrolment is still under way. */
export const accountsWith = ({ persons, tags }: Tables, tag: string): Found => {
  const accounts = [...tags.getRange({ start: [tag, ''], end: [tag, '~'] })].map(({ key }) => key[1])
  const rows = accounts.map((account) => ({ account, row: persons.get(account) }))
  return {
    enrolled: rows.flatMap(({ account, row }) => (row && !row.waiting ? [account] : [])),
    left: rows.flatMap(({ account, row }) => (row ? [] : [account])),
  }
}

export const giveTags = ({ holders, tags: table }: Tables, account: string): void => {
  for (const tag of holders.get(account)?.tags ?? []) void table.remove([tag, account])
  void holders.remove(account)
}
