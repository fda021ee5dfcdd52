/**
 * Plays an import: enrols as many made-up residents as the most supported proposal needs, then proposal by proposal
 * opens it and casts its supports, each as a transaction of its own with a key of its own. Everything is derived from
 * a seed, so the same file gives the same log but for the times.
 */
import { createHash } from 'node:crypto'
import { signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction, type Wish } from '@maru/client/transaction.ts'
import { host } from '../host.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import type { ImportRow } from './rows.ts'
import type { ImportTarget } from './target.ts'

export interface ImportOptions {
  readonly rows: readonly ImportRow[]
  readonly target: ImportTarget
  readonly registrar: Signer
  readonly districts: readonly string[]
  readonly seed: string
  readonly onProgress: (done: number, total: number) => void
}

export interface Imported {
  readonly residents: number
  readonly proposals: number
  readonly supports: number
  /** The number each line of the file got as a proposal. */
  readonly proposalByLine: ReadonlyMap<number, number>
}

/** Transactions under way at once: enough to fill blocks, few enough for any city's queue. */
const underWayMax = 256

export const playImport = async ({
  rows,
  target,
  registrar,
  districts,
  seed,
  onProgress,
}: ImportOptions): Promise<Imported> => {
  const most = rows.reduce((max, { supports }) => Math.max(max, supports), 1)
  const supports = rows.reduce((sum, row) => sum + row.supports, 0)
  const total = most + rows.length + supports
  let done = 0
  const derive = (label: string): Uint8Array => createHash('sha256').update(`${seed}/${label}`).digest()
  const send = async (
    signer: Signer,
    wish: Wish,
    label: string,
    sent?: Parameters<ImportTarget['submit']>[1],
  ) => {
    const options = {
      chain: target.chain,
      validUntil: target.now() + 300_000,
      salt: derive(label).subarray(0, 8),
    }
    const events = await target.submit(signTransaction(signer, wish, options), sent)
    onProgress(++done, total)
    return events
  }

  const residents = Array.from({ length: most }, (_, number) => signerFromSeed(derive(`resident/${number}`)))
  target.setTime(rows[0]?.time ?? 0)
  await inParallel(residents, (resident, number) => {
    const district = districts[number % districts.length] as string
    const birthYearBand = 1940 + 10 * (number % 7)
    return send(
      registrar,
      {
        service: 'residents',
        action: 'enrol-resident',
        input: { ...newKey(resident, target.chain), district, birthYearBand },
      },
      `enrol/${number}`,
    )
  })

  const proposalByLine = new Map<number, number>()
  for (const { line, title, body, field, supports: count, time } of rows) {
    target.setTime(time)
    const author = residents[line % most] as Signer
    const content = { title, body }
    const salt = derive(`salt/${line}`).subarray(0, 16)
    const commitment = commitContent(host.hash, salt, content)
    const opening = {
      service: 'proposals',
      action: 'open-proposal',
      input: { field, district: null, content: commitment },
    }
    const events = await send(author, opening, `open/${line}`, { content, salt, commitment })
    const proposal = events[0]?.[1]['proposal']
    if (typeof proposal !== 'number') throw new Error(`line ${line}: the city opened no proposal`)
    proposalByLine.set(line, proposal)
    // Each proposal starts with another resident, so that supports spread over all of them.
    const voters = Array.from({ length: count }, (_, offset) => residents[(line + offset) % most] as Signer)
    await inParallel(voters, (voter, offset) =>
      send(
        voter,
        { service: 'proposals', action: 'support-proposal', input: { proposal } },
        `support/${line}/${offset}`,
      ),
    )
  }
  return { residents: most, proposals: rows.length, supports, proposalByLine }
}

const inParallel = async <Item>(
  items: readonly Item[],
  run: (item: Item, index: number) => Promise<unknown>,
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
