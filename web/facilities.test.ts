// Facilities and access in a real browser: the mayor registers a gym, the gym lets somebody in, and their card says so.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { desktop, phone } from '@maru/testing/browser.ts'
import { openAs, smallTargets, tabTo } from '@maru/testing/web-page.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity({ hasCards: true })
const skip = typeof city === 'string' && city

describe('facilities', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())
  const [gym, resident] = ['department', 'resident-2'].map((role) => developmentSigner(role).keyId) as [
    string,
    string,
  ]
  const pressed = async (page: Page, button: string): Promise<void> => {
    await page.getByRole('button', { name: button }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.getByRole('button', { name: '이 일 계속 보기' }).click()
  }

  test('by keyboard the mayor registers one; names that cannot be are told beside their field', async () => {
    const page = await openAs(city, 'mayor', '/desk/facilities', desktop)
    await page.locator('a[data-desk-row]').first().waitFor()
    await page.getByRole('link', { name: '시설 등록하기' }).click()
    await page.getByLabel('시설의 코드').fill('Hill Gym')
    await page.getByText('작은 글자, 숫자, ‘-’만 쓸 수 있어요.').waitFor()
    await city.assertAccessible(page)
    await page.getByLabel('시설의 코드').fill('hill-gym')
    await tabTo(page, '한국어 이름')
    await page.keyboard.insertText('언덕 체육관')
    await tabTo(page, '영어 이름')
    await page.keyboard.insertText('Hill Gym')
    await tabTo(page, '시설의 계정 번호')
    await page.keyboard.insertText('1234')
    await page.getByRole('alert').filter({ hasText: '시설의 계정 번호를 적어 주세요.' }).waitFor()
    await page.getByLabel('시설의 계정 번호').fill(gym)
    await tabTo(page, '시설 등록하기')
    await page.keyboard.press('Enter')
    await page.getByText('증명할 수 있음').waitFor()
    await page.goto(`${city.url}/desk/facilities`)
    await page.getByLabel('찾을 말').fill('없는 곳')
    await page.getByText('0개를 찾았어요.').waitFor()
    await page.getByLabel('찾을 말').fill('gym')
    await page.getByText('1개를 찾았어요.').waitFor()
    await city.assertAccessible(page)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('one gives a resident access, their card says so, and no longer when it is taken back', async () => {
    const proofing = { door: 'desk', by: gym, at: 0 } as const
    const who = { name: '지어낸 사람', birthDate: '1979-08-11' }
    await city.vault?.put(resident, { ...who, district: 'mapo', proofing }, { ...who, credential: ['test'] })
    const holder = await openAs(city, 'resident-2', '/card', phone)
    await holder.getByRole('button', { name: '카드 받기' }).click()
    await grantsOn(holder, '없음')
    const page = await openAs(city, 'department', '/desk/facilities/hill-gym', phone)
    await page.getByLabel('주민의 계정 번호').fill(`${city.url}/tracker/accounts/${resident}`)
    await page.getByLabel('이날까지').fill('2020-01-01')
    await page.getByText('오늘이나 뒤의 날을 골라 주세요.').first().waitFor()
    await page.getByLabel('이날까지').fill(nextYear())
    await city.assertAccessible(page)
    assert.deepEqual(await smallTargets(page), [])
    await pressed(page, '출입 허락하기')
    await holder.getByRole('button', { name: '새 카드 받기' }).click()
    await grantsOn(holder, '언덕 체육관')
    await city.assertAccessible(holder)

    await page.getByRole('radio', { name: '출입 거두기' }).check()
    await page.getByRole('group', { name: '출입을 허락받은 사람' }).getByRole('radio').check()
    await city.assertAccessible(page)
    await pressed(page, '출입 거두기')
    await page.getByRole('radio', { name: '출입 거두기' }).check()
    await page.getByText('출입을 허락받은 사람이 없어요').waitFor()
    await holder.getByRole('button', { name: '새 카드 받기' }).click()
    await grantsOn(holder, '없음')
    assert.deepEqual(city.complaints(), [])
    for (const each of [page, holder]) await each.context().close()
  })

  test('one is renamed, closed and opened again; a registrar only takes access back', async () => {
    const page = await openAs(city, 'mayor', '/desk/facilities/hill-gym', {
      ...desktop,
      colorScheme: 'dark',
    })
    await page.getByRole('radio', { name: '고치기' }).check()
    await page.getByText('바뀐 것이 없어요.').waitFor()
    await page.getByLabel('한국어 이름').fill('언덕 운동관')
    await pressed(page, '시설 고치기')
    await page.getByRole('heading', { name: '언덕 운동관' }).waitFor()
    await page.getByRole('radio', { name: '닫기', exact: true }).check()
    await city.assertAccessible(page)
    await pressed(page, '시설 닫기')
    await page.getByRole('radio', { name: '다시 열기' }).waitFor()
    const own = await openAs(city, 'department', '/desk/facilities/hill-gym', desktop)
    await own.getByRole('radio', { name: '출입 거두기' }).waitFor()
    assert.equal(await own.getByRole('radio', { name: '출입 허락하기' }).count(), 0)
    await pressed(page, '시설 다시 열기')
    await page.getByRole('radio', { name: '닫기', exact: true }).waitFor()
    const registrar = await openAs(city, 'registrar', '/desk/facilities/hill-gym', desktop)
    await registrar.getByText('출입을 허락받은 사람이 없어요').waitFor()
    assert.equal(await registrar.getByRole('link', { name: '시설 등록하기' }).count(), 0)
    assert.deepEqual(city.complaints(), [])
    for (const each of [page, own, registrar]) await each.context().close()
  })
})

/** What stands beside the claim where a holder chooses what to show. */
const grantsOn = async (holder: Page, words: string): Promise<void> => {
  await holder
    .getByRole('checkbox', { name: '시설 이용권' })
    .locator('xpath=..')
    .filter({ hasText: words })
    .waitFor()
}

const nextYear = (): string => new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10)
