// What residents do, by keyboard alone. The first page up to a support is in app.test.ts, offices are in their own.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { desktop, phone } from '@maru/testing/browser.ts'
import { firstOf, openAs, tabTo } from '@maru/testing/web-page.ts'
import { openWebCity } from '@maru/testing/web-city.ts'

const city = await openWebCity()
const skip = typeof city === 'string' && city

describe('by keyboard alone', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  test('a proposal, a comment on it, and an opinion', async () => {
    const page = await openAs(city, 'resident-2', '/proposals/new', desktop)
    await page.getByLabel('분야').waitFor()
    await tabTo(page, '제목')
    await page.keyboard.type('자전거 보관대에 지붕을 얹어 주세요')
    await tabTo(page, '내용')
    await page.keyboard.type('비를 맞은 자전거는 금세 녹이 습니다.')
    await tabTo(page, '분야')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, '제안 올리기')
    await page.keyboard.press('Enter')
    await tabTo(page, '올린 제안 보기')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '자전거 보관대에 지붕을' }).waitFor()
    await page.locator('summary', { hasText: '댓글 쓰기' }).waitFor()
    await tabTo(page, '댓글 쓰기')
    await page.keyboard.press('Enter')
    await tabTo(page, '댓글')
    await page.keyboard.type('지붕에 태양 전지도 얹으면 좋겠습니다.')
    await tabTo(page, '댓글 남기기')
    await page.keyboard.press('Enter')
    await page.getByRole('listitem').getByText('지붕에 태양 전지도').waitFor()

    const debate = await firstOf(city, 'debates/debates?state=open&limit=1', 'debates', 'debate')
    await page.goto(`${city.url}/debates/${debate}`)
    await page.getByRole('button', { name: '의견 내기' }).waitFor()
    await tabTo(page, '찬성')
    await page.keyboard.press('Space')
    await tabTo(page, '왜 그렇게 생각하나요?')
    await page.keyboard.type('먼저 한 달만 해 보고 정하면 됩니다.')
    await tabTo(page, '의견 내기')
    await page.keyboard.press('Enter')
    await page.getByRole('listitem').getByText('먼저 한 달만 해 보고').waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a report is sent', async () => {
    const number = await firstOf(city, 'proposals/list?sort=newest&limit=1', 'proposals', 'proposal')
    const page = await openAs(city, 'resident-3', `/proposals/${number}`, phone)
    await page.getByRole('button', { name: '신고하기' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.getByRole('radio', { name: '광고' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: '신고 보내기' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('증명할 수 있음').waitFor()
    await city.assertAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })
})
