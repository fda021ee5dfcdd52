/** A store in memory that fails as it is told, and a town whose log is long enough to be moved. For tests only. */
import { join } from 'node:path'
import { createVoters, genesisFor, rules, signed } from '../../solo/made-up.ts'
import { openSolo } from '../../solo/open.ts'
import type { LogStore } from './log-store.ts'

export type Fault = 'refuses' | 'is silent' | 'cuts short' | 'answers wrong' | 'has lost it'

export interface MadeUpStore extends LogStore {
  readonly files: Map<string, Uint8Array>
  fault: Fault | undefined
  /** Paths that were read, in order. */
  readonly asked: string[]
}

export const createMadeUpStore = (): MadeUpStore => {
  const store: MadeUpStore = {
    name: 'made-up-store',
    files: new Map(),
    fault: undefined,
    asked: [],
    read: async (path) => {
      store.asked.push(path)
      const bytes = store.files.get(path)
      if (store.fault === 'refuses') throw new Error('it answered 500')
      if (store.fault === 'is silent') return new Promise(() => undefined)
      if (store.fault === 'has lost it' || !bytes) return undefined
      if (store.fault === 'cuts short') return bytes.subarray(0, bytes.length - 5)
      const copy = Uint8Array.from(bytes)
      if (store.fault === 'answers wrong') copy[copy.length >> 1]! ^= 1
      return copy
    },
    write: async (path, bytes) => {
      if (store.fault === 'refuses') throw new Error('it answered 500')
      store.files.set(path, Uint8Array.from(bytes))
    },
  }
  return store
}

export const hourMs = 3_600_000

/** A town where thirty voters vote once an hour; the last hour is now. Resolves to when it began. */
export const playTown = async (folder: string, hours: number) => {
  const start = Date.now() - hours * hourMs
  const voters = createVoters(30)
  const genesis = genesisFor(voters, start)
  let time = start
  const ledger = await openSolo({ folder, rules, genesis, clock: () => time, quietMs: 1 })
  for (let poll = 0; poll < hours; poll++) {
    time += hourMs
    const validUntil = time + 300_000
    const votes = voters.map((voter) =>
      ledger.submit(signed(voter, { input: { poll, choice: 0 }, validUntil })),
    )
    for (const result of await Promise.all(votes)) if (!result.ok) throw new Error(result.refusal.code)
  }
  await ledger.close()
  return { start, voters, genesis, log: join(folder, 'log') }
}
