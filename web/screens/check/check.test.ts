// The check page in a real browser: receipts that are right, edited, foreign and no receipts; and the recount of logs.
import assert from 'node:assert/strict'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { demonstrationCity } from '@maru/cli/start/demonstration.ts'
import { desktop, phone, waitUntil } from '@maru/testing/browser.ts'
import { openTestCity, type TestCity } from '@maru/testing/city.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity()
const skip = typeof city === 'string' && city

describe('the check page', { skip }, () => {
  if (typeof city === 'string') return
  let id: string
  let receipt: string
  let foreign: { readonly receipt: string; readonly city: TestCity }
  before(async () => {
    id = await idOf(city.url)
    receipt = await (await fetch(`${city.url}/api/receipts/${id}/tlog-proof`)).text()
    const other = await openTestCity()
    await other.enrol(3)
    await other.ledger.flush()
    foreign = { receipt: await receiptIn(other), city: other }
  })
  after(async () => {
    await city.close()
    await foreign.city.close()
  })

  /** Without the service worker, whose own requests a test cannot change. */
  const open = (path: string, options: object = phone): Promise<Page> =>
    city.open(path, { serviceWorkers: 'block', ...options })

  const check = async (text: string): Promise<Page> => {
    const page = await open('/check')
    await drop(page, text)
    return page
  }

  test('a receipt is real, stands in today’s log, and shows its bytes', async () => {
    const page = await check(receipt)
    await page.getByText(/진짜예요. 도시 기록 [\d,]+번에 그대로 있어요/).waitFor()
    await page.getByText(/오늘의 기록 [\d,]+건에도 같은 자리에 있어요/).waitFor()
    assert.equal(await page.getByRole('listitem').getByText('맞아요', { exact: true }).count(), 4)
    await page.getByText('증인 서명은 아직 없어요').waitFor()
    await page.getByText('풀어 쓴 내용과 바이트 보기').click()
    assert.ok((await page.locator('pre').textContent())!.startsWith('83'), 'an entry is an array of three')
    await city.assertAccessible(page)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  for (const [what, text] of [
    ['the number of an act', () => id],
    ['a link to it', () => `${city.url}/tracker/transactions/${id}`],
  ] as const) {
    test(`${what} is enough, by keyboard alone`, async () => {
      const page = await open('/check', { ...desktop, locale: 'en-US' })
      await page.getByLabel('Drop a receipt here').focus()
      await page.keyboard.insertText(text())
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByText(/It is real, and stands as entry/).waitFor()
      assert.equal(new URL(page.url()).pathname, `/check/${id}`)
      await page.context().close()
    })
  }

  test('the link of another city is not asked for, and the page says what to do', async () => {
    const page = await open('/check')
    await page.getByLabel('영수증을 여기에').fill(`https://other.example/check/${id}`)
    await page.getByRole('button', { name: '확인하기', exact: true }).click()
    await page.getByText('other.example의 링크라서').waitFor()
    await page.context().close()
  })

  test('an edited receipt is called so, wherever it was edited', async () => {
    const [entryLine, indexLine] = [/^extra (.*)$/m.exec(receipt)![1]!, /^index (\d+)$/m.exec(receipt)![1]!]
    const edits = {
      entry: receipt.replace(entryLine, flip(entryLine, 40)),
      place: receipt.replace(`index ${indexLine}`, `index ${Number(indexLine) ^ 1}`),
      size: receipt.replace(
        /^(maru\..*\n)(\d+)$/m,
        (_all, origin: string, size: string) => `${origin}${Number(size) + 1}`,
      ),
    }
    for (const [name, edited] of Object.entries(edits)) {
      assert.notEqual(edited, receipt, name)
      const page = await check(edited)
      await page.getByText('이 영수증은 고쳐졌거나 망가졌어요').waitFor()
      assert.equal(await page.getByText('진짜예요').count(), 0, name)
      await page.context().close()
    }
  })

  test('what is no receipt is called so', async () => {
    for (const text of ['dear diary', `c2sp.org/tlog-proof@v1\n${'x'.repeat(2000)}`, receipt.slice(0, 300)]) {
      const page = await check(text)
      await page.getByText('영수증이 아니에요').waitFor()
      await page.context().close()
    }
  })

  test('a receipt of another log is checked when its key is given', async () => {
    const page = await open('/check')
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    await drop(page, foreign.receipt)
    await page.getByText('다른 기록의 영수증이에요').waitFor()
    await city.assertAccessible(page)
    await page.getByLabel('다른 열쇠로 확인하기').fill(foreign.city.ledger.vkey)
    await page.getByText(/진짜예요/).waitFor()
    await page.getByText('이 열쇠는 직접 넣으신 것이에요').first().waitFor()
    await page.getByLabel('다른 열쇠로 확인하기').fill('a poster with a stain')
    await page.getByText('넣으신 열쇠를 읽을 수 없어요').waitFor()
    assert.deepEqual(
      asked.filter((url) => url.includes('/api/receipts/')),
      [],
      'of another log this city knows nothing',
    )
    await page.context().close()
  })

  test('a log of the same name with another key is not taken for the city’s', async () => {
    const forger = await openTestCity({ city: demonstrationCity })
    await forger.enrol(1)
    const page = await check(await receiptIn(forger))
    await page.getByText('믿는 열쇠로 서명된 영수증이 아니에요').waitFor()
    await page.context().close()
    await forger.close()
  })

  test('a receipt that the city’s log does not have any more is evidence', async () => {
    const page = await open('/check')
    await page.route('**/api/receipts/**', (route) =>
      route.fulfill({ status: 404, json: { code: 'S14-not-recorded' } }),
    )
    await drop(page, receipt)
    await page.getByText('오늘의 도시 기록에는 같은 자리에 없어요').waitFor()
    city.complaints()
    await page.context().close()
  })

  test('a server that hands out another key than before is noticed', async () => {
    const page = await open('/check')
    await page.getByText(city.ledger.vkey).waitFor()
    // The page may bring along what the city says of itself, or ask for it.
    await page.route(/\/(?:check|api\/city)$/, async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replaceAll(city.ledger.vkey, foreign.city.ledger.vkey)
      await route.fulfill({ response, body })
    })
    await page.reload()
    await page.getByText('서버가 말하는 열쇠가 달라졌어요').waitFor()
    await drop(page, receipt)
    await page.getByText(/진짜예요/).waitFor()
    await page.context().close()
  })

  test('one visit is enough to check a receipt without a network, and the page says what it could not ask', async () => {
    const page = await city.open('/check', phone)
    await waitUntil(
      page,
      `caches.keys()
      .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
      .then((kept) => ['check-worker', 'check-', 'frame'].every((name) =>
        kept.flat().some(({ url }) => url.includes('/assets/' + name))))`,
    )
    await waitUntil(page, `navigator.serviceWorker.controller?.state === 'activated'`)
    await page.context().setOffline(true)
    await page.reload()
    await drop(page, receipt)
    await page.getByText(/진짜예요/).waitFor()
    await page.getByText('도시 서버에 닿지 않아 오늘의 기록은 보지 못했어요').waitFor()
    city.complaints()
    await page.context().close()
  })

  test('saved as one file, the page checks receipts and recounts a kept log with no network at all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'maru-alone-'))
    await cp(join(foreign.city.folder, 'log'), join(folder, 'log'), { recursive: true })
    const page = await open('/check')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '파일로 저장하기' }).click()
    const file = join(folder, 'maru-check.html')
    await (await download).saveAs(file)
    await page.context().setOffline(true)
    await page.goto(pathToFileURL(file).href)
    await drop(page, receipt)
    await page.getByText(/진짜예요/).waitFor()
    await page.getByText('이 열쇠는 이 파일을 저장할 때 믿던 것이에요').first().waitFor()
    await city.assertAccessible(page)
    const index = /^index (\d+)$/m.exec(receipt)![1]!
    await drop(page, receipt.replace(`index ${index}`, `index ${Number(index) ^ 1}`))
    await page.getByText('이 영수증은 고쳐졌거나 망가졌어요').waitFor()
    await page.getByLabel('영수증을 여기에').fill(id)
    await page.getByRole('button', { name: '확인하기', exact: true }).click()
    await page.getByText('이 파일은 도시에 물어볼 수 없어요').waitFor()
    await page.getByLabel('다른 열쇠로 확인하기').fill(foreign.city.ledger.vkey)
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'log'))
    await page.getByText('기록이 온전해요').waitFor({ timeout: 60_000 })
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
    await rm(folder, { recursive: true })
  })

  for (const [name, options, texts] of [
    ['on a phone, in Korean', phone, { start: '이 도시를 다시 세기', same: '도시의 숫자가 모두 맞아요' }],
    [
      'on a desk, in English, in the dark',
      { ...desktop, locale: 'en-US', colorScheme: 'dark' },
      { start: 'Recount this city', same: "All of the city's figures are right" },
    ],
  ] as const) {
    test(`${name}: the browser recounts the city and finds the same`, async () => {
      const page = await open('/check', options)
      await city.assertAccessible(page)
      await page.getByRole('button', { name: texts.start }).click()
      await page.getByText(texts.same).waitFor({ timeout: 120_000 })
      const { size } = city.ledger.status()
      const own = new Intl.NumberFormat(options === phone ? 'ko' : 'en').format(size)
      assert.equal(await page.getByRole('cell', { name: own, exact: true }).count(), 2)
      await city.assertAccessible(page)
      assert.deepEqual(city.complaints(), [])
      await page.context().close()
    })
  }

  test('a city that says otherwise than its log is found out, with the first difference', async () => {
    const page = await open('/check')
    await page.route('**/api/proposals/tallies*', async (route) => {
      const response = await route.fetch()
      const { tallies } = (await response.json()) as { tallies: { proposal: number; supports: number }[] }
      const [first, second, ...rest] = tallies
      const lie = { ...second!, supports: second!.supports + 7 }
      await route.fulfill({ response, json: { tallies: [first, lie, ...rest] } })
    })
    await page.getByRole('button', { name: '이 도시를 다시 세기' }).click()
    await page.getByText('도시가 말하는 숫자가 기록과 맞지 않아요').waitFor({ timeout: 120_000 })
    await page.getByText(/처음 다른 곳: 제안 2번/).waitFor()
    await city.assertAccessible(page)
    await page.context().close()
  })

  test('a log with one changed byte is found out, and the entry is named', async () => {
    const page = await open('/check')
    await page.route('**/log/tile/entries/001', async (route) => {
      const response = await route.fetch()
      const body = await response.body()
      body[100]! ^= 1
      await route.fulfill({ response, body })
    })
    await page.getByRole('button', { name: '이 도시를 다시 세기' }).click()
    await page.getByText('기록의 파일이 서로 맞지 않아요').waitFor({ timeout: 120_000 })
    await page.getByText('처음 틀린 곳은 기록 256번이에요').waitFor()
    await page.context().close()
  })

  test('a kept log of another city is recounted without any server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'maru-kept-'))
    await cp(join(foreign.city.folder, 'log'), join(folder, 'log'), { recursive: true })
    const page = await open('/check')
    await page.getByLabel('다른 열쇠로 확인하기').fill(foreign.city.ledger.vkey)
    await page.locator('input[type=file]').nth(1).setInputFiles(folder)
    await page.getByText('기록이 온전해요').waitFor({ timeout: 60_000 })
    await page.context().close()
    await rm(folder, { recursive: true, force: true })
  })
})

const drop = (page: Page, text: string): Promise<void> =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'my.tlog-proof', mimeType: 'text/plain', buffer: Buffer.from(text) })

/** The first act after the genesis and its seal. */
const idOf = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/api/entries/2`)
  return ((await response.json()) as { readonly id: string }).id
}

const receiptIn = (city: TestCity): Promise<string> => city.ledger.proof(2)

/** Another letter of base64 at that place. */
const flip = (base64: string, at: number): string =>
  base64.slice(0, at) + (base64[at] === 'A' ? 'B' : 'A') + base64.slice(at + 1)
