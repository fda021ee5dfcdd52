// Polls as they are looked for: by words, who asks, whom, how far they are, and what is like one that is being written.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { withListedCity, type ListedCity } from '@maru/testing/listed-city.ts'

const dayMs = 86_400_000
const officer = developmentSigner('department')
const list = (query = ''): string => `/api/polls/list${query && `?${query}`}`
const words = (text: string, more = ''): string => list(`q=${encodeURIComponent(text)}${more}`)

const numbers = async (town: ListedCity, path: string): Promise<number[]> => {
  const answer = await town.get(path)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json().polls.map(({ poll }: { poll: number }) => poll)
}

const vote = ({ city }: ListedCity, signer: Signer, poll: number) =>
  city.act(signer, 'polls', 'vote', { poll, answers: [[1]], sequence: 1, isHere: false })

test('polls are found by title, questions and options, and by who asks, whom, and how far they are', () =>
  withListedCity(async (town) => {
    const [ann, ben] = (await town.city.enrol(2)) as [Signer, Signer]
    const { districts } = town.city.query('residents', 'population') as { districts: { district: string }[] }
    const group = `district-${districts[1]!.district}`
    await town.askResidents(officer, '공원에 무엇을 놓을까요?')
    await town.askResidents(officer, '버스를 더 자주?', { group, closes: town.city.now() + dayMs })
    await town.askResidents(ann, '놀이터를 고칠까요?', { action: 'open-resident-poll' })
    await town.askResidents(officer, '공원을 밤에도 열까요?', {
      opens: town.city.now() + dayMs,
      closes: town.city.now() + 3 * dayMs,
    })
    assert.deepEqual(await numbers(town, list()), [4, 3, 2, 1])
    assert.deepEqual(await numbers(town, words('공원')), [4, 1])
    assert.deepEqual(await numbers(town, words('그늘막')), [4, 3, 2, 1], 'options are words of a poll')
    assert.deepEqual(await numbers(town, list('asker=residents')), [3])
    assert.deepEqual(await numbers(town, list(`group=${group}`)), [2])
    assert.deepEqual(await numbers(town, list('state=announced')), [4])
    assert.deepEqual(await numbers(town, list('sort=closing-soon')), [2, 1, 3])
    for (const [signer, poll] of [
      [ann, 3],
      [ben, 3],
      [ann, 1],
    ] as const)
      await vote(town, signer, poll)
    assert.deepEqual(await numbers(town, list('sort=most-voted')), [3, 1, 4, 2])
    town.city.advance(1.5 * dayMs)
    await town.city.runTimers()
    assert.deepEqual(await numbers(town, list('sort=just-closed')), [2])
    const first = (await town.get(list('limit=3'))).json()
    assert.deepEqual(await numbers(town, list(`limit=3&cursor=${first.next}`)), [1])
    const searched = (await town.get(words('공원', '&limit=1'))).json()
    assert.deepEqual(await numbers(town, words('공원', `&limit=1&cursor=${searched.next}`)), [1])
    assert.equal((await town.get(list('sort=best'))).json().code, 'S4-query-malformed')
    for (const odd of ["'; drop table polls; --", '!!!', ':*&'])
      assert.deepEqual(await numbers(town, words(odd)), [], odd)
  }))

test('what is hidden or erased is found by nobody, and what is shown of small tallies stays nothing', () =>
  withListedCity(async (town) => {
    const [ann] = (await town.city.enrol(1)) as [Signer]
    const moderator = developmentSigner('moderator')
    const content = new Uint8Array(32)
    for (const title of ['놀이터 하나', '놀이터 둘'])
      await town.askResidents(ann, title, { action: 'open-resident-poll', shownFrom: 2 })
    await vote(town, ann, 1)
    const [, shown] = (await town.get(words('놀이터'))).json().polls
    assert.deepEqual([shown.poll, shown.voters, shown.tally], [1, 1, null])
    await town.city.act(moderator, 'moderation', 'hide-text', {
      ...{ service: 'polls', number: 1, rule: 'insult', content },
    })
    assert.deepEqual(await numbers(town, words('놀이터')), [2])
    await town.city.act(moderator, 'moderation', 'restore-text', { case: 1, content })
    assert.deepEqual(await numbers(town, words('놀이터')), [2, 1])
    await town.city.act(ann, 'residents', 'leave-city', { account: ann.keyId })
    assert.deepEqual(await numbers(town, words('놀이터')), [])
    assert.deepEqual(await numbers(town, list('state=closed')), [2, 1], 'polls stay, their words do not')
  }))

test('while one is written, polls with a title like it are shown, and no withdrawn ones', () =>
  withListedCity(async (town) => {
    await town.askResidents(officer, '강변 공원에 무엇을 먼저 놓을까요?')
    await town.askResidents(officer, '도서관을 밤에도 열까요?')
    const similar = (title: string) => `/api/polls/similar?title=${encodeURIComponent(title)}`
    assert.deepEqual(await numbers(town, similar('강변공원에 무엇을 놓을까요')), [1])
    const [same] = (await town.get(similar('강변 공원에 무엇을 먼저 놓을까요?'))).json().polls
    assert.equal(same.score, 1)
    for (const other of ['', '!!!', '전혀 다른 이야기'])
      assert.deepEqual(await numbers(town, similar(other)), [])
    const opens = town.city.now() + dayMs
    await town.askResidents(officer, '강변 공원 축제를 언제 할까요?', { opens, closes: opens + dayMs })
    await town.city.act(officer, 'polls', 'end-poll', { poll: 3, reason: 'mistake' })
    assert.deepEqual(await numbers(town, similar('강변 공원 축제를 언제 할까요?')), [1])
  }))

test('the page without script has them by words and in an order, and refuses an order that is none', () =>
  withListedCity(async (town) => {
    await town.askResidents(officer, '공원에 무엇을 놓을까요?')
    await town.askResidents(officer, '도서관을 밤에도 열까요?')
    const page = async (query: string) => (await town.get(`/polls?lang=en&${query}`)).body
    const found = await page(`q=${encodeURIComponent('공원')}`)
    assert.match(found, /href="\/polls\/1\?lang=en"/)
    assert.doesNotMatch(found, /href="\/polls\/2/)
    assert.match(await page('q=&sort=closing-soon'), /\/polls\/1\?[^]*\/polls\/2\?/)
    assert.match(await page('sort=most-voted'), /0 of 0 voted/)
    assert.equal((await town.get('/polls?sort=best')).statusCode, 400)
  }))

test('B13: whatever a few have chosen, no list, page or file says anything else', () =>
  withListedCity(async (town) => {
    const [ann, ben] = (await town.city.enrol(2)) as [Signer, Signer]
    for (const title of ['하나', '둘']) await town.askResidents(officer, title, { shownFrom: 3 })
    for (const signer of [ann, ben])
      for (const [poll, option] of [
        [1, 1],
        [2, signer === ann ? 1 : 2],
      ] as const)
        await town.city.act(signer, 'polls', 'vote', {
          ...{ poll, answers: [[option]], sequence: 1, isHere: false },
        })
    const answers = async (poll: number): Promise<string[]> => {
      const found = []
      for (const path of [
        `/polls/${poll}`,
        `/api/polls/poll?poll=${poll}`,
        `/api/open-data/poll-results/${poll}.csv`,
        `/api/polls/votes?poll=${poll}`,
      ])
        found.push((await town.get(path)).body)
      const { polls } = (await town.get(list())).json()
      const row = polls.find((each: { poll: number }) => each.poll === poll)
      return [...found, JSON.stringify(row)].map(withoutNumbers)
    }
    const withoutNumbers = (text: string): string =>
      text
        .replaceAll(/하나|둘|"(?:content|at|opens|openedAt|closes|announcedAt)":"?\w+"?/g, '')
        .replaceAll(/\b[12]\b/g, 'n')
    const [first, second] = [await answers(1), await answers(2)]
    assert.deepEqual(first, second)
    assert.match(first[1]!, /"voters":n/)
    assert.match(first[1]!, /"tally":null/)
    assert.match(first[3]!, /"answers":null/)
  }))
