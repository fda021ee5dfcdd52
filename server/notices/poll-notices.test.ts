// Who hears of polls: those who follow one, or are asked and want to know. Whether they have voted is nobody's matter.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { recordedOf } from '@maru/testing/city.ts'
import { commitText } from '@maru/testing/commit-text.ts'
import { giveIdentities } from '@maru/testing/made-up-votes.ts'
import { withNoticedCity, type NoticedCity } from '@maru/testing/noticed-city.ts'

const dayMs = 86_400_000
const officer = developmentSigner('department')
const words = commitText('a poll', { title: '무엇부터 할까요?' })

type Fields = { readonly [field: string]: CborValue }

const openPoll = async (
  { city }: NoticedCity,
  signer: Signer,
  action: 'open-policy-poll' | 'open-resident-poll',
  fields: Fields = {},
) => {
  const opens = (fields['opens'] as number | undefined) ?? null
  const input = {
    ...{ secrecy: 'named', group: 'city', questions: [{ kind: 'single', options: 2, askedIf: null }] },
    ...{ opens, closes: (opens ?? city.now()) + 3 * dayMs, canChange: true, shownFrom: 0, place: null },
    ...{ content: words, ...fields },
  }
  recordedOf(await city.act(signer, 'polls', action, input))
}

const run = async ({ city }: NoticedCity, ms: number) => {
  city.advance(ms)
  await city.runTimers()
}

test('followers of a poll hear that it opens, closes tomorrow, is over, and what the city makes of it', () =>
  withNoticedCity(async (town) => {
    const { city } = town
    const [voter, other, stranger] = (await city.enrol(3)) as [Signer, Signer, Signer]
    const opens = city.now() + dayMs
    await openPoll(town, officer, 'open-policy-poll', { opens, department: 'roads' })
    for (const fan of [voter, other]) await town.ask(fan, 'follow', { kind: 'poll', id: '1' })
    await run(town, dayMs)
    const vote = { poll: 1, answers: [[1]], sequence: 1, isHere: false }
    recordedOf(await city.act(voter, 'polls', 'vote', vote))
    await run(town, 2 * dayMs)
    await run(town, dayMs)
    const answer = { duty: 1, decision: 'partly-adopted', content: words }
    recordedOf(await city.act(officer, 'answers', 'give-answer', answer))
    const inboxes = []
    for (const fan of [voter, other]) inboxes.push(await town.ask(fan, 'read-inbox', { limit: 100 }))
    assert.deepEqual(inboxes[0].notices.map(({ event }: { event: string }) => event).reverse(), [
      'polls.poll-opened',
      'polls.poll-closes-soon',
      'polls.poll-closed',
      'answers.answered',
      'policies.policy-opened',
    ])
    assert.deepEqual(inboxes[0], inboxes[1], 'who has voted is told what everybody is told')
    for (const signer of [voter, other])
      assert.ok(!JSON.stringify(inboxes).includes(signer.keyId), 'and no notice has an account')
    for (const { text } of inboxes[0].notices) assert.match(text, /Poll 1/)
    assert.deepEqual(await town.events(stranger), [])
    assert.deepEqual((await town.ask(stranger, 'export-all')).follows, {}, 'and voting follows nothing')
  }))

test('voting is followed by no follow, and a follow by no vote: neither asks for the other', () =>
  withNoticedCity(async (town) => {
    const { city } = town
    const [voter] = (await city.enrol(1)) as [Signer]
    await openPoll(town, officer, 'open-policy-poll')
    recordedOf(
      await city.act(voter, 'polls', 'vote', { poll: 1, answers: [[2]], sequence: 1, isHere: false }),
    )
    assert.deepEqual((await town.ask(voter, 'export-all')).follows, {})
    await run(town, 3 * dayMs)
    assert.deepEqual(await town.events(voter), [])
  }))

test('who follows polls of the city hears of those that ask them: their city, their district, their age', () =>
  withNoticedCity(async (town) => {
    const { city } = town
    const [adult, child] = (await city.enrol(2)) as [Signer, Signer]
    const { districts } = city.query('residents', 'population') as { districts: { district: string }[] }
    const [home, elsewhere] = districts.map(({ district }) => `district-${district}`) as [string, string]
    await giveIdentities(city, [adult.keyId, child.keyId])
    const { commitment } = city.query('residents', 'membership', { account: adult.keyId }) as {
      commitment: string
    }
    const groups = ['city', 'city-18']
    const identity = { account: adult.keyId, commitment: Buffer.from(commitment, 'hex'), groups }
    recordedOf(await city.act(developmentSigner('registrar'), 'residents', 'set-identity', identity))
    for (const fan of [adult, child]) await town.ask(fan, 'follow', { kind: 'polls', id: 'city' })
    for (const group of [elsewhere, home, 'city-18', 'city'])
      await openPoll(town, officer, 'open-policy-poll', { group })
    await openPoll(town, adult, 'open-resident-poll')
    const pollsOf = async (signer: Signer) =>
      (await town.ask(signer, 'read-inbox', { limit: 100 })).notices.map(
        ({ data }: { data: { poll: number } }) => data.poll,
      )
    assert.deepEqual(await pollsOf(child), [4, 2])
    assert.deepEqual(await pollsOf(adult), [5, 4, 3, 2], 'and the fifth is their own')
    await town.ask(child, 'unfollow', { kind: 'polls', id: 'city' })
    await town.ask(child, 'follow', { kind: 'polls', id: 'residents' })
    await openPoll(town, officer, 'open-policy-poll')
    await openPoll(town, adult, 'open-resident-poll')
    assert.deepEqual(await pollsOf(child), [7])
  }))

test('a resident hears that their poll is over, and followers that one was withdrawn', () =>
  withNoticedCity(async (town) => {
    const { city } = town
    const [author, fan] = (await city.enrol(2)) as [Signer, Signer]
    await openPoll(town, author, 'open-resident-poll', { opens: city.now() + dayMs })
    await openPoll(town, author, 'open-resident-poll')
    for (const id of ['1', '2']) await town.ask(fan, 'follow', { kind: 'poll', id })
    recordedOf(await city.act(author, 'polls', 'end-poll', { poll: 1, reason: 'mistake' }))
    await run(town, 3 * dayMs)
    assert.deepEqual(await town.events(author), ['polls.poll-closed', 'polls.poll-opened'])
    assert.deepEqual(await town.events(fan), [
      'polls.poll-closed',
      'polls.poll-closes-soon',
      'polls.poll-withdrawn',
    ])
    assert.equal(await town.ask(fan, 'follow', { kind: 'poll', id: '9' }), 'N1-unknown-target')
    assert.equal(await town.ask(fan, 'follow', { kind: 'polls', id: 'mayor' }), 'T11-input-malformed')
  }))

test('every notice of a poll has a sentence in both languages, with nothing left to fill', () =>
  withNoticedCity(async (town) => {
    const { city } = town
    const [fan] = (await city.enrol(1)) as [Signer]
    await openPoll(town, officer, 'open-policy-poll', { opens: city.now() + dayMs })
    await openPoll(town, officer, 'open-policy-poll', { opens: city.now() + dayMs })
    for (const id of ['1', '2']) await town.ask(fan, 'follow', { kind: 'poll', id })
    recordedOf(await city.act(officer, 'polls', 'end-poll', { poll: 2, reason: 'mistake' }))
    await run(town, dayMs)
    await run(town, 3 * dayMs)
    for (const language of ['ko', 'en']) {
      await town.notices().caughtUp()
      const page = (await town.post(town.sign(fan, 'read-inbox', { limit: 100 }), language)).json()
      assert.equal(page.notices.length, 4)
      for (const { text } of page.notices) {
        assert.doesNotMatch(text, /undefined|null|[{}]/)
        assert.equal(/[가-힣]/.test(text), language === 'ko', text)
      }
    }
  }))
