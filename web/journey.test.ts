// What anybody does first: proposes, is supported, sees the threshold crossed, checks the receipt, recounts the city.
// Then the city's side of it: a department is named and answers, and the tracker shows each step.
// With MARU_PICTURES=FOLDER each screen of it is kept there as a picture: `npm run pictures`.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, describe, test } from 'node:test'
import { desktop, phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Locator, Page } from 'playwright-core'

const city = await openWebCity()
const skip = typeof city === 'string' && city

const journeys = {
  phone: {
    options: { ...phone, locale: 'ko-KR' },
    title: '비 오는 날에도 걸을 수 있게 보도에 빗물길을 내 주세요',
    body: '비가 조금만 와도 보도에 물이 고여 아이들이 찻길로 내려섭니다.\n학교에서 정류장까지라도 먼저 빗물길을 내면 좋겠습니다.',
    texts: {
      who: '둘러보는 중',
      resident: '새 주민으로 시작하기',
      title: '제목',
      body: '내용',
      field: '분야',
      transport: '교통',
      send: '제안 올리기',
      provable: '증명할 수 있음',
      opened: '올린 제안 보기',
      saveReceipt: '영수증 저장하기',
      support: '공감하기',
      neighbours: '시범 도시의 이웃',
      ask: /이웃 \d+명에게 공감 부탁하기/,
      crossed: '부서 답변 대상',
      real: /진짜예요/,
      recount: '이 도시를 다시 세기',
      same: /같아요\. 도시의 숫자가 모두 맞아요/,
      mayor: '시장',
      officer: '담당 부서',
      department: '답변할 부서',
      assign: '부서 정하기',
      final: '최종 답변',
      decision: '결정',
      answer: '답변 내용',
      answered: '내년 봄까지 학교 앞 정류장 열두 곳부터 빗물길을 내겠습니다.',
      sendAnswer: '답변하기',
      openStep: '제안하기',
      residentStep: '공감하기',
      citySteps: ['담당 부서 지정', '답변하기'],
    },
  },
  desktop: {
    options: { ...desktop, locale: 'en-US', colorScheme: 'dark' },
    title: 'Let rain run off the pavements, so that we can walk on wet days',
    body: 'With a little rain the pavements fill with water, and children step onto the road.',
    texts: {
      who: 'Looking around',
      resident: 'Start as a new resident',
      title: 'Title',
      body: 'Text',
      field: 'Field',
      transport: 'Transport',
      send: 'Open the proposal',
      provable: 'Provable',
      opened: 'See your proposal',
      saveReceipt: 'Save the receipt',
      support: 'Support',
      neighbours: 'Neighbours of the demonstration',
      ask: /Ask \d+ neighbours to support it/,
      crossed: 'A department must answer',
      real: /It is real/,
      recount: 'Recount this city',
      same: /All of the city's figures are right/,
      mayor: 'Mayor',
      officer: 'Department',
      department: 'Department that answers',
      assign: 'Name the department',
      final: 'Final answer',
      decision: 'Decision',
      answer: 'Text of the answer',
      answered: 'Twelve stops near schools get channels for the rain by next spring.',
      sendAnswer: 'Give the answer',
      openStep: 'Open a proposal',
      residentStep: 'Support a proposal',
      citySteps: ['Assign a department', 'Give an answer'],
    },
  },
} as const

describe('from a first proposal to its answer', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  for (const [name, { options, title, body, texts }] of Object.entries(journeys)) {
    test(`${name}: ${title}`, async () => {
      const page = await city.open('/', options)
      const shown = (what: string, shows?: Locator): Promise<void> =>
        city.picture(page, `${name}-${what}`, shows)
      await page.locator('article a[href^="/proposals/"]').first().waitFor()
      await shown('home')

      await page.getByRole('button', { name: texts.who }).click()
      await page.getByRole('button', { name: texts.resident }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.goto(`${city.url}/proposals/new`)
      await page.getByLabel(texts.title).fill(title)
      await page.getByLabel(texts.body).fill(body)
      await page.getByLabel(texts.field).selectOption({ label: texts.transport })
      await page.getByRole('button', { name: texts.send }).click()
      await page.getByText(texts.provable).waitFor()
      await page.getByRole('link', { name: texts.opened }).click()
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      const address = new URL(page.url()).pathname

      await page.getByRole('button', { name: texts.support, exact: true }).click()
      await page.getByText(texts.provable).waitFor()
      const receipt = await saved(page, texts.saveReceipt)
      await shown('proposal', page.getByRole('button', { name: texts.saveReceipt }))

      // Somebody else looks on, and reloads nothing.
      const onlooker = await city.open(address, options)
      await onlooker.getByRole('progressbar').first().waitFor()
      await page.getByText(texts.neighbours).click()
      await page.getByRole('button', { name: texts.ask }).click()
      for (const each of [page, onlooker])
        await each.getByText(texts.crossed, { exact: true }).first().waitFor()
      await onlooker.context().close()
      await city.assertAccessible(page)

      await page.goto(`${city.url}/check`)
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'my.tlog-proof', mimeType: 'text/plain', buffer: Buffer.from(receipt) })
      await page.getByText(texts.real).first().waitFor()
      await shown('check', page.getByText(texts.real).first())
      await page.getByRole('button', { name: texts.recount }).click()
      await page.getByText(texts.same).waitFor({ timeout: 120_000 })
      await shown('recount', page.getByText(texts.same))

      await be(page, texts.mayor)
      await openWork(page, 'to-assign', title)
      await page.getByLabel(texts.department).selectOption({ index: 2 })
      await page.getByRole('button', { name: texts.assign }).click()
      await page.getByText(texts.provable).waitFor()
      await be(page, texts.officer)
      await openWork(page, 'to-answer', title)
      await page.getByRole('radio', { name: texts.final }).check()
      await page.getByRole('group', { name: texts.decision }).getByRole('radio').first().check()
      await page.getByLabel(texts.answer).fill(texts.answered)
      await shown('desk')
      await page.getByRole('button', { name: texts.sendAnswer }).click()
      await page.getByText(texts.provable).waitFor()

      await page.goto(city.url + address)
      await page.getByText(texts.answered).waitFor()
      await page.goto(`${city.url}/tracker`)
      for (const step of texts.citySteps) await page.getByRole('main').getByText(step).first().waitFor()
      await shown('tracker')
      await page.goto(`${city.url}/tracker${address}`)
      for (const step of [texts.openStep, texts.residentStep, ...texts.citySteps])
        await page.getByRole('main').getByText(step).first().waitFor()
      const entry = /^index (\d+)$/m.exec(receipt)?.[1]
      await page.goto(`${city.url}/tracker/search?q=${entry}`)
      await page.locator(`main a[href="/tracker/entries/${entry}"]`).click()
      await page.getByRole('main').getByText(texts.residentStep).first().waitFor()
      await city.assertAccessible(page)
      assert.deepEqual(city.complaints(), [])
      await page.context().close()
    })
  }
})

/** Somebody of the demonstration city, by the button that everybody has. */
const be = async (page: Page, who: string): Promise<void> => {
  await page.locator('header [aria-haspopup="dialog"]').last().click()
  await page.getByRole('dialog').getByRole('button', { name: who, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

const openWork = async (page: Page, queue: string, title: string): Promise<void> => {
  await page.locator('header a[href="/desk"]').first().click()
  await page.locator(`[data-desk-row="${queue}"]`).click()
  await page.locator(`a[href^="/desk/${queue}/"]`, { hasText: title }).click()
  await page.locator('aside h2').waitFor()
}

const saved = async (page: Page, button: string): Promise<string> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return readFile(await download.path(), 'utf8')
}
