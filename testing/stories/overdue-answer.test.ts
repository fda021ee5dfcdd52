// An answer that does not come: due soon, overdue although nobody acts, put off with an interim answer, given late.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { openTestCity, recordedOf, type TestCity } from '../city.ts'
import { commitText } from '../commit-text.ts'
import { recountCity } from '../recount-city.ts'

const day = 86_400_000
const mayor = developmentSigner('mayor')
/** Development places this one in the department `roads`. */
const officer = developmentSigner('department')

interface Duty {
  readonly state: string
  readonly due: number
  readonly expected?: number
  readonly answer?: { readonly daysLate: number; readonly content: string }
  readonly interims: readonly { readonly expected: number }[]
  readonly wordings: readonly { readonly content: string }[]
}

describe('eight months of "under review"', () => {
  let city: TestCity

  const act = async (signer: Signer, action: string, input: CborValue) =>
    recordedOf(await city.act(signer, 'answers', action, input))
  const duty = () => city.query('answers', 'duty', { duty: 1 }) as Duty
  const inState = (state: string) =>
    (city.query('answers', 'duties', { state }) as { duties: unknown[] }).duties.length
  /** Nobody acts: the ledger makes a block of its own for the timer. */
  const becomes = async (state: string): Promise<void> => {
    for (let round = 0; duty().state !== state && round < 100; round++) await sleep(20)
    assert.equal(duty().state, state)
  }

  before(async () => {
    city = await openTestCity()
    const residents = await city.enrol(3)
    await city.openProposal(residents[0]!)
    for (const resident of residents) recordedOf(await city.support(resident, 1))
  })
  after(() => city.close())

  test('three days before its deadline it is due soon, whoever has it', async () => {
    assert.equal(duty().state, 'waiting-for-department')
    city.advance(10 * day)
    await act(mayor, 'assign-department', { duty: 1, department: 'roads' })
    assert.equal(duty().state, 'assigned')
    city.advance(day)
    await becomes('due-soon')
  })

  test('at its deadline it is overdue, although nobody acts', async () => {
    city.advance(3 * day - 1)
    await act(mayor, 'assign-department', { duty: 1, department: 'parks' })
    assert.equal(duty().state, 'due-soon')
    city.advance(1)
    await becomes('overdue')
    assert.equal(inState('overdue'), 1)
  })

  test('neither another department nor an interim answer hides it', async () => {
    await act(mayor, 'assign-department', { duty: 1, department: 'roads' })
    const { due } = duty()
    const expected = city.now() + 100 * day
    await act(officer, 'give-interim-answer', {
      duty: 1,
      content: commitText('interim', { body: '중앙정부와 협의하고 있습니다.' }),
      expected,
    })
    assert.deepEqual([duty().state, duty().due, duty().expected], ['overdue', due, expected])
    assert.equal(duty().interims.length, 1)
  })

  test('nobody else answers for the department, and the mayor does not either', async () => {
    const content = commitText('answer', { body: '어렵습니다.' })
    for (const signer of [mayor, developmentSigner('registrar')]) {
      const outcome = await city.act(signer, 'answers', 'give-answer', {
        duty: 1,
        decision: 'not-adopted',
        content,
      })
      assert.equal(outcome, 'A7-not-yours')
    }
  })

  test('eight months later the answer is taken, and marked late', async () => {
    city.advance(240 * day)
    const content = commitText('answer', { body: '내년 예산에 넣었습니다.' })
    const { receipt } = await act(officer, 'give-answer', { duty: 1, decision: 'adopted', content })
    // 240 days and no hour after the deadline: the 241st has begun.
    assert.equal('events' in receipt && receipt.events[0]?.[1]['daysLate'], 241)
    assert.deepEqual([duty().state, duty().answer?.daysLate], ['answered-late', 241])
    assert.deepEqual([inState('overdue'), inState('answered-late')], [0, 1])
  })

  test('correcting its wording makes it no less late, and the first wording stays', async () => {
    const before = duty()
    const content = commitText('corrected', { body: '내년 예산에 5억 원을 넣었습니다.' })
    await act(officer, 'correct-answer', { duty: 1, content })
    const { state, answer, wordings } = duty()
    assert.deepEqual([state, answer?.daysLate, wordings.length], ['answered-late', 241, 2])
    assert.equal(wordings[1]?.content, before.answer?.content)
    assert.notEqual(answer?.content, before.answer?.content)
  })

  test('a recount of the log comes to the same lateness', async () => {
    const recounted = await recountCity(city)
    assert.deepEqual(recounted('answers', 'duty', { duty: 1 }), duty())
    assert.deepEqual(recounted('answers', 'counts', {}), city.query('answers', 'counts', {}))
  })
})
