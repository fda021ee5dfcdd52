// The file of a poll, counted again by the verifier, which gets nothing else; and every way in which it could be wrong.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { host } from '@maru/cli/host.ts'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { namedSigner, recordedOf } from '@maru/testing/city.ts'
import { withBusyCity, type BusyCity } from '@maru/testing/busy-city.ts'
import { castMemberVote, giveIdentities } from '@maru/testing/made-up-votes.ts'
import { checkPoll } from '@maru/verifier/poll/check-poll.ts'
import { LogProblem } from '@maru/verifier/report.ts'

const dayMs = 86_400_000
const content = {
  title: '무엇부터 놓을까요?',
  body: '',
  questions: [{ question: '하나를 골라 주세요.', options: ['그늘막', '의자'] }],
}
const salt = host.hash(Buffer.from('salt of a poll')).subarray(0, 16)
const words = {
  commitment: bytesToHex(commitContent(host.hash, salt, content)),
  item: { salt, content: content as object as { readonly [field: string]: string } },
}
const mayor = developmentSigner('mayor')

const pollInput = (town: BusyCity, secrecy: string) => ({
  ...{ secrecy, group: 'city', opens: null, closes: town.city.now() + dayMs },
  questions: [{ kind: 'single', options: 2, askedIf: null }],
  ...{ canChange: true, shownFrom: 0, place: null },
})

const check = async (lines: readonly string[], vkey?: string) => checkPoll({ lines, vkey, ...host })

const codeOf = async (lines: readonly string[], vkey?: string): Promise<string> => {
  try {
    await check(lines, vkey)
    return 'ok'
  } catch (error) {
    if (error instanceof LogProblem) return error.problem.code
    throw error
  }
}

/** Poll 1 is named, with a vote by a second device; poll 2 anonymous, with a changed vote; poll 3 is open. */
const play = async (town: BusyCity) => {
  const { city, act } = town
  const [ana, ben, cho] = (await city.enrol(3)) as [Signer, Signer, Signer]
  const none = { service: 'polls', name: 'tallyShownFrom', from: city.now() + 1000, value: 0 }
  await act(mayor, 'parameters', 'change-parameter', none)
  city.advance(2000)
  const identities = await giveIdentities(city, [ana.keyId, ben.keyId])
  const phone = namedSigner('a second phone')
  const added = newKey(phone, city.genesis.chain, ben.keyId)
  recordedOf(await city.act(ben, 'residents', 'add-key', { account: ben.keyId, ...added }))
  for (const secrecy of ['named', 'anonymous', 'named'])
    await act(mayor, 'polls', 'open-policy-poll', pollInput(town, secrecy), words)
  const vote = (signer: Signer, answer: number, sequence = 1, poll = 1) =>
    city.act(signer, 'polls', 'vote', { poll, answers: [[answer]], sequence, isHere: false })
  for (const [signer, answer, sequence] of [
    [ana, 1, 1],
    [ben, 1, 1],
    [cho, 2, 1],
    [phone, 2, 2],
  ] as const)
    recordedOf(await vote(signer, answer, sequence))
  recordedOf(await vote(ana, 1, 1, 3))
  assert.equal(await vote(ana, 2), 'B12-sequence-too-low')
  const [first, second] = identities as [(typeof identities)[0], (typeof identities)[0]]
  recordedOf(await castMemberVote(city, first, 2, [[1]]))
  recordedOf(await castMemberVote(city, second, 2, [[1]]))
  recordedOf(await castMemberVote(city, first, 2, [[2]], 2))
  await act(mayor, 'polls', 'end-poll', { poll: 1, reason: 'no-longer-needed' })
  await act(mayor, 'polls', 'end-poll', { poll: 2, reason: 'no-longer-needed' })
}

describe('the evidence of a poll', () => {
  let named: readonly string[]
  let anonymous: readonly string[]
  let vkey: string
  let done: () => void
  let closed: Promise<void>
  let town: BusyCity

  before(async () => {
    const opened = Promise.withResolvers<BusyCity>()
    const held = Promise.withResolvers<void>()
    done = held.resolve
    closed = withBusyCity(async (busy) => {
      opened.resolve(busy)
      await held.promise
    })
    town = await opened.promise
    await play(town)
    const linesOf = async (poll: number) => {
      const answer = await town.app.inject(`/api/evidence/polls/${poll}`)
      assert.equal(answer.headers['content-type'], 'application/jsonl', answer.body)
      return answer.body.trim().split('\n')
    }
    ;[named, anonymous] = [await linesOf(1), await linesOf(2)]
    vkey = town.city.ledger.vkey
  })
  after(async () => {
    done()
    await closed
  })

  test('is counted again by the votes in it, by name', async () => {
    const { voters, changes, tally, words: shown, keyFromFile } = await check(named, vkey)
    assert.deepEqual([voters, changes, keyFromFile], [3, 1, false])
    assert.deepEqual(tally, [{ answered: 3, counts: [1, 2] }])
    assert.equal(shown?.title, '무엇부터 놓을까요?')
  })

  test('and without names, with the tree of the group built again', async () => {
    const { voters, changes, tally, root, keyFromFile } = await check(anonymous)
    assert.deepEqual([voters, changes, keyFromFile], [2, 1, true])
    assert.deepEqual(tally, [{ answered: 2, counts: [1, 1] }])
    assert.match(root ?? '', /^[0-9a-f]{64}$/)
    for (const account of ['ana', 'ben'].map((_, at) => namedSigner(`resident ${6 + at}`).keyId))
      assert.ok(!anonymous.some((line) => line.includes(account)))
  })

  const isVote = (line: string): boolean => line.includes('"kind":"vote"')
  const isChange = (line: string): boolean => line.includes('"kind":"change"')
  const without = (lines: readonly string[], at: number) => lines.filter((_, index) => index !== at)

  test('a vote that was left out, or put in twice, shows', async () => {
    for (const lines of [named, anonymous]) {
      const votes = [...lines.keys()].filter((index) => isVote(lines[index]!))
      for (const at of votes) assert.match(await codeOf(without(lines, at)), /^V9-(differs|vote)$/)
      assert.equal(await codeOf([...lines, lines[votes[0]!]!]), 'V9-vote')
    }
  })

  test('a change of the group that was left out, or another leaf, shows', async () => {
    const at = anonymous.findLastIndex(isChange)
    assert.equal(await codeOf(without(anonymous, at)), 'V9-group')
    const leaf = anonymous.map((line, index) =>
      index === at ? line.replace(/"leaf":"00?[0-9a-f]{4}/, (text) => `${text.slice(0, -4)}0000`) : line,
    )
    assert.equal(await codeOf(leaf), 'V9-group')
  })

  test('votes of another poll, and rows of another, are not taken', async () => {
    const vote = named.find(isVote)!
    assert.equal(
      await codeOf([...anonymous, vote].filter((line) => line === vote || !isVote(line))),
      'V9-vote',
    )
    assert.equal(
      await codeOf(named.map((line, index) => (index === 2 ? anonymous[2]! : line))),
      'V9-unreadable',
    )
    const other = named.map((line, index) =>
      index === 2 ? anonymous[2]!.replace('"key":"2"', '"key":"1"') : line,
    )
    assert.equal(await codeOf(other), 'V9-row')
  })

  test('another key than the log’s, and what is no such file, are told from it', async () => {
    const other = vkey.replace(/^[^+]*/, 'elsewhere.example')
    assert.match(await codeOf(named, other), /^V9-(proof|unreadable)$/)
    assert.equal(await codeOf([]), 'V9-unreadable')
    assert.equal(await codeOf(['{}']), 'V9-unreadable')
    assert.equal(await codeOf(['not json']), 'V9-unreadable')
    assert.equal(
      await codeOf([...named, '{"kind":"about","chain":"x","poll":1,"vkey":"x"}']),
      'V9-unreadable',
    )
  })

  test('there is none of a poll that is open, of one that is not there, or where too few voted', async () => {
    const codeFor = async (path: string) => (await town.app.inject(`/api/evidence/polls/${path}`)).json().code
    assert.equal(await codeFor('3'), 'S30-poll-not-over')
    for (const path of ['99', '0', 'x']) assert.equal(await codeFor(path), 'S5-not-found')
    const few = { ...pollInput(town, 'anonymous'), shownFrom: 5 }
    await town.act(mayor, 'polls', 'open-policy-poll', few, words)
    await town.act(mayor, 'polls', 'end-poll', { poll: 4, reason: 'mistake' })
    assert.equal(await codeFor('4'), 'S31-too-few-voters')
    // Nor does the list of all polls tell it.
    const { body } = await town.app.inject('/api/open-data/polls.jsonl')
    const rows = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly poll: number; readonly tally: string | null })
    assert.deepEqual(
      rows.map(({ poll, tally }) => [poll, tally]),
      [
        [1, '[[1,2]]'],
        [2, '[[1,1]]'],
        [3, '[[1,0]]'],
        [4, null],
      ],
    )
  })
})
