// A campaign: 78 residents propose the same under the same title. A moderator joins 77 of them into one; nobody's
// support is moved for them; who is asked and agrees moves their own; enough of them joined open a debate.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { dev } from '@maru/cities/dev.ts'
import { openTestCity, recordedOf, type TestCity } from '../city.ts'
import { commitText } from '../commit-text.ts'
import { recountCity } from '../recount-city.ts'

const equalTitles = 78
const joinedForDebate = 60
const lead = 1
const moderator = developmentSigner('moderator')
const { proposals, ...others } = dev.parameters
const town = {
  ...dev,
  parameters: { ...others, proposals: { ...proposals, joinedForDebate: [['2026-01-01', joinedForDebate]] } },
} satisfies typeof dev

interface Shown {
  readonly proposal: number
  readonly supports: number
  readonly state: string
  readonly joinedTo?: number
  readonly joined?: number
  readonly debateBy?: string
}

interface Opened {
  readonly proposal: number
  readonly openedBy: string
  readonly state: string
}

describe('a campaign of 78 equal titles', () => {
  let city: TestCity
  let residents: readonly Signer[]
  const show = (proposal: number) => city.query('proposals', 'proposal', { proposal }) as Shown
  const supportOf = (who: number, proposal: number) =>
    city.query('proposals', 'support', { proposal, account: residents[who]!.keyId }) as {
      supports: boolean
      moveTo?: number
    }
  const tallies = () =>
    (city.query('proposals', 'tallies', { limit: 100 }) as { tallies: Shown[] }).tallies.map(
      ({ supports }) => supports,
    )
  const move = (who: number, from: number) =>
    city.act(residents[who]!, 'proposals', 'move-support', { from, to: lead })
  const join = (proposal: number) =>
    city.act(moderator, 'proposals', 'join-proposal', {
      proposal,
      into: lead,
      content: commitText(`reasons ${proposal}`, { body: '제목과 내용이 같은 제안입니다.' }),
    })

  before(async () => {
    city = await openTestCity({ city: town })
    residents = await city.enrol(equalTitles)
  })
  after(() => city.close())

  test('each resident proposes the same, and supports their own and the next one', async () => {
    const text = { title: '강변역에 엘리베이터를 놓아 주세요', body: '계단이 너무 많습니다.' }
    for (const [index, resident] of residents.entries()) {
      const input = { field: 'transport', district: null, content: commitText(`proposal ${index}`, text) }
      recordedOf(await city.act(resident, 'proposals', 'open-proposal', input))
    }
    // Resident `index` opened proposal `index + 1`.
    const supports = residents.flatMap((resident, index) => [
      city.support(resident, index + 1),
      city.support(resident, ((index + 1) % equalTitles) + 1),
    ])
    for (const outcome of await Promise.all(supports)) recordedOf(outcome)
    assert.deepEqual(tallies(), Array(equalTitles).fill(2))
  })

  test('77 are joined into the first: no support moves, and the sixtieth opens the debate', async () => {
    for (let proposal = 2; proposal <= equalTitles; proposal++) {
      const { receipt } = recordedOf(await join(proposal))
      const crossed = 'events' in receipt && receipt.events.find(([event]) => event === 'threshold-crossed')
      const opens = proposal === joinedForDebate + 1
      const told = { proposal: lead, threshold: 'debate', count: 2, joined: joinedForDebate }
      assert.deepEqual(crossed, opens ? ['threshold-crossed', told] : undefined, `proposal ${proposal}`)
    }
    assert.deepEqual(tallies(), Array(equalTitles).fill(2))
    const { state, joined, debateBy } = show(lead)
    assert.deepEqual({ state, joined, debateBy }, { state: 'debate', joined: 77, debateBy: 'joined' })
    const { debates } = city.query('debates', 'debates') as { debates: Opened[] }
    assert.deepEqual(
      debates.map((debate) => [debate.proposal, debate.openedBy, debate.state]),
      [[lead, 'joined', 'open']],
    )
  })

  test('the page of a joined one says where it went, and its supporters are asked', () => {
    assert.equal(show(40).joinedTo, lead)
    assert.deepEqual(supportOf(39, 40).moveTo, lead)
    assert.deepEqual(supportOf(5, 40), { proposal: 40, account: residents[5]!.keyId, supports: false })
    const { joined } = city.query('proposals', 'joined', { proposal: lead }) as { joined: Shown[] }
    assert.deepEqual(
      joined.map(({ proposal }) => proposal),
      Array.from({ length: 77 }, (_, index) => index + 2),
    )
  })

  test('a joined one takes no new support', async () => {
    assert.equal(await city.support(residents[5]!, 40), 'P22-joined')
    assert.equal(show(40).supports, 2)
  })

  test('every second resident moves what they gave, each by their own transactions, and counts once', async () => {
    const movers = residents.map((_, index) => index).filter((index) => index % 2 === 0)
    const moves = movers.flatMap((index) => [index + 1, index + 2].filter((from) => from !== lead))
    const outcomes = await Promise.all(moves.map((from) => move(from % 2 === 1 ? from - 1 : from - 2, from)))
    for (const outcome of outcomes) recordedOf(outcome)
    assert.equal(moves.length, 39 * 2 - 1)
    // 39 movers; resident 77, who did not move, supports 78 and 1.
    assert.equal(show(lead).supports, 40)
    assert.deepEqual(tallies().slice(1), Array(77).fill(1))
    for (const index of movers) assert.ok(supportOf(index, lead).supports)
  })

  test('who did not move stays where they were, and can still move or take back', async () => {
    assert.deepEqual([supportOf(1, 2).supports, supportOf(1, 3).supports], [true, true])
    assert.equal(supportOf(1, lead).supports, false)
    recordedOf(await move(1, 2))
    recordedOf(await city.act(residents[1]!, 'proposals', 'withdraw-support', { proposal: 3 }))
    assert.deepEqual([show(lead).supports, show(2).supports, show(3).supports], [41, 0, 0])
  })

  test('nobody moves twice, at once either, nor the support of another', async () => {
    const twice = await Promise.all([move(3, 4), move(3, 4), move(3, 4)])
    assert.deepEqual(
      twice.filter((outcome) => typeof outcome === 'string'),
      ['P11-not-supported', 'P11-not-supported'],
    )
    assert.equal(await move(3, 6), 'P11-not-supported')
    assert.equal(show(lead).supports, 42)
  })

  test('a joining that was a mistake is undone, with reasons; what was moved stays moved', async () => {
    const content = commitText('reasons of leaving', { body: '다른 노선을 말하는 제안입니다.' })
    const input = { proposal: 78, content }
    assert.equal(await city.act(residents[77]!, 'proposals', 'leave-join', input), 'P20-not-moderator')
    recordedOf(await city.act(moderator, 'proposals', 'leave-join', input))
    assert.equal(await move(77, 78), 'P23-not-joined')
    recordedOf(await city.support(residents[5]!, 78))
    const { joins } = city.query('proposals', 'joins', { proposal: 78 }) as { joins: { act: string }[] }
    assert.deepEqual(
      joins.map(({ act }) => act),
      ['joined', 'left'],
    )
    assert.deepEqual([show(lead).joined, show(lead).state], [76, 'debate'])
  })

  test('the log alone gives the same tallies', async () => {
    const recounted = await recountCity(city)
    const all = { limit: 100 }
    assert.deepEqual(recounted('proposals', 'tallies', all), city.query('proposals', 'tallies', all))
    assert.deepEqual(tallies().slice(0, 5), [42, 0, 0, 0, 1])
  })
})
