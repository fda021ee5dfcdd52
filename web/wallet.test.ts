// A wallet that nobody here wrote fetches a card: what a resident is asked in the browser, and what the wallet hears.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { verifyCredential } from '@maru/credentials/credential.ts'
import { announcedKey } from '@maru/server/card/announced-key.ts'
import { phone } from '@maru/testing/browser.ts'
import { freePort } from '@maru/testing/free-port.ts'
import { openWalletPeer } from '@maru/testing/wallet-peer.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import { openAs, smallTargets, tabTo } from '@maru/testing/web-page.ts'
import type { Page } from 'playwright-core'

const listed = { wallet: 'wallet.example', ko: '보기 지갑', en: 'Example wallet' }
const native = { wallet: 'wallet.native', ko: '다른 지갑', en: 'Other wallet' }
const wallets = [
  { ...listed, redirect: 'http://127.0.0.1/back' },
  { ...native, redirect: 'org.example.wallet:/back' },
]
const city = await openWebCity({ hasCards: true, wallets })
const skip = typeof city === 'string' && city

describe('a wallet of others asks for a card', { skip }, () => {
  if (typeof city === 'string') return
  const office = `${city.url}/api/card-office`
  const app = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end('<title>the app again</title>'),
  )
  let peer: Awaited<ReturnType<typeof openWalletPeer>>
  let back: string

  before(async () => {
    const port = await freePort()
    await new Promise<void>((listening) => app.listen(port, '127.0.0.1', listening))
    back = `http://127.0.0.1:${port}/back`
    peer = await openWalletPeer({ office, wallet: listed.wallet, redirect: back })
    const { keyId } = developmentSigner('resident-1')
    const proofing = { door: 'desk', by: developmentSigner('registrar').keyId, at: 0 } as const
    const person = { name: '김지어낸', birthDate: '1990-05-05', district: 'mapo', proofing }
    const identity = { name: person.name, birthDate: person.birthDate, credential: ['made-up', '1'] }
    assert.equal(await city.vault?.put(keyId, person, identity), undefined)
  })
  after(async () => {
    app.close()
    await city.close()
  })

  /** From the address that the wallet opens to the question. */
  const asked = async (url: string): Promise<Page> => {
    const page = await openAs(city, 'resident-1', '/', phone)
    await page.goto(url)
    return page
  }
  /** In the wallet again, with what the address says. */
  const returned = async (page: Page): Promise<string> => {
    await page.waitForURL((url) => url.href.startsWith(back))
    return page.url()
  }

  test('and gets it, when the resident presses so by keyboard', async () => {
    const { url, finish } = await peer.begin()
    const page = await asked(url)
    await page.getByRole('heading', { level: 1, name: '시민카드를 담기 전에 본인 확인' }).waitFor()
    await page.getByText('보기 지갑 앱이 시민카드를 요청했어요').waitFor()
    await page.getByText('동의하기 전에는 앱에 아무것도 전해지지 않아요').waitFor()
    await city.assertAccessible(page)
    await city.picture(page, 'wallet-login')
    await tabTo(page, '이 기기로')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '보기 지갑에 시민카드를 담을까요?' }).waitFor()
    await city.assertAccessible(page)
    assert.deepEqual(await smallTargets(page), [])
    await city.picture(page, 'wallet-consent')
    await tabTo(page, '이 앱에 카드 담기')
    await page.keyboard.press('Enter')
    const { text } = await finish(await returned(page))
    const { claims } = await verifyCredential(text, {
      issuerKey: (unverified) => announcedKey(city.ledger.snapshot().view, unverified),
      type: `${office}/types/citizens-card`,
      nowSeconds: Math.floor(Date.now() / 1_000),
      binding: null,
    })
    assert.equal((claims['cnf'] as any).jwk.x, peer.holder.publicJwk['x'])
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('and is told no more than that the resident refused', async () => {
    const { url, finish } = await peer.begin()
    const page = await asked(url)
    await page.getByRole('button', { name: /이 기기로/ }).click()
    await page.getByRole('heading', { level: 1, name: /담을까요/ }).waitFor()
    await tabTo(page, '동의하지 않고 돌아가기')
    await page.keyboard.press('Enter')
    await assert.rejects(finish(await returned(page)), /access_denied/)
    assert.deepEqual(city.complaints(), [])
    // Who goes back to the question is told that it is over.
    await page.goBack()
    await page
      .getByText(
        '로그인이 만료되었거나 이 브라우저에서 시작한 것이 아닙니다. 서비스나 앱에서 다시 시작해 주세요.',
      )
      .waitFor()
    await city.picture(page, 'wallet-gone')
    await city.assertAccessible(page)
    city.complaints()
    await page.context().close()
  })

  test('when the resident has made it an offer, which is nobody else’s', async () => {
    const page = await openAs(city, 'resident-1', '/card', phone)
    await page.getByRole('button', { name: '다른 지갑 앱에 담을 코드 만들기' }).click()
    const code = page.getByRole('img', { name: '다른 지갑 앱에 카드를 담는 코드' })
    await code.waitFor()
    await city.assertAccessible(page)
    await city.picture(page, 'wallet-offer', code)
    const link = await page.getByRole('link', { name: '이 기기의 지갑 앱 열기' }).getAttribute('href')
    const offer = JSON.parse(new URL(link!).searchParams.get('credential_offer')!) as object
    const other = await openAs(city, 'resident-2', '/', phone)
    await other.goto((await peer.begin(offer)).url)
    await other.getByRole('button', { name: /이 기기로/ }).click()
    await other.getByText('이 카드는 다른 주민에게 제안된 것이거나').waitFor()
    await city.assertAccessible(other)
    await other.context().close()
    const { url, finish } = await peer.begin(offer)
    await page.goto(url)
    await page.getByRole('button', { name: /이 기기로/ }).click()
    await page.getByRole('button', { name: '이 앱에 카드 담기' }).click()
    assert.match((await finish(await returned(page))).text, /^ey/)
    // What was refused to the other one.
    assert.deepEqual(
      city.complaints().filter((line) => !/403/.test(line)),
      [],
    )
    await page.context().close()
  })

  test('at an address of its own kind, and the page that stays behind says where to go on', async () => {
    const redirect = 'org.example.wallet:/back'
    const { begin } = await openWalletPeer({ office, wallet: native.wallet, redirect })
    const { url, finish } = await begin()
    const page = await asked(url)
    await page.getByRole('button', { name: /이 기기로/ }).click()
    await page.getByRole('heading', { level: 1, name: '다른 지갑에 시민카드를 담을까요?' }).waitFor()
    const led = page.waitForResponse(
      (response) => response.headers()['location']?.startsWith(redirect) === true,
    )
    await page.getByRole('button', { name: '이 앱에 카드 담기' }).click()
    const { text } = await finish((await (await led).headerValue('location'))!)
    assert.match(text, /^ey/)
    await page.getByText('앱으로 돌아가는 중이에요').waitFor()
    await city.assertAccessible(page)
    await city.picture(page, 'wallet-left')
    // The browser of the test has no such app.
    assert.deepEqual(
      city.complaints().filter((line) => !line.includes(redirect)),
      [],
    )
    await page.context().close()
  })
})
