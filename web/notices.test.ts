// Being told, in a real browser: a field that is followed, an e-mail address that is confirmed, push on the device.
import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Locator, Page } from 'playwright-core'

const city = await openWebCity()
const skip = typeof city === 'string' && city

/** A push service as Chrome's, which no test can reach. */
const pushService = `
  const keys = { p256dh: 'B' + 'A'.repeat(86), auth: 'A'.repeat(22) }
  let subscription = null
  PushManager.prototype.getSubscription = async () => subscription
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    if (applicationServerKey.length !== 87) throw new TypeError('no key')
    const endpoint = 'https://fcm.googleapis.com/fcm/send/example'
    const unsubscribe = async () => { subscription = null; return true }
    return (subscription = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe })
  }
  Notification.requestPermission = async () => 'granted'
  Object.defineProperty(Notification, 'permission', { get: () => 'default' })`

describe('being told', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  test('a field from the list, a confirmed address, and this device', async () => {
    const page = await city.open('/proposals?field=transport', phone, pushService)
    await page.getByRole('button', { name: '둘러보는 중' }).click()
    await page.getByRole('button', { name: '새 주민으로 시작하기' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '‘교통’ 소식 받기' }).click()
    await page.getByRole('button', { name: '‘교통’ 소식을 받고 있어요' }).waitFor()

    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    await page.goto(`${city.url}/me/notices`)
    await page.getByRole('button', { name: '그만 받기 (교통)' }).waitFor()
    await page.getByLabel('분야·동네·부서의 소식 받기').selectOption({ label: '동네: 마포구' })
    await page.getByRole('button', { name: '소식 받기', exact: true }).click()
    await page.getByRole('button', { name: '그만 받기 (마포구)' }).click()
    await page.getByRole('button', { name: '그만 받기 (마포구)' }).waitFor({ state: 'detached' })
    await city.assertAccessible(page)

    const mail = section(page, '메일로 받기')
    await mail.getByRole('button', { name: '확인 번호 받기' }).click()
    await mail.getByText('메일 주소를 name@example.org처럼 적어 주세요.').waitFor()
    await mail.getByLabel('메일 주소').fill('somebody@example.org')
    await mail.getByRole('button', { name: '확인 번호 받기' }).click()
    await mail.getByText('확인 번호를 보냈어요').waitFor()
    await mail.getByLabel('확인 번호 8자리').fill(await newestCode())
    await mail.getByRole('button', { name: '확인하기' }).click()
    await mail.getByText('somebody@example.org(으)로 소식을 보내 드려요.').waitFor()
    await mail.getByRole('radio', { name: '일주일에 한 번' }).check()
    await mail.getByRole('button', { name: '메일 그만 받기' }).click()
    await mail.getByLabel('메일 주소').waitFor()

    const push = section(page, '이 기기의 알림으로 받기')
    await push.getByRole('button', { name: '이 기기에서 알림 받기' }).click()
    await push.getByText('이 기기로 알림을 보내 드려요.').waitFor()
    await city.assertAccessible(page)
    await push.getByRole('button', { name: '이 기기의 알림 끄기' }).click()
    await push.getByRole('button', { name: '이 기기에서 알림 받기' }).waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a push message is shown by the browser while no page asks for it', { timeout: 60_000 }, async () => {
    const page = await city.open('/', phone)
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    const [worker] = page.context().serviceWorkers()
    // A browser without a window has no notifications.
    await worker?.evaluate(`self.shown = new Promise((resolve) => {
      ServiceWorkerRegistration.prototype.showNotification = async (title, { body }) =>
        resolve(title + ': ' + body)
    }), undefined`)
    const session = await page.context().newCDPSession(page)
    const found = new Promise<string>((resolve) =>
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const registration = registrations.find(({ isDeleted }) => !isDeleted)
        if (registration) resolve(registration.registrationId)
      }),
    )
    await session.send('ServiceWorker.enable')
    await session.send('ServiceWorker.deliverPushMessage', {
      origin: city.url,
      registrationId: await found,
      data: JSON.stringify({ title: '서울', body: '시가 답했습니다.', url: city.url }),
    })
    assert.equal(await worker?.evaluate<string>('self.shown'), '서울: 시가 답했습니다.')
    await page.context().close()
  })

  const section = (page: Page, title: string): Locator =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: title }) })

  /** Of the newest mail, which a demonstration city keeps as a file. */
  const newestCode = async (): Promise<string> => {
    const folder = join(city.folder, 'mail')
    const [newest = ''] = (await readdir(folder)).sort().reverse()
    const lines = (await readFile(join(folder, newest), 'utf8')).split('\r\n\r\n')
    const text = Buffer.from(lines.slice(1).join(''), 'base64').toString()
    return /\d{8}/.exec(text)?.[0] ?? ''
  }
})
