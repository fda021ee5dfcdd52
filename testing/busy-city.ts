/**
 * A small city in which everything has happened once: for tests of what is told about it (open data, feeds, reports).
 *
 *   proposal 1  is in debate, answered and a policy; it has opinions and comments, one of them hidden
 *   proposal 2  has three supports and waits for a department
 *   proposal 3  had its text erased by its author
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { encodeBase64 } from '@maru/kernel/log/base64.ts'
import { openContentStore } from '@maru/server/content-store.ts'
import type { ServerOptions } from '@maru/server/options.ts'
import { createServer } from '@maru/server/server.ts'
import { openTestCity } from './city.ts'
import { madeUpText, type MadeUpText } from './made-up-texts.ts'

type Input = { readonly [name: string]: CborValue }

export const busyTexts = {
  shade: madeUpText('그늘막', { title: '=그늘막 <을> & "정류장"에', body: '첫째 줄,\n둘째 줄' }),
  benches: madeUpText('의자', { title: '골목마다 의자를', body: '' }),
  erased: madeUpText('지운 글', { title: '지워질 제목', body: '지워질 본문' }),
  opinion: madeUpText('의견', { body: '@찬성합니다' }),
  comment: madeUpText('댓글', { comment: '+도움이 됩니다' }),
  hidden: madeUpText('숨긴 댓글', { comment: '숨겨질 댓글' }),
  reasons: madeUpText('숨긴 까닭', { reasons: '전화번호가 적혀 있습니다' }),
  answer: madeUpText('답변', { body: '내년 봄까지 놓겠습니다.' }),
  refusal: madeUpText('거절', { body: '자리가 좁아 놓을 수 없습니다.' }),
} as const

export type BusyCity = Awaited<ReturnType<typeof openBusyCity>>

const openBusyCity = async (options: Partial<ServerOptions>) => {
  const city = await openTestCity()
  const content = openContentStore({ folder: join(city.folder, 'content') })
  await content.follow(city.ledger)
  const app = createServer({
    ledger: city.ledger,
    services: city.ledger.rules.services,
    content,
    ...options,
    // The machine may be busy with other tests.
    limits: { eventLoopDelayMs: 0, ...options.limits },
  })
  await app.ready()

  /** Its receipt. Throws when it is refused. */
  const act = async (
    signer: Signer,
    service: string,
    action: string,
    input: Input,
    text?: MadeUpText,
  ): Promise<{ readonly id: string; readonly index: number }> => {
    const committed = text ? { ...input, content: hexToBytes(text.commitment) } : input
    const answer = await app.inject({
      method: 'POST',
      url: '/api/transactions',
      payload: {
        transaction: encodeBase64(city.sign(signer, service, action, committed)),
        ...(text && { content: text.item.content, contentSalt: encodeBase64(text.item.salt) }),
      },
    })
    if (answer.statusCode !== 200) throw new Error(`${action} was refused: ${answer.body}`)
    return answer.json()
  }
  return {
    city,
    content,
    app,
    act,
    close: async () => {
      await app.close()
      await content.close()
      await city.close()
      await rm(city.folder, { recursive: true, force: true })
    },
  }
}

const playAll = async ({ city, act }: BusyCity): Promise<void> => {
  const residents = await city.enrol(5)
  const [ana, ben, cho] = residents as [Signer, Signer, Signer]
  const [mayor, officer, moderator] = ['mayor', 'department', 'moderator'].map(developmentSigner) as [
    Signer,
    Signer,
    Signer,
  ]
  const place = { field: 'transport', district: null }
  for (const text of [busyTexts.shade, busyTexts.benches, busyTexts.erased])
    await act(ana, 'proposals', 'open-proposal', place, text)
  for (const resident of residents) await act(resident, 'proposals', 'support-proposal', { proposal: 1 })
  for (const resident of [ana, ben, cho])
    await act(resident, 'proposals', 'support-proposal', { proposal: 2 })
  await act(ana, 'proposals', 'erase-text', { proposal: 3 })
  await act(ben, 'debates', 'give-opinion', { debate: 1, side: 'for' }, busyTexts.opinion)
  const target = { service: 'proposals', number: 1, replyTo: null }
  await act(ben, 'comments', 'add-comment', { ...target, side: 'for' }, busyTexts.comment)
  await act(cho, 'comments', 'add-comment', { ...target, side: 'against' }, busyTexts.hidden)
  const hidden = { service: 'comments', number: 2, rule: 'personal-data' }
  await act(moderator, 'moderation', 'hide-text', hidden, busyTexts.reasons)
  await act(mayor, 'answers', 'assign-department', { duty: 1, department: 'roads' })
  city.advance(86_400_000)
  await act(officer, 'answers', 'give-answer', { duty: 1, decision: 'adopted' }, busyTexts.answer)
}

export const withBusyCity = async (
  run: (city: BusyCity) => Promise<void>,
  options: Partial<ServerOptions> = {},
): Promise<void> => {
  const city = await openBusyCity(options)
  try {
    await playAll(city)
    await run(city)
  } finally {
    await city.close()
  }
}
