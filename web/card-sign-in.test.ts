// Signing in at a public service by showing the Citizens Card: on the phone itself, and on a computer that has no key.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { desktop, phone } from '@maru/testing/browser.ts'
import { openWebLibrary } from '@maru/testing/library/web-library.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import { openAs } from '@maru/testing/web-page.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity({ hasCards: true })
const skip = typeof city === 'string' && city

describe('signing in with the card', { skip }, () => {
  if (typeof city === 'string') return
  let library: Awaited<ReturnType<typeof openWebLibrary>>
  let card: Page

  before(async () => {
    library = await openWebLibrary(city, ['age_over_19'])
    const { keyId } = developmentSigner('resident-1')
    const proofing = { door: 'desk', by: developmentSigner('registrar').keyId, at: 0 } as const
    const person = { name: '김지어낸', birthDate: '1990-05-05', district: 'mapo', proofing }
    const identity = { name: person.name, birthDate: person.birthDate, credential: ['made-up', '1'] }
    assert.equal(await city.vault?.put(keyId, person, identity), undefined)
    card = await openAs(city, 'resident-1', '/card', phone)
    await card.getByRole('button', { name: '카드 받기' }).click()
    await card.getByText('사용 중').waitFor()
  })
  after(async () => {
    await library?.close()
    await city.close()
  })

  const show = async (): Promise<void> => {
    await card.getByText('시립 도서관 로그인에서 물어요').waitFor()
    await card.getByRole('button', { name: '보여 주기', exact: true }).click()
  }

  test('on the phone: the wallet leads back, and what was ticked is told from the vault', async () => {
    await card.goto(library.url)
    await card.getByRole('link', { name: '마루로 로그인' }).click()
    await card.getByRole('button', { name: '시민카드로 로그인' }).click()
    await card.getByRole('link', { name: '이 기기의 시민카드 열기' }).waitFor()
    await city.assertAccessible(card)
    await card.getByRole('link', { name: '이 기기의 시민카드 열기' }).click()
    await show()
    await card.getByRole('checkbox', { name: /만 19세 이상/ }).check()
    await card.getByRole('button', { name: '고른 것에 동의하고 계속하기' }).click()
    const told = JSON.parse(await card.locator('#told').innerText()) as { readonly age_over_19: boolean }
    assert.equal(told.age_over_19, true)
  })

  test('on a computer: the phone scans the picture, and its number counts where the sign-in began', async () => {
    const computer = await city.open('/', desktop)
    await computer.goto(library.url)
    await computer.getByRole('link', { name: '마루로 로그인' }).click()
    await computer.getByRole('button', { name: '시민카드로 로그인' }).click()
    const link = await computer.getByRole('link', { name: '이 기기의 시민카드 열기' }).getAttribute('href')
    await card.goto(link!)
    await show()
    await card.getByRole('heading', { name: '로그인을 시작한 화면에 이 번호를 적어 주세요' }).waitFor()
    await city.assertAccessible(card)
    const digits = await card.getByText(/^\d{4} \d{4}$/).innerText()
    await computer.getByLabel('시민카드를 보여 준 기기에 나온 번호').fill(digits)
    await computer.getByRole('button', { name: '번호로 로그인' }).click()
    await computer.locator('#told').waitFor()
    assert.equal(new Set([...library.members.values()].map(({ sub }) => sub)).size, 1)
    // The phone asked for an interaction in which it has no part, and was told so.
    assert.deepEqual(
      city.complaints().filter((line) => !/410/.test(line)),
      [],
    )
  })
})
