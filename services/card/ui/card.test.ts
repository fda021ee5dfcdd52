// The card from getting it to stopping it, on a phone and at a facility's counter, with the network and without.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import { openAs } from '@maru/testing/web-page.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity({ hasCards: true })
const skip = typeof city === 'string' && city

describe('the Citizens Card', { skip }, () => {
  if (typeof city === 'string') return
  let card: Page
  let counter: Page
  const options = { ...phone, permissions: ['clipboard-read', 'clipboard-write'] }

  before(async () => {
    const { keyId } = developmentSigner('resident-1')
    const proofing = { door: 'desk', by: developmentSigner('registrar').keyId, at: 0 } as const
    const person = { name: '김지어낸', birthDate: '1990-05-05', district: 'mapo', proofing }
    const identity = { name: person.name, birthDate: person.birthDate, credential: ['made-up', '1'] }
    assert.equal(await city.vault?.put(keyId, person, identity), undefined)
    card = await openAs(city, 'resident-1', '/card', options)
    counter = await openAs(city, 'department', '/facility', options)
  })
  after(() => city.close())

  const codeText = async (): Promise<string> => {
    await card.getByText('코드를 글자로 보기').click()
    const text = await card.locator('details[open] code').innerText()
    await card.getByText('코드를 글자로 보기').click()
    return text
  }

  test('comes to the device at a press', async () => {
    await card.getByRole('button', { name: '카드 받기' }).click()
    await card.getByText('사용 중').waitFor()
    await city.assertAccessible(card)
  })

  test('is shown as a code that renews itself, and a facility reads what was chosen and nothing else', async () => {
    await card.getByLabel('19세 이상인지').check()
    await card.getByLabel('어디에서 보여 주나요?').selectOption({ label: '강변 수영장' })
    await card.getByRole('button', { name: '코드 보기' }).click()
    await card.getByRole('img', { name: '시민카드 코드, 보여 주는 내용 1가지' }).waitFor()
    await city.assertAccessible(card)
    const first = await codeText()
    await counter.getByLabel('카드 코드').fill(first)
    await counter.getByText('확인했어요. 유효한 카드예요').waitFor()
    const shown = await counter.locator('main').innerText()
    assert.match(shown, /19세 이상인지 예/)
    assert.doesNotMatch(shown, /김지어낸|마포/)
    await city.assertAccessible(counter)
    await counter.getByRole('button', { name: '다음 코드 읽기' }).click()
    await counter.getByLabel('카드 코드').fill(first)
    await counter.getByText('이미 쓴 코드입니다').waitFor()
    // Nor by a page that was loaded anew.
    await counter.reload()
    await counter.getByLabel('카드 코드').fill(first)
    await counter.getByText('이미 쓴 코드입니다').waitFor()
    await counter.getByRole('button', { name: '다음 코드 읽기' }).click()
  })

  test('is good at the facility that was chosen and nowhere else, whoever has taken a picture of it', async () => {
    const elsewhere = await openAs(city, 'resident-2', '/facility', { ...options, locale: 'en-US' })
    await elsewhere.getByLabel('Code of a card').fill(await codeText())
    await elsewhere.getByText('made for another place').waitFor()
    await city.assertAccessible(elsewhere)
    await city.picture(elsewhere, 'facility-elsewhere', elsewhere.getByText('Which facility is it?'))
    await elsewhere.context().close()
    // What the facility hangs up leads to the card with the place chosen, and tells the city nothing.
    await counter.getByText('주민이 찍을 시설 그림').click()
    await counter.getByText('그림을 주소로 보기').click()
    const link = await counter.locator('details[open] code').innerText()
    assert.equal(new URL(link).hash, '#at=river-pool')
    await city.assertAccessible(counter)
    await city.picture(counter, 'facility-counter', counter.getByText('그림을 주소로 보기'))
    const another = await card.context().newPage()
    const asked: string[] = []
    another.on('request', (request) => asked.push(request.url()))
    await another.goto(link)
    const where = another.getByLabel('어디에서 보여 주나요?')
    await where.getByText('강변 수영장').waitFor({ state: 'attached' })
    assert.equal(await where.inputValue(), 'river-pool')
    assert.ok(!asked.some((url) => url.split('#', 1)[0]!.includes('river-pool')))
    await another.close()
  })

  test('is read with the network cut, and the counter says how old what it knows is', async () => {
    await counter.context().setOffline(true)
    await card.context().setOffline(true)
    const drawn = () => card.locator('main svg[role=img] path').getAttribute('d')
    const before = await drawn()
    await card.getByRole('button', { name: '코드 새로 고치기' }).click()
    while ((await drawn()) === before) await card.getByRole('button', { name: '코드 새로 고치기' }).focus()
    await counter.getByLabel('카드 코드').fill(await codeText())
    await counter.getByText('확인했어요. 유효한 카드예요').waitFor()
    assert.match(await counter.locator('main').innerText(), /카드 상태는 .+ 것이에요/)
    await counter.context().setOffline(false)
    await card.context().setOffline(false)
  })

  test('answers a facility that asks, and the device keeps what was shown to whom', async () => {
    await counter.getByRole('tab', { name: '카드 요청하기' }).click()
    await counter.getByLabel('사는 곳').check()
    await counter.getByRole('button', { name: '요청 만들기' }).click()
    await counter.getByText('주소로 보기').click()
    const link = await counter.locator('details[open] code').innerText()
    await card.goto(link)
    await card.getByText('강변 수영장에서 물어요').waitFor()
    await city.assertAccessible(card)
    await card.getByRole('button', { name: '보여 주기', exact: true }).click()
    await card.getByText('강변 수영장에 보여 줬어요').waitFor()
    await counter.getByText('확인했어요. 유효한 카드예요').waitFor()
    assert.match(await counter.locator('main').innerText(), /사는 곳 마포구/)
    await card.getByRole('link', { name: '카드로 돌아가기' }).click()
    await card.locator('li').getByText('강변 수영장', { exact: true }).waitFor()
    await card.getByText('강변 수영장에서 코드로 보여 줌').first().waitFor()
  })

  test('is suspended and restored by its holder', async () => {
    await card.getByRole('button', { name: '카드 정지하기' }).click()
    await card.getByRole('button', { name: '정지 풀기' }).waitFor()
    await card.getByRole('button', { name: '정지 풀기' }).click()
    await card.getByRole('button', { name: '카드 정지하기' }).waitFor()
    assert.deepEqual(
      // A browser tells of each request that the cut network did not answer.
      city
        .complaints()
        .filter((line) => !/ERR_(?:INTERNET_DISCONNECTED|FAILED|NETWORK_CHANGED)|Failed to fetch/.test(line)),
      [],
    )
  })

  test('is read offline until the list of states expires, and then no more', async () => {
    const hour = 3_600_000
    const cut = async (isCut: boolean) => {
      for (const page of [counter, card]) await page.context().setOffline(isCut)
    }
    await counter.getByRole('tab', { name: '코드 읽기' }).click()
    await card.getByLabel('어디에서 보여 주나요?').selectOption({ label: '강변 수영장' })
    await card.getByRole('button', { name: '코드 보기' }).waitFor()
    await cut(true)
    const readAfter = async (hours: number): Promise<void> => {
      for (const page of [counter, card]) await page.clock.setFixedTime(Date.now() + hours * hour)
      const start = card.getByRole('button', { name: /코드 보기|코드 새로 고치기/ })
      await start.click()
      await card.getByRole('img', { name: /시민카드 코드/ }).waitFor()
      await counter.getByLabel('카드 코드').fill(await codeText())
    }
    await readAfter(10)
    await counter.getByText('확인했어요. 유효한 카드예요').waitFor()
    await counter.getByText('그 뒤에 정지된 카드는 알아채지 못해요').waitFor()
    await city.assertAccessible(counter)
    await city.picture(counter, 'facility-list-old')
    await counter.getByRole('button', { name: '다음 코드 읽기' }).click()
    await readAfter(37)
    await counter.getByText('카드 상태 목록이 너무 오래되었습니다').waitFor()
    await counter.getByText('카드 상태 목록의 기한이 끝났어요').waitFor()
    await counter.getByRole('button', { name: '지금 새로 받기' }).click()
    await counter.getByText('새 목록을 받지 못했어요').waitFor()
    await city.assertAccessible(counter)
    await city.picture(counter, 'facility-list-expired')
    await cut(false)
    city.complaints()
  })

  test('is offered and suspended at the desk of the registrar', async () => {
    const account = developmentSigner('resident-1').keyId
    const desk = await openAs(city, 'registrar', `/desk/cards/${account}`, options)
    await desk.getByRole('button', { name: '카드 줄 코드 만들기' }).click()
    await desk.getByText(/번호 \d{6}/).waitFor()
    await city.assertAccessible(desk)
    await desk.context().close()
  })
})
