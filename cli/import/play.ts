/**
 * Plays an import: enrols as many made-up residents as the most supported proposal needs, then proposal by proposal
 * opens it and casts its supports, each as a transaction of its own with a key of its own; official answers are given
 * in between, at their time. Everything is derived from a seed, so the same files give the same log.
 *
 * The source says when a proposal was opened and how many supports it has, not when it got them: they are cast at its
 * opening, so that it meets the thresholds of that day.
 */
import { createHash } from 'node:crypto'
import { signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction, type Wish } from '@maru/client/transaction.ts'
import type { Event } from '@maru/kernel/execute.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { host } from '../host.ts'
import { createAgenda } from './agenda.ts'
import { createAnswering, type Given, type Officers } from './answering.ts'
import type { ImportAnswer } from './answers.ts'
import type { ImportRow } from './rows.ts'
import type { ImportTarget } from './target.ts'

export interface ImportOptions {
  readonly rows: readonly ImportRow[]
  readonly answerByLine: ReadonlyMap<number, ImportAnswer>
  readonly target: ImportTarget
  readonly officers: Officers
  readonly districts: readonly string[]
  readonly seed: string
  /** When the import ends, in milliseconds since 1970: until then timers run and answers are given. */
  readonly until: number
  readonly onProgress: (done: number, total: number) => void
}

export interface Played {
  readonly residents: number
  readonly proposals: number
  readonly supports: number
  /** The number each line of the file got as a proposal. */
  readonly proposalByLine: ReadonlyMap<number, number>
  readonly given: Given
}

/** Signs and submits; a text goes with the input that commits to it. Resolves to the events. */
export type Send = (signer: Signer, wish: Wish, label: string, content?: object) => Promise<readonly Event[]>

/** Transactions under way at once: enough to fill blocks, few enough for any city's queue. */
const underWayMax = 256

export const playImport = async (options: ImportOptions): Promise<Played> => {
  const { rows, answerByLine, target, officers, seed, until } = options
  const most = rows.reduce((max, { supports }) => Math.max(max, supports), 1)
  const supports = rows.reduce((sum, row) => sum + row.supports, 0)
  const send = createSend(options, most + rows.length + supports)
  const residents = Array.from({ length: most }, (_, number) =>
    signerFromSeed(derive(seed, `resident/${number}`)),
  )
  const agenda = createAgenda()
  const answering = createAnswering(agenda, send, officers, target)
  const advance = async (time: number): Promise<void> => {
    await agenda.runUntil(time)
    await target.advance(time)
  }

  await advance(rows[0]?.time ?? 0)
  await enrol(send, residents, options)
  const proposalByLine = new Map<number, number>()
  for (const row of rows) {
    await advance(row.time)
    const { proposal, events } = await openAndSupport(send, row, residents)
    proposalByLine.set(row.line, proposal)
    answering.hear(events, answerByLine.get(row.line))
  }
  await advance(until)
  return { residents: most, proposals: rows.length, supports, proposalByLine, given: answering.given() }
}

const derive = (seed: string, label: string): Uint8Array =>
  createHash('sha256').update(`${seed}/${label}`).digest()

const createSend = ({ target, seed, onProgress }: ImportOptions, total: number): Send => {
  let done = 0
  return async (signer, { service, action, input }, label, content) => {
    const salt = derive(seed, `salt/${label}`).subarray(0, 16)
    const commitment = content && commitContent(host.hash, salt, content)
    const committed = commitment ? { ...(input as object), content: commitment } : input
    const wish = { service, action, input: committed } as Wish
    const bytes = signTransaction(signer, wish, {
      chain: target.chain,
      validUntil: target.now() + 300_000,
      salt: derive(seed, label).subarray(0, 8),
    })
    const events = await target.submit(bytes, commitment && { content, salt, commitment })
    onProgress(Math.min(++done, total), total)
    return events
  }
}

const enrol = (
  send: Send,
  residents: readonly Signer[],
  { target, officers, districts }: ImportOptions,
): Promise<void> =>
  inParallel(residents, async (resident, number) => {
    const district = districts[number % districts.length] as string
    const birthYearBand = 1940 + 10 * (number % 7)
    const input = { ...newKey(resident, target.chain), district, birthYearBand }
    await send(
      officers.registrar,
      { service: 'residents', action: 'enrol-resident', input },
      `enrol/${number}`,
    )
  })

const openAndSupport = async (
  send: Send,
  { line, title, body, field, supports }: ImportRow,
  residents: readonly Signer[],
) => {
  const residentAt = (place: number): Signer => residents[place % residents.length] as Signer
  const opening = { service: 'proposals', action: 'open-proposal', input: { field, district: null } }
  const opened = await send(residentAt(line), opening, `open/${line}`, { title, body })
  const proposal = opened[0]?.[1]['proposal']
  if (typeof proposal !== 'number') throw new Error(`line ${line}: the city opened no proposal`)
  const events: Event[] = []
  const support = { service: 'proposals', action: 'support-proposal', input: { proposal } }
  // Each proposal starts with another resident, so that supports spread over all of them.
  const places = Array.from({ length: supports }, (_, offset) => line + offset)
  await inParallel(places, async (place, offset) => {
    events.push(...(await send(residentAt(place), support, `support/${line}/${offset}`)))
  })
  return { proposal, events }
}

const inParallel = async <Item>(
  items: readonly Item[],
  run: (item: Item, index: number) => Promise<void>,
): Promise<void> => {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++
      await run(items[index] as Item, index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(underWayMax, items.length) }, worker))
}
