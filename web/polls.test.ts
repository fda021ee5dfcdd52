// Polls in a real browser: voting through a survey, changing a vote, checking and recounting it; asking the
// neighbours; and a place that only the device knows of. Asking at the desk is played in poll-survey.test.ts.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { host } from '@maru/cli/host.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { desktop, phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import { openAs, settled, smallTargets } from '@maru/testing/web-page.ts'

const city = await openWebCity()
const skip = typeof city === 'string' && city

const readers = {
  'on a phone, in Korean': { ...phone, locale: 'ko-KR' },
  'on a desk, in English, in the dark': { ...desktop, locale: 'en-US', colorScheme: 'dark' },
} as const

/** A coordinate as it could stand in a request: in words, as a number of CBOR, or in parts of a degree. */
const formsOf = (degrees: number): readonly (string | Buffer)[] => {
  const bytes = (write: (view: DataView) => void, size: number): Buffer => {
    const view = new DataView(new ArrayBuffer(size))
    write(view)
    return Buffer.from(view.buffer)
  }
  return [
    ...[degrees.toFixed(2), String(Math.trunc(degrees * 1e6)).slice(0, 5)],
    bytes((view) => view.setFloat64(0, degrees), 8),
    bytes((view) => view.setFloat32(0, degrees), 4),
    ...[1e6, 1e7].map((parts) => bytes((view) => view.setUint32(0, Math.round(degrees * parts)), 4)),
  ]
}

interface Row {
  readonly poll: number
  readonly state: string
  readonly secrecy: string
  readonly place: object | null
  readonly questions: readonly object[]
}

describe('polls', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await fetch(`${city.url}/api/polls/${path}`)).json() as Promise<Answer>

  const pollWhere = async (fits: (row: Row) => boolean): Promise<number> => {
    const { polls } = await ask<{ readonly polls: readonly Row[] }>('polls?limit=100')
    const found = polls.find(fits)
    assert.ok(found, 'the demonstration has such a poll')
    return found.poll
  }
  const survey = () => pollWhere(({ questions }) => questions.length > 1)
  const simple = () =>
    pollWhere(
      ({ state, secrecy, place, questions }) =>
        state === 'open' && secrecy === 'named' && place === null && questions.length === 1,
    )

  /** A resident of the demonstration who has not voted in it. */
  const voterIn = async (poll: number): Promise<string> => {
    for (let nth = 1; nth <= 150; nth++) {
      const voter = developmentSigner(`resident-${nth}`).keyId
      const { voted } = await ask<{ readonly voted: boolean }>(`vote?poll=${poll}&voter=${voter}`)
      if (!voted) return `resident-${nth}`
    }
    return assert.fail('all have voted')
  }

  for (const [name, options] of Object.entries(readers)) {
    test(`${name}: every screen has nothing that axe-core finds and no complaint`, async () => {
      const [long, over] = [await survey(), await pollWhere(({ state }) => state === 'closed')]
      const page = await openAs(city, 'resident-2', '/polls', options)
      for (const path of [
        '/polls',
        `/polls/${long}`,
        `/polls/${over}`,
        `/polls/${over}/vote`,
        '/polls/write',
      ]) {
        await page.goto(city.url + path)
        await settled(page)
        await page.waitForLoadState('networkidle')
        await city.assertAccessible(page)
        assert.deepEqual(await smallTargets(page), [], path)
      }
      assert.deepEqual(city.complaints(), [])
      await page.context().close()
    })
  }

  test('a resident goes through a survey, changes the vote, looks it up elsewhere and recounts the poll', async () => {
    const poll = await survey()
    const role = await voterIn(poll)
    const page = await openAs(city, role, `/polls/${poll}`, phone)
    const button = page.getByRole('button', { name: '투표하기' })
    await button.waitFor()
    await page.getByText('1번 질문에 답해 주세요.').waitFor()
    assert.equal(
      await page.locator('form').getByText('타지 않는 까닭').count(),
      0,
      'it is not asked of everybody',
    )
    await page.getByRole('radio', { name: '타지 않아요' }).check()
    await page.getByRole('checkbox', { name: '오래 기다려요' }).check()
    assert.equal(await page.getByLabel('다니는 간격').count(), 0)
    await page.getByLabel('1순위').selectOption({ label: '더 늦게까지' })
    await page.getByLabel('2순위').selectOption({ label: '더 자주' })
    await button.click()
    await page.getByText('영수증을 이 기기에').waitFor()
    await page.getByText('1순위 더 늦게까지, 2순위 더 자주').waitFor()
    await city.assertAccessible(page)

    await page.getByRole('button', { name: '표 바꾸기' }).click()
    await page.getByRole('radio', { name: '거의 날마다' }).check()
    for (const label of ['다니는 간격', '깨끗함', '친절함']) await page.getByLabel(label).selectOption('4')
    await page.getByLabel('1순위').selectOption({ label: '더 자주' })
    await page.getByRole('button', { name: '바꾼 표 보내기' }).click()
    await page.getByText('다니는 간격 4점, 깨끗함 4점, 친절함 4점').waitFor()

    const link = await page.getByRole('link', { name: '내 표 확인하기' }).first().getAttribute('href')
    const other = await city.open(link ?? '', desktop)
    await other.getByText('2번째 표가 세어져요').waitFor()
    await other.getByText('1순위 더 자주').waitFor()
    await city.assertAccessible(other)
    await other.context().close()

    await page.getByRole('button', { name: '이 투표 다시 세기' }).click()
    await page.getByText('다시 세어도 같아요').waitFor({ timeout: 120_000 })
    await city.assertAccessible(page)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a resident votes without a name, changes the vote, and counts the poll again', async () => {
    const poll = await pollWhere(({ secrecy }) => secrecy === 'anonymous')
    const sent: string[] = []
    for (const nth of [1, 2, 3]) {
      const page = await openAs(city, `resident-${nth}`, `/polls/${poll}`, phone)
      page.on('request', (request) => sent.push(request.url()))
      const vote = async (option: string, button: string) => {
        await page.getByRole('radio', { name: option }).check()
        await page.getByRole('button', { name: button }).click()
        const hurry = page.getByRole('button', { name: '기다리지 않고 보내기' })
        await hurry.or(page.getByText('내 투표 번호')).first().waitFor({ timeout: 120_000 })
        if (await hurry.isVisible()) await hurry.click()
        await page.getByText('내 투표 번호').waitFor()
      }
      await vote('주말에만 열어요', '투표하기')
      if (nth === 1) {
        await city.assertAccessible(page)
        await page.reload()
        await page.getByText('투표했어요. 참여자가 3명이').waitFor()
        await page.getByRole('button', { name: '표 바꾸기' }).click()
        await vote('열지 않아요', '바꾼 표 보내기')
      }
      if (nth === 3) {
        await page.reload()
        await page.getByRole('definition').getByText('주말에만 열어요').waitFor()
        await page.getByRole('button', { name: '이 투표 다시 세기' }).click()
        await page.getByText('다시 세어도 같아요').waitFor({ timeout: 120_000 })
        await city.assertAccessible(page)
      }
      await page.context().close()
    }
    const { tally, changes } = await ask<{ readonly tally: unknown; readonly changes: number }>(
      `poll?poll=${poll}`,
    )
    assert.deepEqual([tally, changes], [[{ answered: 3, counts: [0, 1, 2] }], 1])
    assert.ok(!sent.some((url) => url.includes('voter=')), 'nobody is asked for one vote')
    assert.deepEqual(city.complaints(), [])
  })

  test('turnout moves while one looks, when somebody else votes', async () => {
    const poll = await simple()
    const reader = await city.open(`/polls/${poll}`, desktop)
    await reader.getByText(/^투표한 사람 \d/).waitFor()
    const { voters } = await ask<{ readonly voters: number }>(`poll?poll=${poll}`)
    const page = await openAs(city, await voterIn(poll), `/polls/${poll}`, desktop)
    await page.getByRole('radio').first().check()
    await page.getByRole('button', { name: '투표하기' }).click()
    await page.getByText('영수증을 이 기기에').waitFor()
    await reader.getByText(`투표한 사람 ${voters + 1}`).waitFor()
    for (const each of [page, reader]) await each.context().close()
  })

  test('at a place the device says no more than yes, and says no when it is elsewhere', async () => {
    const poll = await pollWhere(({ place }) => place !== null)
    const permissions = { permissions: ['geolocation'] }
    const away = { ...phone, ...permissions, geolocation: { latitude: 37.5, longitude: 127 } }
    const page = await openAs(city, await voterIn(poll), `/polls/${poll}`, away)
    await page.getByRole('radio', { name: '밤 10시' }).check()
    await page.getByText('먼저 위치를 확인해 주세요.').waitFor()
    await page.getByRole('button', { name: '내 위치 확인하기' }).click()
    await page.getByText(/떨어져 있어요/).waitFor()
    const position = { latitude: 37.566_123_4, longitude: 126.978_123_4 }
    await page.context().setGeolocation(position)
    const sent: Buffer[] = []
    page.on('request', (request) => {
      const body = request.postDataBuffer() ?? Buffer.alloc(0)
      sent.push(Buffer.concat([Buffer.from(`${request.url()} `), body]))
    })
    await page.getByRole('button', { name: '내 위치 확인하기' }).click()
    await page.getByText('정해진 곳에 있어요').waitFor()
    await page.getByRole('button', { name: '투표하기' }).click()
    await page.getByText('영수증을 이 기기에').waitFor()
    const votes = sent.filter((request) => request.includes('/api/transactions '))
    assert.ok(votes.length > 0)
    for (const form of Object.values(position).flatMap(formsOf))
      assert.ok(!sent.some((request) => request.includes(form)), 'the position goes nowhere')
    const said = votes.map((vote) => parseTransaction(vote.subarray(vote.indexOf(' ') + 1), host.hash))
    assert.deepEqual(
      said.map((vote) => vote.ok && Object.keys(vote.value.input as object).sort()),
      said.map(() => ['answers', 'isHere', 'poll', 'sequence']),
      'and a vote says no more of it than yes',
    )
    await page.context().close()
  })

  test('without leave to see the position it is said what to do', async () => {
    const poll = await pollWhere(({ place }) => place !== null)
    const page = await openAs(city, await voterIn(poll), `/polls/${poll}`, phone)
    await page.getByRole('button', { name: '내 위치 확인하기' }).click()
    await page.getByText(/허락하지 않았어요|알 수 없어요/).waitFor()
    await page.context().close()
  })

  test('a resident asks the neighbours, and ends the poll again', async () => {
    const page = await openAs(city, 'resident-9', '/polls/write', phone)
    const title = '골목에 의자를 놓을까요?'
    await page.getByLabel('제목').fill(title)
    await page.getByLabel('질문', { exact: true }).fill('어디에 놓을까요?')
    await page.getByLabel('보기 1').fill('빵집 앞')
    await page.getByLabel('보기 2').fill('느티나무 아래')
    await page.getByRole('radio', { name: '기명' }).check()
    await page.getByText('미리 보기', { exact: true }).click()
    await page.getByText('미리 보기라서').waitFor()
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '투표 열기' }).click()
    await page.getByRole('link', { name: '내가 연 투표 보기' }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByRole('button', { name: '일찍 끝내기' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('먼저 까닭을 골라 주세요').waitFor()
    await dialog.getByRole('radio', { name: '더 물을 필요가 없어짐' }).check()
    await city.assertAccessible(page)
    await dialog.getByRole('button', { name: '일찍 끝내기' }).click()
    await page.getByText('정해진 때보다 일찍 끝났어요. 까닭: 더 물을 필요가 없어짐').waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a draft stays on the device; a poll to come shows what it will ask, and is withdrawn with a reason', async () => {
    const page = await openAs(city, 'resident-11', '/polls/write', phone)
    const title = '놀이터를 어디에 지을까요?'
    await page.getByLabel('제목').fill(title)
    await page.getByLabel('질문', { exact: true }).fill('어느 골목이 좋을까요?')
    await page.getByLabel('보기 1').fill('첫째 골목')
    await page.getByLabel('보기 2').fill('둘째 골목')
    await page.getByLabel('시작하는 때').fill('2020-01-01T09:00')
    await page.reload()
    assert.equal(await page.getByLabel('제목').inputValue(), title)
    await page.getByText('시작하는 때가 이미 지났어요').waitFor()
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
    await page.getByLabel('시작하는 때').fill(tomorrow)
    await page.getByRole('radio', { name: '기명' }).check()
    await page.getByRole('button', { name: '투표 열기' }).click()
    await page.getByRole('link', { name: '내가 연 투표 보기' }).click()
    await page.getByRole('heading', { name: '이렇게 물을 거예요' }).waitFor()
    await page.getByRole('radio', { name: '둘째 골목' }).check()
    assert.equal(await page.getByText('그때 다시 와 주세요').count(), 1, 'and nothing can be sent')
    await page.getByRole('button', { name: '투표 취소하기' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: '투표 내용에 잘못이 있음' }).check()
    await dialog.getByRole('button', { name: '투표 취소하기' }).click()
    await page.getByText('시작하기 전에 취소되었어요. 까닭: 투표 내용에 잘못이 있음').waitFor()
    await city.assertAccessible(page)
    await page.goto(`${city.url}/polls?state=withdrawn`)
    await page.getByRole('link', { name: title }).waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })
})
