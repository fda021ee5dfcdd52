/** A city of made-up residents who propose, comment and support, each with texts, on a real ledger. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { openCityContent, submitWithText } from '@maru/cli/city-content.ts'
import { developmentSigner, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction, type Wish } from '@maru/client/transaction.ts'
import { sha256 } from '@maru/engines/host.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { openBenchLedger } from './bench-city.ts'

export interface TalkingCitySize {
  readonly residents: number
  readonly proposals: number
  readonly comments: number
  /** Of the first proposal. */
  readonly supports: number
}

const clients = 512

/** In the folder `city` of `folder`, which is closed again. */
export const buildTalkingCity = async (folder: string, size: TalkingCitySize): Promise<void> => {
  const ledger = await openBenchLedger(join(folder, 'city'))
  const content = await openCityContent(join(folder, 'city'), ledger)
  const { chain } = ledger.genesis
  const residents = Array.from({ length: size.residents }, (_, number) => signerOf(number))
  const residentAt = (number: number): Signer => residents[number % size.residents] as Signer

  const send = async (signer: Signer, service: string, action: string, input: object, text?: object) => {
    const salt = text && sha256(Buffer.from(JSON.stringify(text))).subarray(0, 16)
    const commitment = salt && commitContent(sha256, salt, text)
    const wish = { service, action, input: commitment ? { ...input, content: commitment } : input } as Wish
    const bytes = signTransaction(signer, wish, { chain, validUntil: Date.now() + 590_000 })
    const result = await (commitment
      ? submitWithText(ledger, content, bytes, { content: text, salt, commitment })
      : ledger.submit(bytes))
    if (!result.ok) throw new Error(`refused: ${result.refusal.code}`)
  }
  await each(size.residents, async (number) => {
    const input = { ...newKey(residentAt(number), chain), district: 'jongno', birthYearBand: 1980 }
    await send(developmentSigner('registrar'), 'residents', 'enrol-resident', input)
  })
  await each(size.proposals, (number) =>
    send(
      residentAt(number),
      'proposals',
      'open-proposal',
      { field: 'other', district: null },
      {
        title: `제안 ${number}: ${madeUp(number, 4)}`,
        body: madeUp(number, 60),
      },
    ),
  )
  await each(size.comments, (number) => {
    const target = { service: 'proposals', number: 1 + (number % size.proposals) }
    const input = { ...target, side: 'for', replyTo: null }
    return send(residentAt(number), 'comments', 'add-comment', input, {
      comment: `${number}: ${madeUp(number, 20)}`,
    })
  })
  await each(size.supports, (number) =>
    send(residentAt(number), 'proposals', 'support-proposal', { proposal: 1 }),
  )
  await ledger.close()
  await content.close()
}

const each = async (count: number, run: (number: number) => Promise<void>): Promise<void> => {
  let next = 0
  const client = async (): Promise<void> => {
    while (next < count) await run(next++)
  }
  await Promise.all(Array.from({ length: Math.min(clients, count) }, client))
}

const words =
  '버스 정류장 그늘막 골목 의자 도서관 자전거 길 나무 물 공원 놀이터 밤 아침 이웃 시장 다리 강변'.split(' ')

const madeUp = (seed: number, count: number): string =>
  Array.from({ length: count }, (_, at) => words[(seed * 7 + at * at) % words.length]).join(' ')

const signerOf = (number: number): Signer =>
  signerFromSeed(createHash('sha256').update(`talking city/${number}`).digest())
