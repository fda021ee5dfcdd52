/**
 * A whole city in one process for tests and benchmarks: the engine of a small city in a folder of its own, residents
 * with keys, and a clock that stands still until it is told to move on.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cityToGenesis, type City } from '@maru/cities/city.ts'
import { dev } from '@maru/cities/dev.ts'
import { developmentSigner, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction, type SigningOptions } from '@maru/client/transaction.ts'
import { sha256 } from '@maru/engines/host.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import { runQuery } from '@maru/kernel/execute.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { nextTimerAt } from '@maru/kernel/block.ts'
import type { Recorded } from '@maru/kernel/ledger.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { openAgreed } from './agreed-engine.ts'

export interface TestCityOptions {
  /** Kept when it is given; one that is made for the test is removed with it. */
  readonly folder?: string
  readonly city?: City
  /** Milliseconds since 1970; without it the clock stands at the city's second day, and `advance` moves it. */
  readonly clock?: () => number
  /** Whatever MARU_ENGINE says: solo opens no folder that has taken blocks from CometBFT. */
  readonly isSolo?: boolean
}

export type TestCity = Awaited<ReturnType<typeof openTestCity>>

export const registrar = developmentSigner('registrar')

/** The same name gives the same key in every run. */
export const namedSigner = (name: string): Signer =>
  signerFromSeed(sha256(Buffer.from(`maru test key: ${name}`)))

export const openTestCity = async ({
  folder: given,
  city = dev,
  clock,
  isSolo = process.env['MARU_ENGINE'] !== 'cometbft',
}: TestCityOptions = {}) => {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'maru-city-')))
  const genesis = cityToGenesis(city)
  let time = genesis.time + 86_400_000
  const now = clock ?? (() => time)
  const rules = createRules(services, sha256)
  const options = { folder, genesis, rules, clock: now }
  const ledger = isSolo ? await openSolo({ ...options, quietMs: 0 }) : await openAgreed(options)
  let residents = 0

  const isTimerDue = (): boolean => {
    const { view, height } = ledger.snapshot()
    return (nextTimerAt(view, height + 1) ?? Infinity) <= now()
  }

  const sign = (
    signer: Signer,
    service: string,
    action: string,
    input: CborValue,
    options: Partial<SigningOptions> = {},
  ) =>
    signTransaction(
      signer,
      { service, action, input },
      { chain: genesis.chain, validUntil: now() + 300_000, ...options },
    )

  /** What was recorded, or the refusal's code. */
  const submit = async (bytes: Uint8Array): Promise<Recorded | string> => {
    const result = await ledger.submit(bytes)
    return result.ok ? result.value : result.refusal.code
  }

  const act = (
    signer: Signer,
    service: string,
    action: string,
    input: CborValue,
  ): Promise<Recorded | string> => submit(sign(signer, service, action, input))

  const enrolOne = async (name: string): Promise<Signer> => {
    const signer = namedSigner(name)
    const key = newKey(signer, genesis.chain)
    const district = city.districts[0]!.id
    recordedOf(await act(registrar, 'residents', 'enrol-resident', { ...key, district, birthYearBand: 1980 }))
    return signer
  }

  return {
    folder,
    genesis,
    ledger,
    now,
    advance: (ms: number) => void (time += ms),
    /** Resolves when no timer is due any more, whatever engine makes the blocks for them. */
    runTimers: async (): Promise<void> => {
      ledger.runTimers()
      while (isTimerDue()) await new Promise((resolve) => void setTimeout(resolve, 2))
    },
    sign,
    submit,
    act,
    enrol: (count: number): Promise<Signer[]> =>
      Promise.all(Array.from({ length: count }, () => enrolOne(`resident ${++residents}`))),
    /** The number of the new proposal. */
    openProposal: async (signer: Signer): Promise<number> => {
      const input = { field: city.fields[0]!.id, district: null, content: new Uint8Array(32) }
      const { receipt } = recordedOf(await act(signer, 'proposals', 'open-proposal', input))
      return 'events' in receipt ? (receipt.events[0]?.[1]['proposal'] as number) : 0
    },
    support: (signer: Signer, proposal: number) => act(signer, 'proposals', 'support-proposal', { proposal }),
    query: (service: string, query: string, input: object = {}): unknown => {
      const found = rules.serviceByName.get(service)!
      const snapshot = ledger.snapshot()
      return runQuery(found, snapshot.view, snapshot, query, found.queries[query]!.input.parse(input))
    },
    close: async () => {
      await ledger.close()
      if (given === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** For a step that a test only needs on its way. */
export const recordedOf = (outcome: Recorded | string): Recorded => {
  if (typeof outcome === 'string') throw new Error(`refused: ${outcome}`)
  return outcome
}
