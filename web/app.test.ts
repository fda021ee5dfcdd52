// The app in a real browser: the frame, the first page, a proposal, and a support up to its receipt.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { desktop, phone, waitUntil } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity()
const skip = typeof city === 'string' && city

const readers = {
  'on a phone, in Korean': { ...phone, locale: 'ko-KR' },
  'on a desk, in English, in the dark': { ...desktop, locale: 'en-US', colorScheme: 'dark' },
} as const

const words = {
  ko: {
    support: '공감하기',
    supported: /공감했어요/,
    resident: '새 주민으로 시작하기',
    provable: '증명할 수 있음',
    skip: '본문으로 바로 가기',
  },
  en: {
    support: 'Support',
    supported: /You support this/,
    resident: 'Start as a new resident',
    provable: 'Provable',
    skip: 'Skip to the main content',
  },
} as const

describe('the app', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  for (const [name, options] of Object.entries(readers)) {
    const texts = words[options.locale === 'ko-KR' ? 'ko' : 'en']

    test(`${name}: the first page and the list have nothing that axe-core finds and no complaint`, async () => {
      const page = await city.open('/', options)
      await page.locator('article a[href^="/proposals/"]').first().waitFor()
      await city.assertAccessible(page)
      assert.equal(await page.getAttribute('html', 'lang'), options.locale.slice(0, 2))
      await page.goto(`${city.url}/proposals?sort=most-supported`)
      await page.locator('article a[href^="/proposals/"]').first().waitFor()
      await city.assertAccessible(page)
      assert.deepEqual(city.complaints(), [])
      await page.context().close()
    })

    test(`${name}: a new resident supports a proposal, keeps the receipt, and takes it back`, async () => {
      const page = await openRising(options)
      await city.assertAccessible(page)
      const before = await supportsOn(page)
      await page.getByRole('button', { name: texts.support, exact: true }).click()
      await page.getByRole('button', { name: texts.resident }).waitFor()
      await city.assertAccessible(page)
      await page.getByRole('button', { name: texts.resident }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: texts.support, exact: true }).click()
      await page.getByText(texts.provable).waitFor()
      await showsSupports(page, before + 1)
      await city.assertAccessible(page)

      await page.reload()
      await page.getByRole('button', { name: texts.supported }).click()
      await page.getByRole('button', { name: texts.support, exact: true }).waitFor()
      await showsSupports(page, before)
      assert.deepEqual(city.complaints(), [])
      await page.context().close()
    })
  }

  test('a support counts for everyone who looks, without a reload', async () => {
    const reader = await openRising(desktop)
    const before = await supportsOn(reader)
    const still = await openRising(desktop, `localStorage.setItem('maru.settings', '{"live":false}')`)
    const supporter = await openRising(phone)
    await support(supporter)
    await showsSupports(reader, before + 1)
    assert.equal(await supportsOn(still), before, 'one who wants the screen still')
    await still.context().close()
    await reader.context().close()
    await supporter.context().close()
  })

  test('without a network a support waits on the device, and is sent when the network is back', async () => {
    const page = await openRising(phone)
    await becomeResident(page)
    const before = await supportsOn(page)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '공감하기', exact: true }).click()
    await page.getByText('이 기기에 보관했어요').waitFor()
    assert.equal(await page.getByText('기록됨').count(), 0)
    await page.getByText('보내지 못한 일 1건').waitFor()
    await page.context().setOffline(false)
    await page.getByText('영수증을 이 기기에 보관했어요.').waitFor()
    await page.getByRole('button', { name: /공감했어요/ }).waitFor()
    await showsSupports(page, before + 1)
    await page.getByText('보내지 못한 일').waitFor({ state: 'detached' })
    city.complaints()
    await page.context().close()
  })

  test('what waits for the network can be taken back, and is not sent', async () => {
    const page = await openRising(phone)
    await becomeResident(page)
    const before = await supportsOn(page)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '공감하기', exact: true }).click()
    await page.getByRole('button', { name: '보내지 않기' }).click()
    await page.getByText('보내지 못한 일').waitFor({ state: 'detached' })
    await page.context().setOffline(false)
    await page.reload()
    await page.getByRole('progressbar').first().waitFor()
    await showsSupports(page, before)
    city.complaints()
    await page.context().close()
  })

  test('by keyboard alone: from the first page to a support', async () => {
    const page = await city.open('/', desktop)
    await page.locator('article a[href^="/proposals/"]').first().waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), '본문으로 바로 가기')
    await page.keyboard.press('Enter')
    await tabTo(page, /^(?!.*모두 보기).+/, 'article :is(h2, h3)')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '공감하기', exact: true }).waitFor()
    await tabTo(page, /^공감하기$/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, /새 주민으로 시작하기/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await tabTo(page, /^공감하기$/)
    await page.keyboard.press('Enter')
    await page.getByText('증명할 수 있음').waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('high contrast and type twice as large: nothing is lost', async () => {
    const page = await openRising(phone)
    await page.getByRole('button', { name: '화면 설정' }).click()
    await page.getByText('선명하게(고대비)').click()
    await page.getByText('200%').click()
    await city.assertAccessible(page)
    await page.keyboard.press('Escape')
    await city.assertAccessible(page)
    assert.ok(await page.getByRole('button', { name: '공감하기', exact: true }).isVisible())
    await page.context().close()
  })

  test('everything that can be pressed is at least 44 pixels high', async () => {
    const page = await openRising(phone)
    const small = await page.evaluate(`[...document.querySelectorAll('a[href], button')]
      .filter((element) => element.getBoundingClientRect().height > 0 && !element.matches('[href="#main"]'))
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => element.textContent)`)
    assert.deepEqual(small, [])
    await page.context().close()
  })

  test('what was read before can be read without a network', async () => {
    const page = await openRising(phone)
    const title = await page.locator('h1').textContent()
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    await page.reload()
    await page.locator('h1').waitFor()
    await waitUntil(page, `caches.keys().then((names) => names.length > 1)`)
    await page.context().setOffline(true)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: title ?? '' }).waitFor()
    await page.getByText('오프라인이에요').waitFor()
    city.complaints()
    await page.context().close()
  })

  test('the first page takes at most 170 KB of script, compressed', async () => {
    // It fetches the same files once more, to keep them.
    const page = await city.open('/api/open-data', { ...phone, serviceWorkers: 'block' })
    let bytes = 0
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) bytes += Number(response.headers()['content-length'])
    })
    await page.goto(city.url)
    await page.locator('article a[href^="/proposals/"]').first().waitFor()
    assert.ok(bytes > 50_000 && bytes <= 170 * 1024, `${bytes} bytes`)
    await page.context().close()
  })

  test('what a page shows first comes with it, and is not asked for again', async () => {
    const page = await city.open('/api/city', { ...phone, serviceWorkers: 'block' })
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url().slice(city.url.length)))
    const path = `/proposals/${await risingProposal()}`
    await page.goto(city.url + path)
    await page.locator('article h2').first().waitFor()
    assert.ok(asked.includes(path), 'the page itself was asked for')
    const first = ['/api/city', `/api/proposals/proposal?proposal=${path.split('/')[2]}`]
    assert.deepEqual(
      first.filter((path) => asked.includes(path)),
      [],
    )
    await page.context().close()
  })

  test('a browser without Ed25519 signs with ES256', async () => {
    const page = await openRising(
      phone,
      `
      const { subtle } = crypto
      const generate = subtle.generateKey.bind(subtle)
      subtle.generateKey = (algorithm, ...rest) =>
        algorithm === 'Ed25519' ? Promise.reject(new DOMException('', 'NotSupportedError')) : generate(algorithm, ...rest)`,
    )
    await support(page)
    const { account } = JSON.parse(await page.evaluate<string>(`localStorage.getItem('maru.person')`)) as {
      readonly account: string
    }
    const found = await (await fetch(`${city.url}/api/residents/account?account=${account}`)).json()
    assert.equal((found as { keys: { algorithm: string }[] }).keys[0]?.algorithm, 'ES256')
    await page.context().close()
  })

  test('on a device whose clock is an hour ahead a support is recorded all the same', async () => {
    const page = await openRising(phone, 'const now = Date.now; Date.now = () => now() + 3_600_000')
    await page.getByRole('button', { name: '둘러보는 중' }).click()
    await page.getByRole('button', { name: '주민 3', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '공감하기', exact: true }).click()
    await page.getByText('증명할 수 있음').waitFor()
    city.complaints()
    await page.context().close()
  })

  /** The page of a proposal that takes supports; the script runs in it before any other. */
  const risingProposal = async (): Promise<number> => {
    const list = await fetch(`${city.url}/api/proposals/list?sort=rising&limit=1`)
    const { proposals } = (await list.json()) as {
      readonly proposals: readonly { readonly proposal: number }[]
    }
    return proposals[0]?.proposal ?? 0
  }

  const openRising = async (options: object, script = ''): Promise<Page> => {
    const page = await city.open(`/proposals/${await risingProposal()}`, options, script)
    await page.getByRole('progressbar').first().waitFor()
    return page
  }

  const becomeResident = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: '둘러보는 중' }).click()
    await page.getByRole('button', { name: '새 주민으로 시작하기' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  const support = async (page: Page): Promise<void> => {
    await becomeResident(page)
    await page.getByRole('button', { name: '공감하기', exact: true }).click()
    await page.getByText('증명할 수 있음').waitFor()
  }
})

const supportsOn = async (page: Page): Promise<number> =>
  Number(await page.getByRole('progressbar').first().getAttribute('aria-valuenow'))

/** The count and the receipt arrive on two ways, and either may be first. */
const showsSupports = (page: Page, supports: number): Promise<void> =>
  page.locator(`[role=progressbar][aria-valuenow="${supports}"]`).first().waitFor()

const focused = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement?.textContent ?? ""')

/** Presses Tab until something of that name has the focus, inside of `within` when it is given. */
const tabTo = async (page: Page, name: RegExp, within = '*'): Promise<void> => {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    const isWithin = await page.evaluate(`document.activeElement.closest(${JSON.stringify(within)}) !== null`)
    if (isWithin === true && name.test((await focused(page)).trim())) return
  }
  assert.fail(`the keyboard does not reach ${name}`)
}
