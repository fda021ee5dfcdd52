/**
 * The vault: who is behind an account, for the few who have to know. Each person is encrypted under a key of its own
 * (sealed-person.ts), and nobody is in it twice (matching.ts). docs/spec/enrolment.md says who reads it and what for.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { ageOn } from '@maru/services/residents/enrolment.ts'
import { openKeyFile } from '../content/key-file.ts'
import type { KeyService } from './key-service.ts'
import {
  accountsWith,
  giveTags,
  holdTags,
  refusalOf,
  takeTags,
  type Found,
  type VaultRefusal,
} from './matching.ts'
import type { Identity, Person } from './person.ts'
import { createReadLog, type Reading, type ReadLog } from './read-log.ts'
import { openPerson, sealPerson } from './sealed-person.ts'
import { openTables, type PersonRow } from './tables.ts'
import { tagsOf } from './tags.ts'

export interface Vault {
  /**
   * Durable when it resolves to undefined. With a transaction the person waits for it to be recorded, and nobody else
   * can be enrolled as them meanwhile; the same transaction may come again.
   */
  readonly put: (
    account: string,
    person: Person,
    identity: Identity,
    transaction?: { readonly id: string; readonly validUntil: number },
  ) => Promise<VaultRefusal | undefined>
  /** Tells what became of the transaction: when it was refused, nothing of the person is left, and the tags are free. */
  readonly settle: (transaction: string, isRecorded: boolean) => Promise<void>
  /** What was under way when the process ended, or is. */
  readonly waiting: () => readonly { readonly transaction: string; readonly validUntil: number }[]
  /** Notes first who reads and what for. Undefined also for one whose enrolment is not recorded yet. */
  readonly read: (account: string, reading: Reading) => Promise<Person | undefined>
  /** For what nobody else is told: one's own, and the daily look at birthdays. */
  readonly getUnrecorded: (account: string) => Promise<Person | undefined>
  readonly reads: ReadLog
  /** When it resolves nothing leads to the person. Their tags stay taken until `freeAt`; without it they are free. */
  readonly erase: (account: string, freeAt?: number) => Promise<void>
  /** Frees the tags whose time has come. */
  readonly freeTags: (time: number) => Promise<void>
  /** Wraps what is not wrapped under the newest key anew. Records stay as they are. Resolves to how many it was. */
  readonly rewrap: () => Promise<number>
  /** The accounts of those with this name and birth date. */
  readonly find: (name: string, birthDate: string) => Found
  /** Who was not 19 when last looked at: birthdays change their groups. */
  readonly growing: () => readonly string[]
  /** Has the person looked at no more once they are 19. */
  readonly grown: (account: string, person: Person, day: string) => Promise<void>
  /** Entries of the log whose erasures are done. */
  readonly followed: () => number
  readonly setFollowed: (size: number) => Promise<void>
  readonly count: () => number
  readonly close: () => Promise<void>
}

export interface VaultOptions {
  readonly folder: string
  readonly keyService: KeyService
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** Throws when the key service is not the one with which the vault was made. */
export const openVault = async ({ folder, keyService, now = Date.now }: VaultOptions): Promise<Vault> => {
  const tables = openTables(folder)
  const { persons, waiting, settings, transaction } = tables
  const tagKey = await openTagKey(tables, keyService)
  const reads = createReadLog({ tables, key: tagKey, now })
  const used = new Set(persons.getRange().map(({ value }) => value.slot))
  const keys = openKeyFile(join(folder, 'keys'), (slot) => used.has(slot))

  const destroy = async (slots: readonly number[]): Promise<void> => {
    if (slots.length === 0) return
    for (const slot of slots) keys.erase(slot)
    await keys.sync()
    for (const slot of slots) keys.free(slot)
  }

  /** The key's half is on the disk before a row names it: a crash in between leaves a half that opens nothing. */
  const put: Vault['put'] = async (account, person, identity, under) => {
    const tags = tagsOf(tagKey, identity)
    const isNamesake = person.proofing.isNamesake === true
    if (isSame(persons.get(account), under)) return undefined
    const early = refusalOf(tables, account, tags, isNamesake)
    if (early) return early
    tables.requireRoom()
    const half = randomBytes(32)
    const wrapped = await keyService.wrap(half, account)
    const { slot, key } = keys.create()
    await keys.sync()
    const body = sealPerson({ wrapped: half, slot: key }, account, person)
    const row: PersonRow = {
      slot,
      wrapped,
      body,
      // Whoever is 19 by now is taken off the list at the first look.
      isGrowing: true,
      ...(under && { waiting: { transaction: under.id, validUntil: under.validUntil } }),
    }
    // Asked again where nothing can come in between: of two at once, exactly one finds the tags free.
    const late = await transaction(() => {
      if (isSame(persons.get(account), under)) return 'same'
      const refusal = refusalOf(tables, account, tags, isNamesake)
      if (refusal) return refusal
      const freeAt = takeTags(tables, account, tags)
      const kept = row.waiting && freeAt !== undefined ? { waiting: { ...row.waiting, freeAt } } : {}
      void persons.put(account, { ...row, ...kept })
      if (under) void waiting.put(under.id, account)
      return undefined
    })
    if (late === undefined) return undefined
    await destroy([slot])
    return late === 'same' ? undefined : late
  }

  const remove = async (account: string, freeAt: number | undefined): Promise<void> => {
    if (!tables.holders.doesExist(account)) return
    const slots = await transaction(() => {
      const row = persons.get(account)
      if (row) void persons.remove(account)
      if (row?.waiting) void waiting.remove(row.waiting.transaction)
      if (freeAt === undefined) giveTags(tables, account)
      else holdTags(tables, account, freeAt)
      return row ? [row.slot] : []
    })
    await destroy(slots)
  }

  const settle = async (id: string, isRecorded: boolean): Promise<void> => {
    const account = waiting.get(id)
    if (account === undefined) return
    if (!isRecorded) return remove(account, persons.get(account)?.waiting?.freeAt)
    await transaction(() => {
      const { waiting: _waiting, ...row } = persons.get(account)!
      void persons.put(account, row)
      void waiting.remove(id)
    })
  }

  const getUnrecorded = async (account: string): Promise<Person | undefined> => {
    const row = persons.get(account)
    if (!isEnrolled(row)) return undefined
    const half = await keyService.unwrap(row.wrapped, account)
    // Read after the wait: who was erased meanwhile is gone.
    const slot = persons.get(account)?.slot === row.slot ? keys.read(row.slot) : undefined
    return slot && openPerson({ wrapped: half, slot }, account, row.body)
  }

  return {
    put,
    settle,
    waiting: () =>
      [...waiting.getRange()].flatMap(({ value: account }) => persons.get(account)?.waiting ?? []),
    read: async (account, reading) => {
      if (!isEnrolled(persons.get(account))) return undefined
      await reads.note(reading, [account])
      return getUnrecorded(account)
    },
    getUnrecorded,
    reads,
    erase: remove,
    freeTags: async (time) => {
      const due = [...tables.holders.getRange()].filter(({ value: { freeAt = Infinity } }) => freeAt <= time)
      if (due.length > 0) await transaction(() => due.forEach(({ key }) => giveTags(tables, key)))
    },
    rewrap: async () => {
      const newest = await keyService.newest()
      let count = 0
      for (const { key: account, value } of [...persons.getRange()]) {
        if (value.wrapped.startsWith(newest)) continue
        const wrapped = await keyService.wrap(await keyService.unwrap(value.wrapped, account), account)
        await transaction(() => {
          const row = persons.get(account)
          if (row?.slot === value.slot) void persons.put(account, { ...row, wrapped })
        })
        count++
      }
      if (settings.get(tagKeyName)!.startsWith(newest)) return count
      const wrapped = await keyService.wrap(tagKey, tagKeyName)
      await transaction(() => void settings.put(tagKeyName, wrapped))
      return count + 1
    },
    find: (name, birthDate) => {
      const { facts } = tagsOf(tagKey, { name, birthDate, credential: [] })
      return accountsWith(tables, facts)
    },
    growing: () =>
      [...persons.getRange()].flatMap(({ key, value }) => (value.isGrowing && !value.waiting ? [key] : [])),
    grown: async (account, { birthDate }, day) => {
      if (ageOn(birthDate, day) < grownAge) return
      await transaction(() => {
        const { isGrowing: _isGrowing, ...row } = persons.get(account)!
        void persons.put(account, row)
      })
    },
    followed: () => Number(settings.get('followed') ?? 0),
    setFollowed: (size) => transaction(() => void settings.put('followed', String(size))),
    count: () => persons.getKeysCount(),
    close: async () => {
      keys.close()
      await tables.close()
    },
  }
}

/** From then on one is in all the groups of ages. */
const grownAge = 19

const isEnrolled = (row: PersonRow | undefined): row is PersonRow => row !== undefined && !row.waiting

const tagKeyName = 'tag-key'

const openTagKey = async (tables: ReturnType<typeof openTables>, keyService: KeyService): Promise<Buffer> => {
  const stored = tables.settings.get(tagKeyName)
  if (stored !== undefined) return keyService.unwrap(stored, tagKeyName)
  const key = randomBytes(32)
  const wrapped = await keyService.wrap(key, tagKeyName)
  await tables.transaction(() => void tables.settings.put(tagKeyName, wrapped))
  return key
}

const isSame = (row: PersonRow | undefined, under: { readonly id: string } | undefined): boolean =>
  row !== undefined && under !== undefined && row.waiting?.transaction === under.id
