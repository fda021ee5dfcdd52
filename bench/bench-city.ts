/** A city to measure: so many residents, proposals, and votes that are signed before the clock starts. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cityToGenesis } from '@maru/cities/city.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { developmentSigner, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { createHost } from '@maru/engines/host.ts'
import { openSolo, type SoloLedger } from '@maru/engines/solo/open.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'

export interface BenchCity {
  readonly folder: string
  readonly ledger: SoloLedger
  /** The next `count` votes, each by another resident or on another proposal, already signed. */
  readonly votes: (count: number) => Uint8Array[]
  readonly remove: () => Promise<void>
}

export const openBenchCity = async (
  residentCount: number,
  proposalCount = 20,
  folder = mkdtempSync(join(tmpdir(), 'maru-bench-')),
): Promise<BenchCity> => {
  const ledger = await openBenchLedger(folder)
  return {
    folder,
    ledger,
    ...(await fillBenchCity(ledger, residentCount, proposalCount)),
    remove: async () => {
      await ledger.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Enrols residents and opens proposals in a new ledger, whatever its engine. */
export const fillBenchCity = async (
  ledger: Ledger,
  residentCount: number,
  proposalCount: number,
): Promise<Pick<BenchCity, 'votes'>> => {
  const { chain } = ledger.genesis
  const registrar = developmentSigner('registrar')
  const sign = (signer: Signer, service: string, action: string, input: any): Uint8Array =>
    signTransaction(signer, { service, action, input }, { chain, validUntil: Date.now() + 590_000 })
  await submitAll(
    ledger,
    residentCount,
    (number) => {
      const key = newKey(residentSigner(number), chain)
      return sign(registrar, 'residents', 'enrol-resident', {
        ...key,
        district: 'jongno',
        birthYearBand: 1980,
      })
    },
    1_000,
  )
  const opening = (number: number) =>
    sign(residentSigner(number), 'proposals', 'open-proposal', {
      field: 'other',
      district: null,
      content: new Uint8Array(32),
    })
  await submitAll(ledger, proposalCount, opening, 64)
  let cast = 0
  return {
    votes: (count) =>
      Array.from({ length: count }, () => {
        const number = cast++
        // A step that has no factor in common with the count spreads voters over the whole state.
        const resident = residentSigner((number * 7_919) % residentCount)
        const proposal = 1 + (Math.floor(number / residentCount) % proposalCount)
        return sign(resident, 'proposals', 'support-proposal', { proposal })
      }),
  }
}

export const openBenchLedger = (folder: string): Promise<SoloLedger> =>
  openSolo({ folder, genesis: cityToGenesis(seoul), rules: createRules(services, createHost().hash) })

/** Submits transactions with so many clients, each waiting for its receipt before its next. Milliseconds of each. */
export const submitAll = async (
  ledger: Ledger,
  count: number,
  transaction: (number: number) => Uint8Array,
  clients: number,
): Promise<number[]> => {
  const latencies: number[] = []
  let next = 0
  const client = async (): Promise<void> => {
    while (next < count) {
      const bytes = transaction(next++)
      const startedAt = performance.now()
      const result = await ledger.submit(bytes)
      if (!result.ok) throw new Error(`refused: ${result.refusal.code} ${result.refusal.detail ?? ''}`)
      latencies.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: Math.min(clients, count) }, client))
  return latencies
}

export const residentSigner = (number: number): Signer =>
  signerFromSeed(createHash('sha256').update(`bench/${number}`).digest())
