// A proposal grows: a department owes an answer, the city debates, the mayor owes one too, and both are given.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { Event } from '@maru/kernel/execute.ts'
import { namedSigner, openTestCity, recordedOf, type TestCity } from '../city.ts'
import { commitText } from '../commit-text.ts'
import { recountCity } from '../recount-city.ts'

const day = 86_400_000
const [mayor, panel, officer] = ['mayor', 'panel', 'department'].map(developmentSigner) as [
  Signer,
  Signer,
  Signer,
]
const colleague = namedSigner('second officer of roads')

describe('benches with backs', () => {
  let city: TestCity
  let residents: readonly Signer[]

  const act = async (signer: Signer, service: string, action: string, input: CborValue) => {
    const { receipt } = recordedOf(await city.act(signer, service, action, input))
    return 'events' in receipt ? receipt.events : []
  }
  const names = (events: readonly Event[]): readonly string[] => events.map(([name]) => name)
  const ask = <Row>(service: string, query: string, input: object): Row =>
    city.query(service, query, input) as Row
  const stateOf = (proposal: number): string =>
    ask<{ state: string }>('proposals', 'proposal', { proposal }).state
  const duty = (number: number) => ask<{ state: string; due: number }>('answers', 'duty', { duty: number })
  const opine = (who: number, side: string, debate = 1) => {
    const content = commitText(`opinion ${who} ${side}`, { body: '제 의견입니다.' })
    return city.act(residents[who]!, 'debates', 'give-opinion', { debate, side, content })
  }

  before(async () => {
    city = await openTestCity()
    residents = await city.enrol(6)
    const key = newKey(colleague, city.genesis.chain)
    await act(mayor, 'residents', 'register-officer', { ...key, role: 'department' })
    await act(mayor, 'answers', 'place-officer', { department: 'roads', account: colleague.keyId })
  })
  after(() => city.close())

  test('the third support obliges a department, within 14 days', async () => {
    assert.equal(await city.openProposal(residents[0]!), 1)
    for (const who of [0, 1]) recordedOf(await city.support(residents[who]!, 1))
    assert.equal(stateOf(1), 'open')
    const events = await act(residents[2]!, 'proposals', 'support-proposal', { proposal: 1 })
    assert.deepEqual(names(events), ['supported', 'threshold-crossed', 'answers.duty-arose'])
    assert.equal(stateOf(1), 'needs-assignment')
    assert.equal(duty(1).due, city.now() + 14 * day)
  })

  test('taken back before a department is assigned, the proposal falls back and nothing is owed', async () => {
    const events = await act(residents[2]!, 'proposals', 'withdraw-support', { proposal: 1 })
    assert.deepEqual(names(events), ['support-withdrawn', 'threshold-lost', 'answers.duty-lapsed'])
    assert.deepEqual([stateOf(1), duty(1).state], ['open', 'lapsed'])
  })

  test('met again, the threshold gives a new duty; once a department is assigned, it stays', async () => {
    city.advance(day)
    await act(residents[2]!, 'proposals', 'support-proposal', { proposal: 1 })
    assert.equal(duty(2).due, city.now() + 14 * day)
    await act(mayor, 'answers', 'assign-department', { duty: 2, department: 'roads' })
    await act(residents[2]!, 'proposals', 'withdraw-support', { proposal: 1 })
    assert.deepEqual([stateOf(1), duty(2).state], ['needs-assignment', 'assigned'])
  })

  test('of two officers who answer at once, one is recorded and the other is told so', async () => {
    const answer = (signer: Signer, decision: string) =>
      city.act(signer, 'answers', 'give-answer', {
        duty: 2,
        decision,
        content: commitText(decision, { body: '검토했습니다.' }),
      })
    const outcomes = await Promise.all([answer(officer, 'adopted'), answer(colleague, 'not-adopted')])
    assert.deepEqual(
      outcomes.filter((outcome) => typeof outcome === 'string'),
      ['A9-answered-already'],
    )
    assert.equal(duty(2).state, 'answered')
  })

  test('five supports open a debate, and the author can no longer withdraw', async () => {
    for (const who of [2, 3]) recordedOf(await city.support(residents[who]!, 1))
    const events = await act(residents[4]!, 'proposals', 'support-proposal', { proposal: 1 })
    assert.deepEqual(names(events), ['supported', 'threshold-crossed', 'debates.debate-opened'])
    const withdrawal = await city.act(residents[0]!, 'proposals', 'withdraw-proposal', { proposal: 1 })
    assert.equal(withdrawal, 'P9-in-debate')
  })

  test('opinions change, and each resident is one participant; the fourth obliges the mayor', async () => {
    for (const [who, side] of [
      [0, 'for'],
      [1, 'for'],
      [1, 'against'],
      [2, 'other'],
    ] as const)
      recordedOf(await opine(who, side))
    const { receipt } = recordedOf(await opine(3, 'for'))
    const events = 'events' in receipt ? receipt.events : []
    assert.deepEqual(names(events), ['opinion-given', 'participants-reached', 'answers.duty-arose'])
    const { for: yes, against, other } = ask<{ [side: string]: number }>('debates', 'debate', { debate: 1 })
    assert.deepEqual([yes, against, other], [2, 1, 1])
  })

  test('an opinion in the last millisecond counts, and one after it does not', async () => {
    const { closes } = ask<{ closes: number }>('debates', 'debate', { debate: 1 })
    city.advance(closes - 1 - city.now())
    recordedOf(await opine(4, 'for'))
    city.advance(1)
    assert.equal(await opine(5, 'for'), 'D3-closed')
    const { state, participants } = ask<{ state: string; participants: number }>('debates', 'debate', {
      debate: 1,
    })
    assert.deepEqual([state, participants], ['closed', 5])
  })

  test('the mayor answers late, and that stays', async () => {
    const content = commitText('mayor', { body: '등받이를 달겠습니다.' })
    const events = await act(mayor, 'answers', 'give-answer', {
      duty: 3,
      decision: 'partly-adopted',
      content,
    })
    // Obliged on the debate's first day, due after 14 of its 30.
    assert.equal(events[0]?.[1]['daysLate'], 17)
    assert.equal(duty(3).state, 'answered-late')
  })

  test('the panel brings up what few support, and says why', async () => {
    const second = await city.openProposal(residents[5]!)
    const content = commitText('panel', { body: '올겨울 전에 정해야 합니다.' })
    const input = { proposal: second, decision: 'debate', content }
    const events = await act(panel, 'debates', 'decide-on-debate', input)
    assert.deepEqual(names(events), ['panel-decided', 'debate-opened'])
    assert.equal(stateOf(second), 'open')
    recordedOf(await opine(5, 'for', 2))
  })

  test('a recount of the log comes to the same debates and answers', async () => {
    const recounted = await recountCity(city)
    for (const [service, query, input] of [
      ['debates', 'debates', {}],
      ['debates', 'opinions', { debate: 1 }],
      ['debates', 'decisions', { proposal: 2 }],
      ['answers', 'duties', {}],
      ['answers', 'counts', {}],
    ] as const)
      assert.deepEqual(recounted(service, query, input), city.query(service, query, input), query)
  })
})
