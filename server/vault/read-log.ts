/**
 * The log of reads: each time that somebody at a desk, or a service of the city, is told of a person. An entry is on the
 * disk before the answer goes out. Korea's Standards for Measures to Ensure the Safety of Personal Information, article
 * 8, ask for it: kept for two years where there are 50,000 persons or more, looked at each month, guarded from change.
 *
 * Whom an entry is about stands in it as a tag under a key of the vault's: residents find their own, the auditor sees
 * whom one officer reads again and again, and who has the disk alone learns neither. Each entry has the MAC of the one
 * before it in its own, so that one that was changed or taken out shows.
 */
import { createHmac, hkdfSync } from 'node:crypto'
import type { Tables } from './tables.ts'

export const purposes = ['enrol', 'find', 'groups', 'birthday', 'guardian', 'card', 'sign-in'] as const

/** For whom somebody is read, and what for. */
export interface Reading {
  readonly purpose: (typeof purposes)[number]
  /** The officer's account, or the office's; absent where the server answers a service. */
  readonly by?: string
  /** The public service that is told. */
  readonly service?: string
  /** The address of the officer's machine, which article 2 of the standards wants; never a resident's. */
  readonly from?: string
}

export interface ReadRow extends Reading {
  /** Milliseconds since 1970; never before the entry before it. */
  readonly at: number
  /** Absent when nobody was found. */
  readonly subject?: string
  readonly link: string
}

export interface ReadEntry extends ReadRow {
  readonly number: number
}

export interface ReadsAsked {
  /** Of this account alone. */
  readonly account?: string | undefined
  readonly from?: number | undefined
  readonly until?: number | undefined
  /** Those with lower numbers. */
  readonly before?: number | undefined
  readonly limit: number
}

export interface ReadLog {
  /** Durable when it resolves. An account that is undefined stands for nobody who was found. */
  readonly note: (reading: Reading, accounts: readonly (string | undefined)[]) => Promise<void>
  /** The newest first. `isWhole` is false when one of them was changed, or the one before it is gone. */
  readonly list: (asked: ReadsAsked) => { readonly reads: readonly ReadEntry[]; readonly isWhole: boolean }
  /** Removes what is older than two years, and the oldest of too many; never the last one. */
  readonly prune: (time: number) => Promise<void>
}

export interface ReadLogOptions {
  readonly tables: Tables
  /** The vault's key of tags. */
  readonly key: Buffer
  readonly now: () => number
  readonly countMax?: number | undefined
}

export const readsKeptMs = 730 * 86_400_000

export const createReadLog = ({ tables, key, now, countMax = 10_000_000 }: ReadLogOptions): ReadLog => {
  const { reads, readsOf, transaction } = tables
  const logKey = Buffer.from(hkdfSync('sha256', key, '', 'maru vault: the log of reads', 32))
  const tag = (...parts: readonly unknown[]): string =>
    createHmac('sha256', logKey).update(JSON.stringify(parts)).digest('hex').slice(0, 32)
  const subjectOf = (account: string): string => tag('subject', account)
  const linkOf = (number: number, before: string, row: Omit<ReadRow, 'link'>): string =>
    tag('link', before, number, row.at, row.purpose, row.by, row.service, row.from, row.subject)
  const newest = () => [...reads.getRange({ reverse: true, limit: 1 })][0]
  const oldestNumber = (): number => [...reads.getKeys({ limit: 1 })][0] ?? 0

  const isLinked = ({ number, link, ...row }: ReadEntry): boolean => {
    const before = reads.get(number - 1)
    // Of the oldest, the one before was removed when its time was over, and its MAC with it.
    return before ? link === linkOf(number, before.link, row) : number === oldestNumber()
  }

  /** The last that was noted at that time or before. */
  const lastUntil = (time: number): number => {
    let [low, high] = [oldestNumber(), newest()?.key ?? 0]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((reads.get(middle)?.at ?? 0) <= time) low = middle
      else high = middle - 1
    }
    return low
  }

  const numbersDown = (subject: string | undefined, from: number): Iterable<number> =>
    subject === undefined
      ? reads.getKeys({ start: from, end: 0, reverse: true })
      : readsOf
          .getKeys({ start: [subject, from], end: [subject, 0], reverse: true })
          .map(([, number]) => number)

  return {
    note: async (reading, accounts) => {
      if (accounts.length === 0) return
      tables.requireRoom()
      await transaction(() => {
        let last = newest()
        const at = Math.max(now(), last?.value.at ?? 0)
        for (const account of accounts) {
          const number = (last?.key ?? 0) + 1
          const row = { ...reading, at, ...(account !== undefined && { subject: subjectOf(account) }) }
          const value: ReadRow = { ...row, link: linkOf(number, last?.value.link ?? '', row) }
          void reads.put(number, value)
          if (value.subject !== undefined) void readsOf.put([value.subject, number], true)
          last = { key: number, value }
        }
      })
    },
    list: ({ account, from = 0, until, before = Number.MAX_SAFE_INTEGER, limit }) => {
      const start = Math.min(before - 1, until === undefined ? before : lastUntil(until))
      const found: ReadEntry[] = []
      for (const number of numbersDown(account === undefined ? undefined : subjectOf(account), start)) {
        const row = reads.get(number)
        if (!row || row.at < from || found.length >= limit) break
        if (until === undefined || row.at <= until) found.push({ number, ...row })
      }
      return { reads: found, isWhole: found.every(isLinked) }
    },
    prune: async (time) => {
      const last = newest()?.key ?? 0
      const old: { readonly key: number; readonly value: ReadRow }[] = []
      for (const entry of reads.getRange({ limit: pruneMax })) {
        const isDue = entry.value.at < time - readsKeptMs || entry.key <= last - countMax
        // Numbers and MACs go on from the last one, so that next month's file follows this month's.
        if (!isDue || entry.key === last) break
        old.push(entry)
      }
      if (old.length === 0) return
      await transaction(() => {
        for (const { key: number, value } of old) {
          void reads.remove(number)
          if (value.subject !== undefined) void readsOf.remove([value.subject, number])
        }
      })
    },
  }
}

/** What one turn removes; there is a turn each minute. */
const pruneMax = 10_000
