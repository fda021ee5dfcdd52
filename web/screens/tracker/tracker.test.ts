// The tracker in a real browser: what stands in the log, live, found by number and id, and led to its proof.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createSeed, developmentSigner, signerFromSeed } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { desktop, phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity()
const skip = typeof city === 'string' && city

interface Entry {
  readonly id: string
  readonly keyId: string
  readonly action: string
}

const readers = {
  'on a phone, in Korean': phone,
  'on a desk, in English, in the dark': { ...desktop, locale: 'en-US', colorScheme: 'dark' },
} as const

describe('the tracker', { skip }, () => {
  if (typeof city === 'string') return
  let entry: Entry
  before(async () => {
    entry = (await (await fetch(`${city.url}/api/entries/2`)).json()) as Entry
  })
  after(() => city.close())

  const open = (path: string, options: object = phone): Promise<Page> => city.open(path, options)

  for (const [name, options] of Object.entries(readers)) {
    test(`${name}: nothing that axe-core finds, on any of its pages`, async () => {
      const paths = [
        '',
        '/blocks',
        '/blocks/1',
        '/blocks/0',
        '/entries/2',
        '/entries/0',
        '/services',
        '/storage',
      ]
      const found = ['/search?q=12', '/search?q=moon', '/blocks/99999999', '/entries/99999999']
      const named = [`/transactions/${entry.id}`, `/accounts/${entry.keyId}`, '/proposals/1']
      const page = await open('/tracker', options)
      for (const path of [...paths, ...found, ...named]) {
        await page.goto(`${city.url}/tracker${path}`)
        await page.locator('h1').waitFor()
        await page.locator('[class*=skeleton]').first().waitFor({ state: 'detached' })
        await city.assertAccessible(page)
        assert.equal(await page.getByRole('alert').count(), 0, path)
      }
      assert.deepEqual(city.complaints(), [])
      await page.context().close()
    })
  }

  test('its numbers are the ledger’s', async () => {
    const page = await open('/tracker')
    const { height, size } = city.ledger.status()
    const fact = (name: string) => page.locator('dl > div', { hasText: name }).locator('dd')
    const shown = (value: number) => new Intl.NumberFormat('ko').format(value)
    await page.getByText('도시 열쇠의 서명 확인됨').waitFor()
    assert.equal(await fact('블록').first().textContent(), shown(height))
    assert.equal(await fact('기록').nth(1).textContent(), shown(size))
    await page.getByRole('heading', { name: `블록 ${shown(height)}번` }).waitFor()
    await page.getByText('아직 다른 곳은 아무도 서명하지 않았어요').waitFor()
    const { log } = (await (await fetch(`${city.url}/api/storage`)).json()) as {
      readonly log: { readonly entries: number }
    }
    assert.equal(log.entries, size)
    await page.getByLabel('마지막 한 시간').check()
    await page.getByRole('heading', { name: '블록이 이어지는 빠르기' }).waitFor()
    await page.context().close()
  })

  test('what is recorded while one looks comes in at the top, and opens into its block', async () => {
    const page = await open('/tracker')
    await page.getByRole('heading', { name: /^블록/ }).first().waitFor()
    const id = await supportSomething()
    const { height } = city.ledger.status()
    const block = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading') })
      .first()
    await block.getByText(new RegExp(`블록 ${new Intl.NumberFormat('ko').format(height)}번`)).waitFor()
    await block.getByText(/공감.*제안 \d+번.*받아들여졌어요/).waitFor()
    await block.getByRole('heading').getByRole('link').click()
    await page.waitForURL(`**/tracker/blocks/${height}`)
    await page.getByRole('link', { name: /^증명/ }).first().click()
    await page.waitForURL(`**/check/${id}`)
    await page.getByText(/진짜예요. 도시 기록 [\d,]+번에 그대로 있어요/).waitFor()
    await page.context().close()
  })

  test('what takes the room stands in a chart and in tables, and a disk that fills is told of', async () => {
    const page = await city.open('/tracker', { ...phone, serviceWorkers: 'block' })
    // Whatever the disk is like that the test runs on.
    let disk: object = { usedPercent: 12, warning: 0 }
    await page.route('**/api/storage', async (route) => {
      const response = await route.fetch()
      const storage = (await response.json()) as { readonly disk: object }
      await route.fulfill({ response, json: { ...storage, disk: { ...storage.disk, ...disk } } })
    })
    await page.getByRole('link', { name: '무엇이 자리를 차지하는지 보기' }).click()
    await page.waitForURL('**/tracker/storage')
    await page.getByRole('img', { name: '자료의 크기와 앞으로의 예상' }).waitFor()
    const parts = page.getByRole('table', { name: '자료의 갈래별 크기' })
    const row = parts.getByRole('row', { name: /기록의 파일/ })
    await row.waitFor()
    assert.equal(await row.getByRole('cell', { name: '아직 몰라요' }).count(), 2)
    const services = page.getByRole('table', { name: '서비스별 크기' })
    await services.getByRole('row', { name: /봉인과 첫 기록.*\+/ }).waitFor()
    assert.equal(await page.getByText(/찼어요/).count(), 0)
    disk = { usedPercent: 91.5, warning: 90, bundlesMoved: 12 }
    await page.reload()
    await page.getByText('디스크가 91.5% 찼어요').waitFor()
    await page.getByText('오래된 기록 12묶음').waitFor()
    await city.assertAccessible(page)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('all blocks can be paged through to the first', async () => {
    const page = await open('/tracker/blocks', desktop)
    const { height } = city.ledger.status()
    let last = height + 1
    for (;;) {
      await page
        .getByRole('heading', { name: `블록 ${new Intl.NumberFormat('ko').format(last - 1)}번` })
        .waitFor()
      const headings = await page.getByRole('heading', { level: 3 }).allTextContents()
      const heights = headings.map((text) => Number(text.replaceAll(/\D/g, '')))
      assert.deepEqual(
        heights,
        heights.map((_, index) => last - 1 - index),
      )
      last = heights.at(-1)!
      if (last === 0) break
      await page.getByRole('link', { name: '다음 쪽' }).click()
    }
    await page.context().close()
  })

  test('a number, an id and an account are found, by keyboard alone', async () => {
    const page = await open('/tracker', desktop)
    const search = async (text: string): Promise<void> => {
      await page.getByLabel('찾기').focus()
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(text)
      await page.keyboard.press('Enter')
    }
    await search('12')
    for (const name of ['블록 12번', '기록 12번', '제안 12번'])
      await page.getByRole('link', { name }).waitFor()
    await page.getByRole('link', { name: '블록 12번' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/tracker/blocks/12')
    await page.goBack()
    await search(entry.id)
    await page.getByRole('link', { name: '기록된 일', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '기록 2번' }).waitFor()
    await page.goBack()
    await search(entry.keyId)
    await page.getByRole('link', { name: '계정', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('cell', { name: 'Ed25519' }).waitFor()
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('what the state holds, and what it does not, is proved in the browser', async () => {
    const page = await open('/tracker/search?q=1')
    await page.getByRole('link', { name: '제안 1번' }).click()
    await page.getByRole('button', { name: '지금 상태를 이 브라우저에서 증명하기' }).click()
    const { supports } = (await (await fetch(`${city.url}/api/proposals/proposal?proposal=1`)).json()) as {
      readonly supports: number
    }
    await page.getByRole('alert').getByText(`제안 1번의 공감은 ${supports}개`).waitFor()
    assert.equal(await page.getByText('맞아요', { exact: true }).count(), 4)
    await page.getByText('풀어 쓴 값과 바이트 보기').click()
    await page.getByRole('region', { name: '증명 (ICS-23)' }).waitFor()
    await page.getByLabel('계정 (40자)').fill('0'.repeat(40))
    await page.keyboard.press('Enter')
    await page.getByText(/계정 00000000….*공감하고 있지 않아요/).waitFor()
    await city.assertAccessible(page)
    await page.goto(`${city.url}/tracker/accounts/${entry.keyId}`)
    await page.getByRole('button', { name: '지금 상태를 이 브라우저에서 증명하기' }).click()
    await page.getByText('이 계정은 도시의 상태에 그대로 있고').waitFor()
    await city.assertAccessible(page)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a server that says a row otherwise than it is signed is found out', async () => {
    const page = await city.open('/tracker', { ...phone, serviceWorkers: 'block' })
    await page.route('**/api/state/**', async (route) => {
      const response = await route.fetch()
      const answer = (await response.json()) as { readonly value: string }
      const value = `${answer.value.slice(0, -1)}${answer.value.endsWith('1') ? 2 : 1}`
      await route.fulfill({ response, json: { ...answer, value } })
    })
    await page.goto(`${city.url}/tracker/proposals/1`)
    await page.getByRole('button', { name: '지금 상태를 이 브라우저에서 증명하기' }).click()
    await page.getByText('증명이 맞지 않아요').waitFor()
    await city.assertAccessible(page)
    await page.context().close()
  })

  test('the key of a second device leads to its account', async () => {
    const { chain } = city.ledger.genesis
    const [owner, device] = [developmentSigner('resident-1'), signerFromSeed(createSeed())]
    const input = { account: owner.keyId, ...newKey(device, chain, owner.keyId) }
    const wish = { service: 'residents', action: 'add-key', input }
    const added = await city.ledger.submit(
      signTransaction(owner, wish, { chain, validUntil: Date.now() + 60_000 }),
    )
    assert.ok(added.ok)
    const page = await open(`/tracker/accounts/${device.keyId}`)
    await page.getByRole('heading', { level: 1, name: `계정 ${owner.keyId.slice(0, 8)}` }).waitFor()
    await page.getByRole('rowheader', { name: device.keyId }).waitFor()
    city.complaints()
    await page.context().close()
  })

  test('an act that the city does not know is said to be unknown', async () => {
    const page = await open(`/tracker/transactions/${'0'.repeat(64)}`)
    await page.getByRole('alert').waitFor()
    city.complaints()
    await page.context().close()
  })

  test('a server that names the place of another act is found out', async () => {
    const page = await city.open('/tracker', { ...phone, serviceWorkers: 'block' })
    await page.route('**/api/receipts/**', (route) => route.fulfill({ json: { index: 3 } }))
    await page.goto(`${city.url}/tracker/transactions/${entry.id}`)
    await page.getByText('서버가 다른 일의 자리를 알려 주었어요').waitFor()
    await page.context().close()
  })

  /** A made-up resident supports a proposal that they do not support yet. Returns the act's id. */
  const supportSomething = async (): Promise<string> => {
    const list = await fetch(`${city.url}/api/proposals/list?sort=rising&limit=50`)
    const { proposals } = (await list.json()) as { readonly proposals: { readonly proposal: number }[] }
    for (const name of ['resident-1', 'resident-2', 'resident-3']) {
      for (const { proposal } of proposals) {
        const wish = { service: 'proposals', action: 'support-proposal', input: { proposal } }
        const options = { chain: city.ledger.genesis.chain, validUntil: Date.now() + 60_000 }
        const done = await city.ledger.submit(signTransaction(developmentSigner(name), wish, options))
        if (done.ok) return done.value.id
      }
    }
    throw new Error('all of them support everything')
  }
})
