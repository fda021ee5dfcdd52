// What the city makes of a poll: owed from the moment it is over, and told wherever answers are told.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFeed } from '@rowanmanning/feed-parser'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { busyTexts, withBusyCity } from '@maru/testing/busy-city.ts'
import { madeUpText } from '@maru/testing/made-up-texts.ts'

const dayMs = 86_400_000
const title = '광장에 무엇을 놓을까요?'
const words = madeUpText('투표', {
  title,
  body: '하나를 먼저 놓습니다.',
  questions: [{ question: '하나를 골라 주세요.', options: ['그늘막', '의자'] }] as unknown as string,
})
const officer = developmentSigner('department')

test('a poll that is over stands among what the city owes, and its answer among the answers', () =>
  withBusyCity(async ({ city, app, act }) => {
    const [voter] = (await city.enrol(1)) as [Signer]
    const poll = {
      ...{ secrecy: 'named', group: 'city', opens: null, closes: city.now() + 2 * dayMs },
      questions: [{ kind: 'single', options: 2, askedIf: null }],
      ...{ canChange: true, shownFrom: 0, place: null, department: 'roads' },
    }
    await act(officer, 'polls', 'open-policy-poll', poll, words)
    await act(voter, 'polls', 'vote', { poll: 1, answers: [[2]], sequence: 1, isHere: false })
    const page = async (path: string) => (await app.inject(path)).body
    const unanswered = async () => (await app.inject('/api/reports/unanswered')).json().unanswered
    const owedOf = (rows: { poll: number | null }[]) => rows.filter((row) => row.poll !== null)
    assert.deepEqual(owedOf(await unanswered()), [], 'nothing is owed while it is open')

    city.advance(2 * dayMs)
    await city.runTimers()
    const [owed] = owedOf(await unanswered()) as unknown as { [field: string]: unknown }[]
    assert.deepEqual(
      [owed?.['poll'], owed?.['title'], owed?.['department'], owed?.['daysOverdue'], owed?.['proposal']],
      [1, title, 'roads', 0, null],
    )
    assert.match(await page('/owed?lang=en'), /href="\/polls\/1[^"]*"><span lang="ko">광장에 무엇을/)
    assert.match(await page('/polls/1?lang=en'), /What the city made of the result/)

    await act(
      officer,
      'answers',
      'give-answer',
      { duty: owed?.['duty'] as number, decision: 'adopted' },
      busyTexts.answer,
    )
    assert.deepEqual(owedOf(await unanswered()), [])
    assert.match(await page('/polls/1'), new RegExp(busyTexts.answer.item.content['body']!))
    const feed = async (name: string) => parseFeed(await page(`/api/feeds/${name}?lang=en`)).items
    assert.equal((await feed('answers'))[0]?.title, `adopted: ${title}`)
    const [told] = await feed('polls')
    assert.deepEqual(
      [told?.title, told?.content, told?.categories[0]?.term],
      [title, '하나를 먼저 놓습니다.', 'city'],
    )
    const way = parseFeed(await page('/api/feeds/polls/1?lang=en'))
    assert.match(way.title ?? '', /광장에 무엇을/)
    assert.deepEqual(
      way.items.map(({ categories }) => categories[0]?.term),
      [
        'answers.answered',
        'answers.duty-arose',
        'polls.poll-closed',
        'polls.poll-opened',
        'polls.poll-announced',
      ],
    )
    for (const none of ['9', '0', '1x'])
      assert.equal((await app.inject(`/api/feeds/polls/${none}`)).statusCode, 404, none)
    const { policies } = (await app.inject('/api/policies/policies')).json()
    assert.deepEqual([policies[0].poll, policies[0].proposal, policies[0].debate], [1, 0, 0])
    const { polls } = (await app.inject('/api/statistics')).json()
    assert.deepEqual(
      [polls.total, polls.voters, polls.byAsker],
      [1, 1, [{ asker: 'city', polls: 1, voters: 1 }]],
    )
    const results = await app.inject('/api/open-data/poll-results/1.csv')
    assert.match(String(results.headers['content-disposition']), /poll-1-results-\d+\.csv/)
    assert.match(results.body, /^1,closed,1,single,하나를 골라 주세요\.,1,2,의자,1,1,6\r$/m)
    const lines = (await page('/api/open-data/poll-results/1.jsonl')).trim().split('\n')
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { count: number }).count),
      [0, 1],
    )
    for (const file of ['9.csv', '1.xml', '0.csv'])
      assert.equal((await app.inject(`/api/open-data/poll-results/${file}`)).statusCode, 404, file)
    const csv = await page('/api/open-data/answers.csv')
    assert.match(csv.split('\n')[0]!, /^.?duty,proposal,debate,poll,/)
  }))
