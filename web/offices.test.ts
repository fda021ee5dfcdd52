// The city's other offices in a real browser: moderation, policies, the city's numbers, the registrar's desk, reports.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { desktop, phone } from '@maru/testing/browser.ts'
import { focusedRow, openAs, settled, smallTargets, tabTo } from '@maru/testing/web-page.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity()
const skip = typeof city === 'string' && city

const readers = {
  'on a phone, in Korean': { ...phone, locale: 'ko-KR' },
  'on a desk, in English, in the dark': { ...desktop, locale: 'en-US', colorScheme: 'dark' },
} as const

describe('the offices', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  for (const [name, options] of Object.entries(readers)) {
    test(`${name}: every screen has nothing that axe-core finds and no complaint`, async () => {
      const resident = await city.open('/', options)
      for (const path of ['/moderation', '/moderation/1', '/parameters', '/reports', '/enrol']) {
        await resident.goto(city.url + path)
        await judge(resident)
      }
      await resident.context().close()
      const proposal = await author()
      for (const [role, paths] of [
        ['moderator', ['reports', 'appeals', 'hidden-texts']],
        ['department', ['policies/2', 'policies/new?proposal=3']],
        ['mayor', ['policies-to-assign', 'parameters/proposals.supportsForDebate', 'officers']],
        ['registrar', ['residents/enrol', `residents/${proposal}`]],
      ] as const) {
        const page = await openAs(city, role, '/desk', options)
        for (const path of paths) {
          await page.goto(`${city.url}/desk/${path}`)
          if (!path.includes('/'))
            await page.locator(`a[href^="/desk/${path}/"][data-desk-row]`).first().click()
          await page.locator('aside h2, aside p').first().waitFor()
          await judge(page)
        }
        await page.context().close()
      }
      assert.deepEqual(city.complaints(), [])
    })
  }

  test('with type twice as large nothing scrolls sideways', async () => {
    const page = await openAs(city, 'moderator', '/', phone)
    await page.evaluate(`localStorage.setItem('maru.settings', '{"textSize":200,"theme":"contrast"}')`)
    for (const path of ['/reports', '/parameters', '/moderation/1', '/desk/reports', '/enrol']) {
      await page.goto(city.url + path)
      await settled(page)
      await city.assertAccessible(page)
    }
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('by keyboard a moderator hides two reported comments at once, and residents read why', async () => {
    const reasons = '물건을 파는 글을 되풀이해 올렸습니다.'
    const page = await openAs(city, 'moderator', '/desk', desktop)
    await page.locator('[data-desk-row="reports"]').waitFor()
    while ((await focusedRow(page)) !== 'reports') await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator('[data-desk-row]', { hasText: '오늘만 반값' }).first().waitFor()
    await page.keyboard.press('j')
    const number = await focusedRow(page)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/desk/reports/${number}`)
    await page.getByRole('heading', { name: '신고를 판단하기' }).waitFor()
    await tabTo(page, '가리기')
    await page.keyboard.press('Space')
    await tabTo(page, '어긋난 규칙')
    for (let down = 0; down < 6; down++) await page.keyboard.press('ArrowDown')
    await tabTo(page, '이유')
    await page.keyboard.type(reasons)
    await tabTo(page, '다른 글도 함께 가리기')
    await page.keyboard.press('Enter')
    await tabTo(page, '댓글 · 처리')
    await page.keyboard.press('Space')
    await page.getByText('운영자가 가린 글이에요. 규칙: 광고').waitFor()
    await city.assertAccessible(page)
    await tabTo(page, '글 2건 가리기')
    await page.keyboard.press('Enter')
    await page.getByText('증명할 수 있음').waitFor()
    await page.locator(`[data-desk-row="${number}"]`).waitFor({ state: 'detached' })
    await page.context().close()

    const { number: comment } = await ask<Numbered>(`moderation/case?case=${number}`)
    const { number: proposal } = await ask<Numbered>(`comments/comment?comment=${comment}`)
    const resident = await city.open(`/proposals/${proposal}?order=newest`, phone)
    await resident.getByText(reasons).nth(1).waitFor()
    assert.equal(await resident.getByText('운영자가 가린 글이에요. 규칙: 광고').count(), 2)
    assert.equal(await resident.getByText('오늘만 반값').count(), 0)
    await city.assertAccessible(resident)
    await resident
      .getByRole('link', { name: /누가 언제 가렸고/ })
      .last()
      .click()
    await resident.getByRole('heading', { level: 1, name: /글 관리 처리/ }).waitFor()
    assert.deepEqual(city.complaints(), [])
    await resident.context().close()
  })

  test('a moderator hides a comment that nobody reported, from where it stands', async () => {
    const { comments } = await ask<{ readonly comments: readonly { readonly comment: number }[] }>(
      'comments/comments?service=proposals&number=1&limit=1',
    )
    const page = await openAs(city, 'moderator', '/proposals/1?order=newest', phone)
    await page.locator(`a[href="/desk/reports/comments-${comments[0]?.comment}"]`).click()
    await page.getByRole('heading', { name: '신고되지 않은 글' }).waitFor()
    await page.getByLabel('어긋난 규칙').selectOption({ label: '도배' })
    await page.getByLabel('이유').fill('같은 말이 여러 번 올라왔습니다.')
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '이 글 가리기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.getByRole('button', { name: '이 일 계속 보기' }).click()
    await page.getByRole('heading', { name: '글을 되살리기' }).waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('who hid a text cannot decide on the appeal, and the auditor can', async () => {
    const { cases } = await ask<{ readonly cases: readonly { readonly case: number }[] }>(
      'moderation/cases?state=appealed',
    )
    const path = `/desk/appeals/${cases[0]?.case}`
    const moderator = await openAs(city, 'moderator', path, phone)
    await moderator.getByText('이 글을 가린 사람은 결정할 수 없어요').waitFor()
    await moderator.context().close()
    const page = await openAs(city, 'auditor', path, phone)
    await page.getByRole('button', { name: '이 글 읽기' }).click()
    await page.getByText('이런 글 쓰는 사람은 게을러서').waitFor()
    await city.assertAccessible(page)
    await page.getByRole('radio', { name: '되살리기' }).check()
    await page.getByLabel('이유').fill('거친 말이지만 사람을 욕한 글로 보기 어렵습니다.')
    await page.getByRole('button', { name: '글 되살리기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.goto(`${city.url}/moderation/${cases[0]?.case}`)
    await page.getByText('거친 말이지만 사람을 욕한 글로 보기 어렵습니다.').waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('the mayor sets a number from a day on, and residents see it coming', async () => {
    const page = await openAs(city, 'mayor', '/desk/parameters/debates.debateDays', desktop)
    await page.getByLabel('새 값').fill('45')
    await page.getByText('언제부터인지 골라 주세요.').waitFor()
    await page.getByLabel('언제부터', { exact: true }).fill(dayAhead(40))
    await page.getByText(/부터: 토론은 45일 동안 열어요/).waitFor()
    await page.getByText(/전까지: 토론은 30일 동안 열어요/).waitFor()
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '이 기준 정하기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.context().close()
    const resident = await city.open('/parameters', phone)
    const row = resident.getByRole('listitem').filter({ hasText: '토론은 30일 동안 열어요.' })
    await row.getByText('토론은 45일 동안 열어요.').first().waitFor()
    assert.deepEqual(city.complaints(), [])
    await resident.context().close()
  })

  test('the mayor gives an officer a role, and takes it back', async () => {
    const page = await openAs(city, 'mayor', `/desk/officers/${developmentSigner('panel').keyId}`, phone)
    const held = page.getByRole('group', { name: '기록에 있는 그대로' })
    await page.getByLabel('역할', { exact: true }).selectOption({ label: '감사' })
    await page.getByRole('button', { name: '역할 맡기기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await held.getByText('감사', { exact: true }).waitFor()
    await page.getByRole('button', { name: '이 일 계속 보기' }).click()
    await page.getByLabel('무엇을 할까요?').selectOption({ label: '역할 거두기' })
    await page.getByLabel('역할', { exact: true }).selectOption({ label: '감사' })
    await page.getByRole('button', { name: '역할 거두기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await held.getByText('감사', { exact: true }).waitFor({ state: 'detached' })
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a department plans a policy and promises a step, and residents see both', async () => {
    const page = await openAs(city, 'department', '/desk/policies', desktop)
    await page.locator('[data-desk-row]', { hasText: '계획 없음' }).first().click()
    const policy = new URL(page.url()).pathname.split('/').at(-1)
    await page.getByLabel('제목').fill('시험 운영부터 시작합니다')
    await page.getByLabel('내용').fill('세 곳에서 여섯 달 동안 시험합니다.')
    await page.getByLabel('예산(원)').fill('120,000,000')
    await page.getByRole('button', { name: '계획 기록하기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.getByRole('button', { name: '이 일 계속 보기' }).click()
    await page.getByLabel('무엇을 할까요?').selectOption({ label: '단계 약속하기' })
    await page.getByLabel('제목').fill('시험할 곳 정하기')
    await page.getByLabel('언제까지').fill(dayAhead(30))
    await page.getByRole('button', { name: '단계 약속하기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    const resident = await city.open(`/policies/${policy}`, phone)
    await resident.getByText('세 곳에서 여섯 달 동안 시험합니다.').waitFor()
    await resident.getByText('시험할 곳 정하기').waitFor()
    await resident.getByText(/예산 120,000,000원/).waitFor()
    assert.deepEqual(city.complaints(), [])
    await resident.context().close()
    await page.context().close()
  })

  interface Numbered {
    readonly number: number
  }

  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${city.url}/api/${path}`)).json()) as Answer

  /** A resident's account. */
  const author = async (): Promise<string> =>
    (await ask<{ readonly author: string }>('proposals/proposal?proposal=3')).author

  const judge = async (page: Page): Promise<void> => {
    await settled(page)
    await city.assertAccessible(page)
    assert.deepEqual(await smallTargets(page), [], page.url())
  }
})

const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
