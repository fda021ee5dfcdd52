// Two devices of one resident, each a browser of its own: the second joins, the lost one is stopped, a key is renewed.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { desktop, phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity()
const skip = typeof city === 'string' && city

/** A camera before which the picture `shown` is held, as another device shows it. */
const camera = `
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
    const context = canvas.getContext('2d')
    setInterval(() => {
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.fillStyle = '#fff'
      context.fillRect(0, 0, 640, 480)
      const { path, size } = window.shown
      context.setTransform(440 / size, 0, 0, 440 / size, 100, 20)
      context.fillStyle = '#000'
      context.fill(new Path2D(path))
    }, 50)
    return canvas.captureStream(20)
  }`

describe('devices', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  test('a second device joins by pictures, stops the first one, and renews its own key', async () => {
    const old = await city.open('/me?tab=devices', phone, camera)
    await old.getByRole('button', { name: '참여 시작하기' }).click()
    await old.getByRole('button', { name: '새 주민으로 시작하기' }).click()
    await old.getByText('지금 이 기기').waitFor()
    await city.assertAccessible(old)
    await old.getByRole('link', { name: '기기 추가하기' }).click()
    await old.getByText('카메라가 없다면').click()
    const address = await old.locator('code').innerText()
    await city.assertAccessible(old)

    const fresh = await city.open('/devices/join', { ...desktop, colorScheme: 'dark' })
    await fresh.getByLabel('쓰던 기기에 나온 주소').fill('아무 글자')
    await fresh.getByText('쓰던 기기에 나온 주소가 아니에요.').waitFor()
    await fresh.getByLabel('쓰던 기기에 나온 주소').fill(address)
    const picture = fresh.getByRole('img', { name: '이 기기의 키가 담긴 그림' })
    await picture.waitFor()
    await city.assertAccessible(fresh)
    const path = await picture.locator('path').getAttribute('d')
    const size = Number((await picture.getAttribute('viewBox'))?.split(' ').at(-1))
    await old.evaluate(`window.shown = ${JSON.stringify({ path, size })}`)

    await old.getByRole('button', { name: '카메라로 읽기' }).click()
    // Who reads with their ears hears them at once.
    const digits = await old.locator(':focus', { hasText: /^\d{4} \d{4} \d{4}$/ }).innerText()
    await fresh.getByText(digits, { exact: true }).waitFor()
    await old.getByLabel('이 기기를 부를 이름').fill('책상 컴퓨터')
    await city.assertAccessible(old)
    await old.getByRole('button', { name: '같아요, 추가할게요' }).click()
    await fresh.getByText('이 기기를 더했어요').waitFor()
    await fresh.getByRole('link', { name: '내 기기 보기' }).click()
    await showsWorking(fresh, 2)
    await old.getByRole('link', { name: '내 기기 보기' }).click()
    await old.getByText('책상 컴퓨터').waitFor()

    await fresh.getByRole('button', { name: '이 키 멈추기' }).first().click()
    await fresh.getByRole('dialog').getByRole('button', { name: '이 키 멈추기' }).click()
    await fresh.getByRole('dialog').getByText('증명할 수 있음').waitFor()
    await fresh.keyboard.press('Escape')
    await fresh.getByText('쓸 수 있는 기기가 하나뿐이라').waitFor()
    await old.getByText('이 기기의 키는 멈췄어요').waitFor()

    await fresh.getByRole('button', { name: '이 기기의 키 새로 만들기' }).click()
    await fresh.getByText('새 키로 바꿨어요.').waitFor()
    await fresh.getByRole('listitem').filter({ hasText: '기기 3' }).getByText('지금 이 기기').waitFor()
    await showsWorking(fresh, 1)
    await city.assertAccessible(fresh)
    assert.deepEqual(city.complaints(), [])
    await Promise.all([old, fresh].map((page) => page.context().close()))
  })

  test('by keyboard alone: who leaves reads what is erased and what stays, and wipes the device', async () => {
    const page = await city.open('/me?tab=kept', phone)
    await page.getByRole('button', { name: '참여 시작하기' }).click()
    await page.getByRole('button', { name: '새 주민으로 시작하기' }).click()
    await page.getByText('되살릴 수 없게 지워지는 것').waitFor()
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '도시 떠나기' }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: '도시 떠나기' }).press('Enter')
    await page.getByRole('dialog').getByText('증명할 수 있음').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('도시를 떠난 계정이에요').waitFor()
    await page.getByRole('button', { name: '이 기기에서 모두 지우기' }).press('Enter')
    await page.locator(':focus', { hasText: '그만두기' }).press('Enter')
    await page.locator(':focus', { hasText: '이 기기에서 모두 지우기' }).press('Enter')
    await page.locator(':focus', { hasText: '그만두기' }).press('Shift+Tab')
    await page.locator(':focus', { hasText: '네, 이 기기에서 지울게요' }).press('Enter')
    await page.getByRole('button', { name: '둘러보는 중' }).click()
    await page.getByRole('button', { name: '다른 기기에서 쓰던 나로 참여하기' }).waitFor()
    assert.equal(await page.getByRole('button', { name: '이 기기의 키로' }).count(), 0)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  /** How many keys of the list still sign, once each is there with its day. */
  /** Waits until so many of the account's keys are in use: the list is asked for again after each act. */
  const showsWorking = async (page: Page, count: number): Promise<void> => {
    const rows = page.getByRole('listitem').filter({ hasText: '키 이름' }).filter({ hasText: '쓰는 중' })
    await rows.nth(count - 1).waitFor()
    await rows.nth(count).waitFor({ state: 'detached' })
  }
})
