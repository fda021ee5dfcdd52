// A survey with a branch from writing to what came of it: written at the desk, voted in by residents on both ways, looked
// at as a chart and as a table, followed, ended, and answered by the department that it named.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CityRefusal, createCityClient } from '@maru/client/city-client.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { desktop, phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import { openAs, smallTargets, tabTo } from '@maru/testing/web-page.ts'

const city = await openWebCity()
const skip = typeof city === 'string' && city
const title = '버스를 어떻게 바꿀까요?'

interface Row {
  readonly poll: number
  readonly state: string
  readonly department?: string
  readonly tally: readonly { readonly answered: number; readonly counts: readonly number[] }[] | null
}

describe('a survey with a branch', { skip }, () => {
  if (typeof city === 'string') return
  let poll = 0
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await fetch(`${city.url}/api/${path}`)).json() as Promise<Answer>
  const row = () => ask<Row>(`polls/poll?poll=${poll}`)

  before(async () => {
    const page = await openAs(city, 'department', '/desk/polls/new', desktop)
    await page.getByLabel('제목').fill(title)
    await page.getByLabel('질문', { exact: true }).fill('버스를 타시나요?')
    await page.getByLabel('보기 1').fill('네')
    await page.getByLabel('보기 2').fill('아니요')
    await page.getByRole('button', { name: '질문 더하기' }).click()
    const second = page.getByRole('group', { name: '2번 질문' })
    await second.getByLabel('질문', { exact: true }).fill('왜 타지 않으시나요?')
    await second.getByLabel('보기 1').fill('멀어서')
    await second.getByLabel('보기 2').fill('느려서')
    await second.getByLabel('언제 묻나요').selectOption('1')
    await second.getByRole('checkbox', { name: '아니요' }).check()
    await page.getByRole('radio', { name: '기명' }).check()
    await page.getByLabel('결과를 어떻게 할지 답할 곳').selectOption({ label: '도시교통실' })
    const preview = page.getByRole('region', { name: '주민에게는 이렇게 보여요' })
    await preview.getByRole('radio', { name: '아니요' }).check()
    await preview.getByText('2. 왜 타지 않으시나요?').waitFor()
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '정책투표 열기' }).click()
    await page.getByText('영수증을 이 기기에').waitFor()
    await page.context().close()
    const { polls } = await ask<{ readonly polls: readonly Row[] }>('polls/polls?asker=city&limit=1')
    poll = polls[0]?.poll ?? 0
  })
  after(() => city.close())

  test('leads residents past what does not concern them, and counts them there neither way', async () => {
    const vote = async (role: string, options: readonly string[]) => {
      const page = await openAs(city, role, `/polls/${poll}`, phone)
      await page.getByText('투표가 끝나면 도시교통실에서').waitFor()
      for (const option of options) await page.getByRole('radio', { name: option, exact: true }).check()
      await page.getByRole('button', { name: '투표하기' }).click()
      await page.getByText('영수증을 이 기기에').waitFor()
      await page.context().close()
    }
    await vote('resident-3', ['네'])
    await vote('resident-4', ['아니요', '느려서'])
    // Who went the other way first, and then changed their mind, takes no answer along.
    await vote('resident-5', ['아니요', '멀어서', '네'])
    assert.deepEqual((await row()).tally, [
      { answered: 3, counts: [2, 1] },
      { answered: 1, counts: [0, 1] },
    ])
  })

  test('refuses an answer to what was not asked, and none to what was', async () => {
    const client = createCityClient(city.url)
    const submit = (answers: (number[] | null)[]) => {
      const wish = { service: 'polls', action: 'vote', input: { poll, answers, sequence: 1, isHere: false } }
      const { chain } = city.ledger.genesis
      const options = { chain, validUntil: Date.now() + 60_000 }
      return client.submit(signTransaction(developmentSigner('resident-6'), wish, options))
    }
    const codeOf = (error: unknown): string => (error instanceof CityRefusal ? error.code : String(error))
    assert.equal(await submit([[1], [2]]).catch(codeOf), 'B11-not-asked')
    assert.equal(await submit([[2], null]).catch(codeOf), 'B11-unanswered')
    assert.equal((await row()).tally?.[0]?.answered, 3)
  })

  for (const [name, options] of Object.entries({
    'on a phone, in the dark': { ...phone, colorScheme: 'dark' },
    'on a desk': desktop,
  } as const)) {
    test(`${name}: the result is read as a chart and as a table, by keyboard, and taken along`, async () => {
      const page = await openAs(city, 'resident-3', `/polls/${poll}`, { ...options, locale: 'ko-KR' })
      const heading = page.getByRole('heading', { name: '2. 왜 타지 않으시나요?' })
      const second = page.locator('section').filter({ has: heading }).last()
      await second.getByText('1번 질문의 답에 따라 물었어요.').waitFor()
      await second.getByRole('definition').getByText('1 (100%)').waitFor()
      await second.locator('summary').focus()
      await page.keyboard.press('Enter')
      const table = second.getByRole('table')
      await table.getByRole('row', { name: '느려서 1 100%' }).waitFor()
      await tabTo(page, '표 파일(CSV)로 받기')
      assert.deepEqual(await smallTargets(page), [])
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      assert.equal(width, options.viewport.width, 'nothing stands out at the side')
      await city.assertAccessible(page)
      const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
      assert.match(file.suggestedFilename(), /results-\d+\.csv$/)
      await page.context().close()
    })
  }

  test('is answered by its department when it is over, and residents see what follows', async () => {
    const fan = await openAs(city, 'resident-3', `/polls/${poll}`, phone)
    await fan.getByRole('button', { name: '소식 받기' }).click()
    await fan.getByRole('button', { name: '소식을 받고 있어요' }).waitFor()

    const page = await openAs(city, 'department', `/desk/polls/${poll}`, desktop)
    await page.getByRole('radio', { name: '더 물을 필요가 없어짐' }).check()
    await page.getByRole('button', { name: '일찍 끝내기' }).click()
    await page.getByText('영수증을 이 기기에').waitFor()
    const { duties } = await ask<{ readonly duties: readonly { readonly duty: number }[] }>(
      `answers/owed-after?poll=${poll}`,
    )
    await page.goto(`${city.url}/desk/to-answer/${duties[0]?.duty}`)
    await page.getByRole('heading', { name: title }).first().waitFor()
    await page.getByRole('radio', { name: '결과의 일부를 추진해요' }).check()
    await page.getByLabel('답변 내용').fill('느린 구간에 버스만 다니는 길을 먼저 놓겠습니다.')
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '답변하기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.context().close()

    await fan.reload()
    await fan.getByRole('heading', { name: '투표 뒤에 도시가 한 일' }).waitFor()
    await fan.getByText('느린 구간에 버스만 다니는 길을').waitFor()
    await city.assertAccessible(fan)
    await fan.goto(`${city.url}/me?tab=inbox`)
    await fan.getByText(`시가 답했습니다: 투표 ${poll}번`).waitFor()
    await fan.getByRole('link', { name: `투표 ${poll}번이 끝났습니다` }).click()
    await fan.getByRole('heading', { level: 1, name: title }).waitFor()
    assert.deepEqual(city.complaints(), [])
    await fan.context().close()
  })
})
