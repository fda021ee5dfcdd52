/** A history of a real city, made from a seed under solo: what a second engine has to come out with again. */
import { createHash } from 'node:crypto'
import type { Signer } from '@maru/client/keys.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { openTestCity, registrar, type TestCity } from './city.ts'

interface HistoryBlock {
  readonly time: number
  readonly transactions: readonly Uint8Array[]
}

interface History {
  readonly city: TestCity
  /** With what was refused behind what was recorded, and blocks between in which nothing happens. */
  readonly blocks: readonly HistoryBlock[]
}

/** Plays `steps` acts of a small city, a dozen at a time, over days in which timers fall due. */
export const playHistory = async (seed: number, steps: number): Promise<History> => {
  const city = await openTestCity()
  const below = createRandom(seed)
  const refusedByHeight = new Map<number, Uint8Array[]>()
  const residents = await city.enrol(12)
  let proposals = 0

  const submit = async (bytes: Uint8Array): Promise<void> => {
    const result = await city.submit(bytes)
    if (typeof result !== 'string') {
      if ('events' in result.receipt && result.receipt.events[0]?.[0] === 'proposal-opened') proposals++
      return
    }
    const { height } = city.ledger.status()
    refusedByHeight.set(height, [...(refusedByHeight.get(height) ?? []), bytes])
  }
  /** Whatever is refused stays refused at the end of its block, so that its place in the block does not matter. */
  const act = (signer: Signer, known: number): Uint8Array => {
    if (known > 0 && below(8) > 0)
      return city.sign(signer, 'proposals', 'support-proposal', { proposal: 1 + below(known) })
    const content = createHash('sha256')
      .update(`${seed}:${below(1e9)}`)
      .digest()
    return city.sign(signer, 'proposals', 'open-proposal', { field: 'transport', district: null, content })
  }

  for (let step = 0; step < steps; step += 12) {
    const known = proposals
    const acts = Array.from({ length: 12 }, () => act(residents[below(residents.length)]!, known))
    if (below(4) === 0) acts.push(acts[0]!)
    if (below(6) === 0) acts.push(city.sign(registrar, 'residents', 'enrol-resident', { wrong: true }))
    await Promise.all(acts.map(submit))
    city.advance(below(3) === 0 ? below(5) * 86_400_000 : below(900))
  }
  await city.runTimers()
  return { city, blocks: await blocksOf(city.ledger, refusedByHeight, below) }
}

const blocksOf = async (
  ledger: Ledger,
  refusedByHeight: ReadonlyMap<number, readonly Uint8Array[]>,
  below: (bound: number) => number,
): Promise<HistoryBlock[]> => {
  const blocks: HistoryBlock[] = []
  let transactions: Uint8Array[] = []
  for (let index = 2; index < ledger.snapshot().size; index++) {
    const entry = decodeEntry((await ledger.entry(index))!)
    if (entry?.kind === 'transaction') transactions.push(entry.bytes)
    if (entry?.kind !== 'seal') continue
    const { time, height } = entry.seal
    blocks.push({ time, transactions: [...transactions, ...(refusedByHeight.get(height) ?? [])] })
    if (below(3) === 0) blocks.push({ time, transactions: [] })
    transactions = []
  }
  return blocks
}

/** Mulberry32: whole numbers from 0 below a bound, the same for the same seed. */
const createRandom =
  (seed: number) =>
  (bound: number): number => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
  }
