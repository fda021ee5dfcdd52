/**
 * The records of accounts, each version under a key of its own (content/key-file.ts): whatever is changed, as an
 * address or what is followed, the version before can never be read again, and of who leaves nothing can.
 */
import { join } from 'node:path'
import { createGroups } from '../content/groups.ts'
import { openKeyFile } from '../content/key-file.ts'
import { openText, sealText } from '../content/sealed-text.ts'
import { newSubject, type Subject } from './subject.ts'
import type { SealedSubject, Tables } from './tables.ts'

export interface Subjects {
  readonly get: (account: string) => Subject | undefined
  readonly count: () => number
  readonly entries: () => Iterable<readonly [account: string, Subject]>
  /** Durable when it resolves. Changes of one account come one after another; the record that is given back is left alone. */
  readonly change: (account: string, change: (before: Subject) => Subject) => Promise<void>
  /** When it resolves, nothing on the disk leads back to what was kept. */
  readonly erase: (account: string) => Promise<void>
  /** Calls the listener with each record that is new, or undefined for one that was erased. */
  readonly onChange: (listener: (account: string, subject: Subject | undefined) => void) => void
  readonly close: () => Promise<void>
}

interface Job {
  readonly account: string
  /** Undefined erases. */
  readonly change: ((before: Subject) => Subject) | undefined
}

export const openSubjects = (
  folder: string,
  { subjects, transaction, flushed, requireRoom }: Tables,
): Subjects => {
  const used = new Set(subjects.getRange().map(({ value }) => value.slot))
  const keys = openKeyFile(join(folder, 'keys'), (slot) => used.has(slot))
  const listeners: ((account: string, subject: Subject | undefined) => void)[] = []
  let failure: Error | undefined

  const unseal = (account: string, { slot, body }: SealedSubject): Subject | undefined => {
    const key = keys.read(slot)
    return key && (openText(key, account, body)?.content as Subject | undefined)
  }
  const get = (account: string): Subject | undefined => {
    const row = subjects.get(account)
    return row && unseal(account, row)
  }

  /** New keys, then rows that name them, then the old keys: a crash in between leaves a key without a row. */
  const run = async (jobs: readonly Job[]): Promise<void> => {
    if (failure) throw failure
    if (jobs.some(({ change }) => change)) requireRoom()
    const staged = stage(jobs)
    if (staged.size === 0) return
    try {
      const oldSlots = [...staged.keys()].flatMap((account) => subjects.get(account)?.slot ?? [])
      const rows = [...staged].map(
        ([account, subject]) => [account, subject && seal(account, subject)] as const,
      )
      await keys.sync()
      await transaction(() => {
        for (const [account, row] of rows) void (row ? subjects.put(account, row) : subjects.remove(account))
      })
      await flushed()
      for (const slot of oldSlots) keys.erase(slot)
      if (oldSlots.length > 0) await keys.sync()
      for (const slot of oldSlots) keys.free(slot)
    } catch (error) {
      // What is on the disk and what is in memory may differ now: only a new start knows.
      failure = error as Error
      throw error
    }
    for (const listener of listeners) for (const [account, subject] of staged) listener(account, subject)
  }
  const stage = (jobs: readonly Job[]): Map<string, Subject | undefined> => {
    const staged = new Map<string, Subject | undefined>()
    for (const { account, change } of jobs) {
      const before = staged.has(account) ? staged.get(account) : get(account)
      const after = change && change(before ?? newSubject)
      if (change ? after !== (before ?? newSubject) : subjects.doesExist(account) || staged.has(account))
        staged.set(account, after)
    }
    return staged
  }
  const seal = (account: string, subject: Subject): SealedSubject => {
    const { slot, key } = keys.create()
    return { slot, body: sealText(key, account, { salt: noSalt, content: subject }) }
  }
  const { add, idle } = createGroups(groupSizeMax, run)

  return {
    get,
    count: () => subjects.getKeysCount(),
    *entries() {
      for (const { key: account, value } of subjects.getRange()) {
        const subject = unseal(account, value)
        if (subject) yield [account, subject]
      }
    },
    change: (account, change) => add({ account, change }),
    erase: (account) => add({ account, change: undefined }),
    onChange: (listener) => void listeners.push(listener),
    close: async () => {
      await idle()
      keys.close()
    },
  }
}

const noSalt = new Uint8Array(0)
/** Records that share their fsyncs. */
const groupSizeMax = 256
