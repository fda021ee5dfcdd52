// From a first draft to a policy that is carried out: proposed, supported, debated, answered, planned, late, done.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { EventData } from '@maru/kernel/service.ts'
import { openTestCity, recordedOf, type TestCity } from '../city.ts'
import { commitText } from '../commit-text.ts'
import { recountCity } from '../recount-city.ts'

const day = 86_400_000
const mayor = developmentSigner('mayor')
/** Development places this one in the department `roads`. */
const officer = developmentSigner('department')

describe('the shade at the bus stop', () => {
  let city: TestCity
  let residents: readonly Signer[]

  /** The events of an action that is recorded. */
  const act = async (signer: Signer, service: string, action: string, input: CborValue) => {
    const { receipt } = recordedOf(await city.act(signer, service, action, input))
    return 'events' in receipt ? receipt.events : []
  }
  const eventOf = (events: readonly (readonly [string, EventData])[], name: string): EventData =>
    events.find(([event]) => event === name)?.[1] ?? assert.fail(`no ${name} among ${JSON.stringify(events)}`)
  const write = (action: string, input: { readonly [name: string]: CborValue }) =>
    act(officer, 'policies', action, { policy: 1, ...input })
  const policy = () => city.query('policies', 'policy', { policy: 1 }) as { [name: string]: unknown }
  const milestones = () =>
    (city.query('policies', 'milestones', { policy: 1 }) as { milestones: Milestone[] }).milestones

  before(async () => {
    city = await openTestCity()
    residents = await city.enrol(6)
  })
  after(() => city.close())

  test('a resident drafts it, and mends it while nobody supports it', async () => {
    const place = { field: 'transport', district: null }
    const draft = commitText('draft', { title: '정류장에 그늘막을', body: '덥습니다.' })
    await act(residents[0]!, 'proposals', 'open-proposal', { ...place, content: draft })
    const better = commitText('proposal', { title: '정류장에 그늘막을', body: '여름마다 너무 덥습니다.' })
    await act(residents[0]!, 'proposals', 'edit-proposal', { proposal: 1, ...place, content: better })
  })

  test('three supports oblige a department, and the mayor says which', async () => {
    for (const resident of residents.slice(0, 2)) recordedOf(await city.support(resident, 1))
    const events = await act(residents[2]!, 'proposals', 'support-proposal', { proposal: 1 })
    const { duty, by } = eventOf(events, 'answers.duty-arose')
    assert.deepEqual([duty, by], [1, 'department'])
    await act(mayor, 'answers', 'assign-department', { duty: 1, department: 'roads' })
  })

  test('five open a debate, in which four oblige the mayor', async () => {
    recordedOf(await city.support(residents[3]!, 1))
    const opened = await act(residents[4]!, 'proposals', 'support-proposal', { proposal: 1 })
    assert.equal(eventOf(opened, 'debates.debate-opened')['proposal'], 1)
    const opine = (who: number, side: string) => {
      const content = commitText(`opinion ${who} ${side}`, { body: '제 의견입니다.' })
      return act(residents[who]!, 'debates', 'give-opinion', { debate: 1, side, content })
    }
    await opine(0, 'for')
    await opine(1, 'against')
    await opine(1, 'for')
    await opine(2, 'against')
    const fourth = await opine(3, 'other')
    assert.equal(eventOf(fourth, 'answers.duty-arose')['by'], 'mayor')
    const { participants } = city.query('debates', 'debate', { debate: 1 }) as { participants: number }
    assert.equal(participants, 4)
  })

  test('the department says when it will answer, then adopts it: a policy begins in the same transaction', async () => {
    city.advance(2 * day)
    const interim = commitText('interim', { body: '예산을 협의하고 있습니다.' })
    const expected = city.now() + 5 * day
    await act(officer, 'answers', 'give-interim-answer', { duty: 1, content: interim, expected })
    city.advance(5 * day)
    const content = commitText('answer', { body: '내년 봄까지 정류장 백 곳에 그늘막을 놓겠습니다.' })
    const events = await act(officer, 'answers', 'give-answer', { duty: 1, decision: 'adopted', content })
    assert.equal(eventOf(events, 'answered')['daysLate'], 0)
    const { department, proposal } = eventOf(events, 'policies.policy-opened')
    assert.deepEqual([department, proposal], ['roads', 1])
    assert.equal(policy()['state'], 'underway')
  })

  test('the mayor adopts it, too, and it stays one policy', async () => {
    const content = commitText('mayor', { body: '시장으로서 약속드립니다.' })
    const events = await act(mayor, 'answers', 'give-answer', { duty: 2, decision: 'adopted', content })
    assert.deepEqual(
      events.map(([event]) => event),
      ['answered'],
    )
    const { policies } = city.query('policies', 'policies-of-proposal', { proposal: 1 }) as {
      policies: unknown[]
    }
    assert.equal(policies.length, 1)
  })

  test('its department plans it and promises two steps', async () => {
    const plan = commitText('plan', { title: '정류장 그늘막', body: '백 곳에 놓습니다.' })
    await write('plan-policy', { budgetWon: 450_000_000, content: plan })
    for (const [name, days] of [
      ['first', 30],
      ['second', 60],
    ] as const) {
      const content = commitText(name, { title: '50곳 설치', body: '' })
      await write('add-milestone', { due: city.now() + days * day, content })
    }
    assert.deepEqual([policy()['budgetWon'], policy()['planned']], [450_000_000, 2])
    const stranger = await city.act(residents[0]!, 'policies', 'report-progress', {
      policy: 1,
      content: plan,
    })
    assert.equal(stranger, 'Y1-not-responsible')
  })

  test('the first step is done in time', async () => {
    city.advance(29 * day)
    await write('report-progress', { content: commitText('report', { body: '40곳에 놓았습니다.' }) })
    const content = commitText('first done', { body: '50곳에 놓았습니다.' })
    const events = await write('end-milestone', { milestone: 1, state: 'done', content })
    assert.equal(eventOf(events, 'milestone-ended')['daysLate'], 0)
  })

  test('the second is overdue, without anybody saying so, and no new date hides it', async () => {
    city.advance(31 * day)
    await until(() => milestones()[1]?.overdueAt !== undefined)
    assert.equal(milestones()[1]?.overdue, true)
    const content = commitText('second', { title: '50곳 설치', body: '자재가 늦어졌습니다.' })
    await write('change-milestone', { milestone: 2, due: city.now() + 10 * day, content })
    const { overdue, overdueAt, due, firstDue } = milestones()[1]!
    assert.deepEqual([overdue, overdueAt !== undefined, due > firstDue], [false, true, true])
  })

  test('it is carried out only with evidence, and with every step ended', async () => {
    const content = commitText('end', { body: '백 곳에 모두 놓았습니다.' })
    const carryOut = () => city.act(officer, 'policies', 'carry-out-policy', { policy: 1, content })
    assert.equal(await carryOut(), 'Y9-no-evidence')
    const photos = { body: '설치 사진입니다.', link: 'https://example.org/shades' }
    await write('add-evidence', { milestone: 2, content: commitText('evidence', photos) })
    assert.equal(await carryOut(), 'Y9-milestones-planned')
    city.advance(5 * day)
    const done = commitText('second done', { body: '나머지 50곳에 놓았습니다.' })
    const events = await write('end-milestone', { milestone: 2, state: 'done', content: done })
    assert.equal(eventOf(events, 'milestone-ended')['daysLate'], 6)
    recordedOf(await carryOut())
    assert.equal(policy()['state'], 'carried-out')
    assert.equal(await carryOut(), 'Y11-ended')
  })

  test('everything stands in its history, in order', () => {
    const { history } = city.query('policies', 'history', { policy: 1 }) as {
      history: { event: string; by?: string; at: number }[]
    }
    assert.deepEqual(
      history.map(({ event, by }) => [event, by === officer.keyId]),
      [
        ['policy-opened', false],
        ['policy-planned', true],
        ['milestone-added', true],
        ['milestone-added', true],
        ['progress-reported', true],
        ['milestone-ended', true],
        ['milestone-overdue', false],
        ['milestone-changed', true],
        ['evidence-added', true],
        ['milestone-ended', true],
        ['policy-carried-out', true],
      ],
    )
  })

  test('the log alone gives the same policy, with its history', async () => {
    const recounted = await recountCity(city)
    for (const query of ['policy', 'milestones', 'history']) {
      const input = { policy: 1 }
      assert.deepEqual(recounted('policies', query, input), city.query('policies', query, input))
    }
  })
})

interface Milestone {
  readonly due: number
  readonly firstDue: number
  readonly overdue: boolean
  readonly overdueAt?: number
}

/** An engine makes blocks for due timers by itself, within 50 ms. */
const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; !isSo(); tries++) {
    assert.ok(tries < 200, 'nothing happened within four seconds')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
