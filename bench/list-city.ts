/** A city of 20,000 proposals with texts: the real ones where the file is there, grown with made-up ones. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openCityContent, submitWithText } from '@maru/cli/city-content.ts'
import { host } from '@maru/cli/host.ts'
import { readRows } from '@maru/cli/import/rows.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import type { ContentStore } from '@maru/server/content-store.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { openBenchCity, residentSigner, type BenchCity } from './bench-city.ts'
import sample from '@maru/services/proposals/read-model/similar-sample.json' with { type: 'json' }

export interface ListCity extends Pick<BenchCity, 'ledger' | 'folder' | 'remove'> {
  readonly content: ContentStore
  readonly texts: readonly BenchText[]
  /** Of each text the number it got as a proposal. */
  readonly numbers: readonly number[]
  /** The next `count` votes, on proposals all over the city, signed. */
  readonly votes: (count: number) => Uint8Array[]
}

export interface BenchText {
  readonly title: string
  readonly body: string
  readonly field: string
  readonly supports: number
}

/** A resident opens at most five proposals a day. */
const residentCount = 5_000

/** The city of these proposals, in their order. */
export const openListCity = async (texts: readonly BenchText[]): Promise<ListCity> => {
  const { ledger, folder, remove } = await openBenchCity(residentCount, 0)
  const content = await openCityContent(folder, ledger)
  const { chain } = ledger.genesis
  const sign = (resident: number, action: string, input: any): Uint8Array =>
    signTransaction(
      residentSigner(resident),
      { service: 'proposals', action, input },
      { chain, validUntil: Date.now() + 590_000 },
    )
  const numbers: number[] = []
  await inParallel(texts.length, async (index) => {
    const { title, body, field } = texts[index] as BenchText
    const salt = digest(`salt/${index}`).subarray(0, 16)
    const text = { title, body }
    const commitment = commitContent(host.hash, salt, text)
    const bytes = sign(index % residentCount, 'open-proposal', { field, district: null, content: commitment })
    const result = await submitWithText(ledger, content, bytes, { commitment, content: text, salt })
    if (!result.ok) throw new Error(`refused: ${result.refusal.code}`)
    numbers[index] =
      'events' in result.value.receipt ? Number(result.value.receipt.events[0]?.[1]['proposal']) : 0
  })
  const supports = texts.flatMap(({ supports }, index) =>
    Array.from(
      { length: Math.min(supports, supportsMax) },
      (_, voter) => [numbers[index] as number, voter] as const,
    ),
  )
  await inParallel(supports.length, async (index) => {
    const [proposal, voter] = supports[index] as readonly [number, number]
    await ledger.submit(sign((proposal + voter) % residentCount, 'support-proposal', { proposal }))
  })
  let cast = 0
  return {
    ledger,
    folder,
    content,
    texts,
    numbers,
    votes: (count) =>
      Array.from({ length: count }, () => {
        const number = cast++
        const proposal = 1 + ((number * 7_919) % texts.length)
        const voter = (proposal + supportsMax + Math.floor(number / texts.length)) % residentCount
        return sign(voter, 'support-proposal', { proposal })
      }),
    remove: async () => {
      await content.close()
      await remove()
    },
  }
}

/** Of the real votes on one proposal; thousands on a few would say nothing more about lists. */
const supportsMax = 20

/** The real texts, grown with made-up ones; without the file all are made up. */
export const readTexts = async (count: number): Promise<BenchText[]> => {
  const real = await readRealTexts()
  const seeds = real.length > 0 ? real : sampleTexts
  return Array.from({ length: count }, (_, index) => seeds[index] ?? madeUp(seeds, index))
}

/** None where the file is not there. */
export const readRealTexts = async (): Promise<BenchText[]> => {
  const folder = process.env['MARU_REAL_DATA_FOLDER'] ?? join(import.meta.dirname, '../../shared/data')
  const file = join(folder, 'democracy-seoul-5963.jsonl.gz')
  return existsSync(file) ? readRows(file) : []
}

const sampleTexts: readonly BenchText[] = sample.flatMap(({ title, again }) =>
  [title, again].map((title) => ({ title, body: again, field: 'other', supports: 0 })),
)

/** Words of some titles, sentences of some texts: as varied as what it is made of. */
const madeUp = (seeds: readonly BenchText[], index: number): BenchText => {
  const random = digest(`made up/${index}`)
  const pick = (place: number): BenchText => seeds[random.readUInt16BE(2 * place) % seeds.length] as BenchText
  const part = (text: string, separator: RegExp, place: number): string => {
    const parts = text.split(separator)
    return parts[(random[place] as number) % parts.length] as string
  }
  const title = [0, 1, 2, 3, 4].map((place) => part(pick(place).title, /\s+/, 10 + place)).join(' ')
  const body = [5, 6, 7, 8, 9, 10, 11, 12]
    .map((place) => part(pick(place).body, /(?<=[.!?\n])/, place))
    .join(' ')
  return {
    title: [...title].slice(0, 120).join(''),
    body,
    field: pick(13).field,
    supports: (random[31] as number) % 4,
  }
}

const digest = (label: string): Buffer => createHash('sha256').update(label).digest()

const inParallel = async (count: number, run: (index: number) => Promise<void>): Promise<void> => {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) await run(next++)
  }
  await Promise.all(Array.from({ length: 256 }, worker))
}
