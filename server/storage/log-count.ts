/**
 * What the log takes: by service, and by day for the last thirty. The log is counted once from its first entry, a bundle
 * at a time, and then as it grows; what was counted can be kept, so that a start goes on from there. Days are as UTC has
 * them.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { dayMs } from '@maru/services/days.ts'
import { peekEntryAction } from '../peek.ts'
import { readEntries, type LogOfLedger } from '../records.ts'

export interface Amount {
  readonly entries: number
  readonly bytes: number
}

export interface LogCount extends Amount {
  /** Of the last block that was counted, in milliseconds since 1970. */
  readonly time: number
  /** By the service that the act was of; `kernel` has the seals and the genesis. */
  readonly byService: ReadonlyMap<string, Amount>
  /** The same by day, numbered from 1970, oldest first; at most `daysKept`. */
  readonly byDay: ReadonlyMap<number, ReadonlyMap<string, Amount>>
}

/** Today and thirty before. */
const daysKept = 31
const entriesPerTurn = 256

export interface LogCounter {
  /** Resolves when all is counted, or after `waitMs` to what has been counted until then; counting goes on. */
  readonly count: (waitMs: number) => Promise<LogCount>
  /** Counting that is under way ends soon, where it is. */
  readonly stop: () => void
}

/** Goes on from `known`, if that is of this log. */
export const createLogCounter = (
  log: LogOfLedger,
  services: readonly { readonly name: string }[],
  known?: LogCount,
): LogCounter => {
  const names = new Set(services.map(({ name }) => name))
  const start = known && known.entries <= log.status().size ? known : nothingCounted
  const byService = new Map(start.byService)
  const byDay = new Map([...start.byDay].map(([day, amounts]) => [day, new Map(amounts)]))
  let { entries, bytes, time } = start
  /** Of the block that is being read: its seal, which comes last, says of which day it is. */
  let block: (readonly [service: string, bytes: number])[] = []

  const closeBlock = (sealTime: number): void => {
    time = sealTime
    const day = Math.floor(time / dayMs)
    const ofDay = byDay.get(day) ?? new Map<string, Amount>()
    byDay.set(day, ofDay)
    for (const [service, size] of block) {
      add(byService, service, size)
      add(ofDay, service, size)
      entries++
      bytes += size
    }
    block = []
    for (const old of byDay.keys()) if (old <= day - daysKept) byDay.delete(old)
  }

  const countOn = async (): Promise<void> => {
    for await (const [index, entry] of readEntries(log, entries, log.status().size)) {
      if (index % entriesPerTurn === 0) await nextTurn()
      if (isStopped) return
      const service = peekEntryAction(entry)?.service ?? ''
      block.push([names.has(service) ? service : 'kernel', entry.length])
      const read = isSeal(entry) ? decodeEntry(entry) : undefined
      if (read?.kind === 'seal') closeBlock(read.seal.time)
    }
  }

  let running: Promise<void> | undefined
  let isStopped = false
  return {
    count: async (waitMs) => {
      running ??= countOn().finally(() => {
        block = []
        running = undefined
      })
      await Promise.race([running, wait(waitMs)])
      return { entries, bytes, time, byService, byDay }
    },
    stop: () => void (isStopped = true),
  }
}

const nothingCounted: LogCount = { entries: 0, bytes: 0, time: 0, byService: new Map(), byDay: new Map() }

/** Each block ends with one, as a log has it from the first on (kernel/entry.ts). */
const isSeal = (entry: Uint8Array): boolean => entry[0] === 0x86

const add = (amounts: Map<string, Amount>, service: string, size: number): void => {
  const { entries, bytes } = amounts.get(service) ?? { entries: 0, bytes: 0 }
  amounts.set(service, { entries: entries + 1, bytes: bytes + size })
}

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
