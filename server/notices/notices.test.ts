import assert from 'node:assert/strict'
import { test } from 'node:test'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { recordedOf } from '@maru/testing/city.ts'
import { commitText } from '@maru/testing/commit-text.ts'
import { withNoticedCity, type NoticedCity } from '@maru/testing/noticed-city.ts'

const day = 86_400_000
const mayor = developmentSigner('mayor')
const officer = developmentSigner('department')
const moderator = developmentSigner('moderator')

const act = async ({ city }: NoticedCity, signer: Signer, name: string, input: object): Promise<void> => {
  const [service, action] = name.split('/') as [string, string]
  recordedOf(await city.act(signer, service, action, input as never))
}
const words = (name: string): Uint8Array => commitText(name, { body: `${name}의 글` })

/** Supported, answered in between, late, at last adopted; its text hidden and restored meanwhile. */
const playStory = async (town: NoticedCity, author: Signer, others: readonly Signer[]): Promise<number> => {
  const { city } = town
  const proposal = await city.openProposal(author)
  for (const other of others.slice(0, 3)) await city.support(other, proposal)
  await act(town, mayor, 'answers/assign-department', { duty: 1, department: 'roads' })
  await act(town, officer, 'answers/give-interim-answer', {
    duty: 1,
    content: words('중간 답변'),
    expected: city.now() + 5 * day,
  })
  const about = { service: 'proposals', number: proposal }
  await act(town, moderator, 'moderation/hide-text', { ...about, rule: 'insult', content: words('사유') })
  await act(town, moderator, 'moderation/restore-text', { case: 1, content: words('되살림') })
  for (const other of others.slice(3, 5)) await city.support(other, proposal)
  city.advance(15 * day)
  const adopted = { decision: 'adopted', content: words('답변') }
  await act(town, officer, 'answers/give-answer', { duty: 1, ...adopted })
  return proposal
}

const storyOfAuthor = [
  'proposals.threshold-crossed',
  'answers.department-assigned',
  'answers.interim-answered',
  'moderation.text-hidden',
  'moderation.text-restored',
  'proposals.threshold-crossed',
  'debates.debate-opened',
  'answers.overdue',
  'answers.answered',
  'policies.policy-opened',
]

test('an author hears of each step of a proposal, and nobody who does not follow it', () =>
  withNoticedCity(async (town) => {
    const [author, ...others] = (await town.city.enrol(7)) as [Signer, ...Signer[]]
    await playStory(town, author, others)
    assert.deepEqual((await town.events(author)).reverse(), storyOfAuthor)
    assert.deepEqual(await town.events(others[5]!), [])
    const { notices, unread } = await town.ask(author, 'read-inbox', { limit: 3 })
    assert.equal(unread, storyOfAuthor.length)
    assert.match(notices[1].text, /The city answered: Proposal 1, adopted\./)
    assert.equal((await town.ask(author, 'mark-read', { to: 1e9 })).code, undefined)
    assert.equal((await town.ask(author, 'read-inbox', {})).unread, 0)
  }))

test('followers hear of what they follow from then on, once, whichever topics lead there', () =>
  withNoticedCity(async (town) => {
    const [author, fan, local, ...others] = (await town.city.enrol(8)) as [
      Signer,
      Signer,
      Signer,
      ...Signer[],
    ]
    const proposal = await town.city.openProposal(author)
    const { field } = town.city.query('proposals', 'proposal', { proposal }) as { field: string }
    await town.ask(fan, 'follow', { kind: 'proposal', id: String(proposal) })
    await town.ask(fan, 'follow', { kind: 'field', id: field })
    await town.ask(local, 'follow', { kind: 'department', id: 'roads' })
    for (const other of others.slice(0, 3)) await town.city.support(other, proposal)
    await act(town, mayor, 'answers/assign-department', { duty: 1, department: 'roads' })
    assert.deepEqual(await town.events(fan), ['answers.department-assigned', 'proposals.threshold-crossed'])
    assert.deepEqual(await town.events(local), ['answers.department-assigned'])
    await town.ask(fan, 'unfollow', { kind: 'proposal', id: String(proposal) })
    await town.ask(local, 'unfollow', { kind: 'department', id: 'roads' })
    assert.deepEqual(await town.events(local), [])
  }))

test('crossing a threshold again is told once: a support given and taken back floods nobody', () =>
  withNoticedCity(async (town) => {
    const [author, ...others] = (await town.city.enrol(4)) as [Signer, ...Signer[]]
    const proposal = await town.city.openProposal(author)
    for (const other of others) await town.city.support(other, proposal)
    for (let round = 0; round < 3; round++) {
      town.city.advance(1_000)
      await act(town, others[2]!, 'proposals/withdraw-support', { proposal })
      town.city.advance(1_000)
      await town.city.support(others[2]!, proposal)
    }
    assert.deepEqual(await town.events(author), ['proposals.threshold-crossed'])
  }))

test('supporters of a joined proposal are asked, until they have moved their support', () =>
  withNoticedCity(async (town) => {
    const [author, fan] = (await town.city.enrol(2)) as [Signer, Signer]
    const [proposal, into] = [await town.city.openProposal(author), await town.city.openProposal(author)]
    await town.city.support(fan, proposal)
    await act(town, moderator, 'proposals/join-proposal', { proposal, into, content: words('같은 제안') })
    assert.deepEqual(await town.events(fan), ['proposals.proposal-joined'])
    await act(town, fan, 'proposals/move-support', { from: proposal, to: into })
    assert.deepEqual(await town.events(fan), [])
  }))

test('every notice has a sentence in both languages, with nothing left to fill', () =>
  withNoticedCity(async (town) => {
    const [author, ...others] = (await town.city.enrol(7)) as [Signer, ...Signer[]]
    await playStory(town, author, others)
    for (const language of ['ko', 'en']) {
      await town.notices().caughtUp()
      const page = (await town.post(town.sign(author, 'read-inbox', { limit: 100 }), language)).json()
      for (const { text } of page.notices) {
        assert.doesNotMatch(text, /undefined|null|[{}]/)
        assert.equal(/[가-힣]/.test(text), language === 'ko', text)
      }
    }
  }))

test('an inbox has pages that give each notice once; a cursor made up by hand is refused', () =>
  withNoticedCity(async (town) => {
    const [author, ...others] = (await town.city.enrol(7)) as [Signer, ...Signer[]]
    await playStory(town, author, others)
    const events: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await town.ask(author, 'read-inbox', {
        limit: 3,
        ...(cursor === undefined ? {} : { cursor }),
      })
      events.push(...page.notices.map(({ event }: { event: string }) => event))
      cursor = page.next
    }
    assert.deepEqual(events.reverse(), storyOfAuthor)
    assert.equal(await town.ask(author, 'read-inbox', { cursor: 'WzEsMl0' }), 'S21-cursor-malformed')
  }))

test('a topic keeps its newest notices, and of one that is followed much nobody is a row', () =>
  withNoticedCity(
    async (town) => {
      const [author, fan] = (await town.city.enrol(2)) as [Signer, Signer]
      await town.city.openProposal(author)
      const { field } = town.city.query('proposals', 'proposal', { proposal: 1 }) as { field: string }
      await town.ask(fan, 'follow', { kind: 'field', id: field })
      for (let count = 0; count < 9; count++) await town.city.openProposal(author)
      assert.equal((await town.events(fan)).length, 5)
    },
    { limits: { perTopic: 5 } },
  ))
