/**
 * What a demonstration city opens with: twelve made-up residents and seven made-up proposals with some supports, so
 * that there is something to look at. All keys are the well-known development keys; production refuses them.
 */
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction, type Wish } from '@maru/client/transaction.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { ContentStore } from '@maru/server/content-store.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { createHash } from 'node:crypto'
import { submitWithText, type CommittedContent } from '../city-content.ts'
import { host } from '../host.ts'

const residentCount = 12

const proposals = [
  {
    field: 'safety',
    supports: 11,
    title: '골목길 가로등을 동작 감지식으로 바꿔 주세요',
    body: '밤늦게 지나는 사람이 적은 골목은 어둡고, 주민이 자는 방은 밝습니다. 사람이 지날 때만 밝아지는 등이면 둘 다 나아집니다.',
  },
  {
    field: 'environment',
    supports: 9,
    title: '동네 화단을 주민이 함께 가꾸게 해 주세요',
    body: '비어 있는 화단을 신청한 주민에게 한 해씩 맡기고, 흙과 물은 구에서 대 주면 좋겠습니다.',
  },
  {
    field: 'transport',
    supports: 7,
    title: '버스 정류장 의자에 등받이를 달아 주세요',
    body: '어르신과 아이들이 오래 앉아 기다립니다. 등받이 하나로 훨씬 편해집니다.',
  },
  {
    field: 'culture',
    supports: 4,
    title: '도서관을 주말 저녁에도 열어 주세요',
    body: '평일에 일하는 사람은 토요일 저녁이 책 읽기 좋은 때입니다.',
  },
  {
    field: 'welfare',
    supports: 2,
    title: '경로당에 무료 와이파이를 놓아 주세요',
    body: '손주와 얼굴을 보며 통화하고 싶어 하십니다.',
  },
  {
    field: 'health',
    supports: 1,
    title: '공원마다 식수대를 하나씩 더 놓아 주세요',
    body: '달리고 걷는 사람이 늘었는데 물 마실 곳은 그대로입니다.',
  },
  {
    field: 'education',
    supports: 0,
    title: '방학에도 학교 운동장을 열어 주세요',
    body: '아이들이 뛰어놀 곳이 방학이면 닫힙니다.',
  },
] as const

export const playDemonstration = async (
  ledger: Ledger,
  content: ContentStore,
  districts: readonly string[],
): Promise<void> => {
  const send = async (
    signer: Signer,
    wish: Wish,
    sent?: CommittedContent,
  ): Promise<readonly (readonly [string, { readonly [name: string]: unknown }])[]> => {
    const bytes = signTransaction(signer, wish, {
      chain: ledger.genesis.chain,
      validUntil: Date.now() + 300_000,
    })
    const result = await (sent ? submitWithText(ledger, content, bytes, sent) : ledger.submit(bytes))
    if (!result.ok) throw new Error(`the demonstration was refused: ${result.refusal.code}`)
    return 'events' in result.value.receipt ? result.value.receipt.events : []
  }
  const registrar = developmentSigner('registrar')
  const residents = Array.from({ length: residentCount }, (_, number) =>
    developmentSigner(`resident-${number + 1}`),
  )
  await Promise.all(
    residents.map((resident, number) => {
      const district = districts[number % districts.length] as string
      const key = newKey(resident, ledger.genesis.chain)
      const input = { ...key, district, birthYearBand: 1950 + 10 * (number % 6) }
      return send(registrar, { service: 'residents', action: 'enrol-resident', input })
    }),
  )
  for (const { field, supports, title, body } of proposals) {
    const salt = createHash('sha256').update(title).digest().subarray(0, 16)
    const commitment = commitContent(host.hash, salt, { title, body })
    const author = residents[supports % residentCount] as Signer
    const [opened] = await send(
      author,
      {
        service: 'proposals',
        action: 'open-proposal',
        input: { field, district: null, content: commitment },
      },
      { content: { title, body }, salt, commitment },
    )
    const proposal = opened?.[1]['proposal'] as number
    const supporters = residents.slice(0, supports)
    await Promise.all(
      supporters.map((signer) =>
        send(signer, { service: 'proposals', action: 'support-proposal', input: { proposal } }),
      ),
    )
  }
}
