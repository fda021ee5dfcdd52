// One enrolment, and what it is good for, in the city as `npm start` runs it: a resident is enrolled at the desk, gets
// the card, signs in at a library by showing it, votes without a name, changes the vote and recounts it; and nobody is
// enrolled twice.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { createCityClient } from '@maru/client/city-client.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { demonstrationCity } from '@maru/cli/start/demonstration.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { openRegistered } from '@maru/testing/library/registered.ts'
import { desktop, openBrowser, phone } from '@maru/testing/browser.ts'
import { keepPicture } from '@maru/testing/keep-picture.ts'
import { startCity } from '@maru/testing/started-city.ts'
import { writeDownSecret } from '@maru/testing/web-page.ts'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const browser = await openBrowser().catch((error: Error) => `no browser runs here: ${error.message}`)
const skip = typeof browser === 'string' && browser

describe('the Citizens Card', { skip }, async () => {
  if (typeof browser === 'string') return
  const city = await startCity()
  after(() => Promise.all([browser.close(), city.stop()]))
  const client = createCityClient(city.url)
  const reader = createReader(browser, city.url)
  const actAs = (role: string, service: string, action: string, input: CborValue): Promise<unknown> => {
    const options = { chain: demonstrationCity.chain, validUntil: Date.now() + 60_000 }
    return client.submit(signTransaction(developmentSigner(role), { service, action, input }, options))
  }
  const library = await openRegistered({
    issuer: `${city.url}/openid`,
    service: 'city-library',
    asks: ['age_over_19', 'district'],
    register: (entry) => actAs('registrar', 'sign-in', 'register-service', entry),
  })
  after(() => library.close())

  test('one enrolment on a phone is for the card, the library, and a vote that nobody can trace', async () => {
    const device = await reader.open('/enrol', phone)
    await device.getByRole('list', { name: '되찾기 글자' }).waitFor()
    await keepPicture(device, 'phone-enrol')
    await writeDownSecret(device)
    const registrar = await reader.openAs('registrar', '/desk/residents/enrol', desktop)
    await enrol(device, registrar)
    await registrar.getByText('증명할 수 있음').waitFor()
    await device.getByText('등록되었어요').waitFor()
    await registrar.context().close()

    await device.goto(`${city.url}/card`)
    await device.getByRole('button', { name: '카드 받기' }).click()
    await device.getByText('사용 중').waitFor()
    await device.getByRole('button', { name: '코드 보기' }).click()
    await keepPicture(device, 'phone-card', device.getByRole('button', { name: '코드 새로 고치기' }))

    await device.goto(library.url)
    await device.getByRole('link', { name: '마루로 로그인' }).click()
    await device.getByRole('button', { name: '시민카드로 로그인' }).click()
    await device.getByRole('link', { name: '이 기기의 시민카드 열기' }).click()
    await device.getByRole('button', { name: '보여 주기', exact: true }).click()
    await device.getByRole('checkbox', { name: /19세/ }).check()
    await keepPicture(device, 'phone-consent')
    await device.getByRole('button', { name: '고른 것에 동의하고 계속하기' }).click()
    const { sub, ...told } = JSON.parse(await device.locator('#told').innerText()) as { readonly sub: string }
    assert.deepEqual(told, { age_over_19: true })
    assert.match(sub, /^.{20,}$/)

    const officer = await reader.openAs('department', '/desk/polls/new', desktop)
    await askAll(officer)
    await officer.context().close()

    await device.goto(`${city.url}/polls`)
    await device.getByRole('link', { name: question }).click()
    await device.getByRole('radio', { name: '느티나무' }).check()
    await keepPicture(device, 'phone-poll')
    await vote(device, '투표하기')
    await keepPicture(device, 'phone-voted', device.getByRole('button', { name: '표 바꾸기' }))
    await device.getByRole('button', { name: '표 바꾸기' }).click()
    await device.getByRole('radio', { name: '은행나무' }).check()
    await vote(device, '바꾼 표 보내기')
    const own = device.locator('main').getByText('이렇게 투표했어요').locator('xpath=ancestor::*[2]')
    assert.match(await own.innerText(), /은행나무/)
    await device.getByText('투표한 사람 1 (').waitFor()
    await device.getByRole('button', { name: '이 투표 다시 세기' }).click()
    await device.getByText('다시 세어도 같아요').waitFor({ timeout: 120_000 })
    await keepPicture(device, 'phone-poll-recount', device.getByText('다시 세어도 같아요'))
    assert.deepEqual(reader.complaints(), [])
    await device.context().close()
  })

  test('the same person is not enrolled a second time', async () => {
    const device = await reader.open('/enrol', phone)
    await writeDownSecret(device)
    const registrar = await reader.openAs('registrar', '/desk/residents/enrol', desktop)
    await enrol(device, registrar)
    await registrar.getByText('이미 등록한 사람입니다.').waitFor()
    // A refusal is an answer that browsers note.
    for (const complaint of reader.complaints()) assert.match(complaint, /409/)
    await Promise.all([device, registrar].map((page) => page.context().close()))
  })
})

const question = '새 공원에 어떤 나무를 심을까요?'

const enrol = async (device: Page, registrar: Page): Promise<void> => {
  await device.getByText('글자로 보기').click()
  const text = await device.locator('code', { hasText: 'maru-device' }).innerText()
  await registrar.getByLabel('기기의 키').fill(text)
  await registrar.getByLabel('이름', { exact: true }).fill('지어낸 사람')
  await registrar.getByLabel('생년월일').fill('1984-04-09')
  await registrar.getByLabel('자치구').selectOption({ index: 3 })
  await registrar.getByLabel('확인한 신분증').selectOption({ label: '여권' })
  await registrar.getByLabel('신분증의 번호').fill('M1234-5678')
  await registrar.getByRole('button', { name: '주민으로 등록하기' }).click()
}

const askAll = async (officer: Page): Promise<void> => {
  await officer.getByLabel('제목').fill(question)
  await officer.getByLabel('질문', { exact: true }).fill(question)
  await officer.getByLabel('보기 1').fill('느티나무')
  await officer.getByLabel('보기 2').fill('은행나무')
  await officer.getByRole('radio', { name: '익명' }).check()
  await officer.getByRole('radio', { name: '바꿀 수 있어요' }).check()
  await officer.getByRole('button', { name: '정책투표 열기' }).click()
  await officer.getByText('영수증을 이 기기에').waitFor()
}

/** Who does not want to wait for a time by chance sends at once, unless that time has come while the proof was made. */
const vote = async (device: Page, button: string): Promise<void> => {
  await device.getByRole('button', { name: button }).click()
  const hurry = device.getByRole('button', { name: '기다리지 않고 보내기' })
  const recorded = device.getByText('누가 했는지는 어디에도 적히지 않아요.')
  await hurry.or(recorded).first().waitFor({ timeout: 120_000 })
  if (await hurry.isVisible()) await hurry.click()
  await recorded.waitFor()
}

const createReader = (browser: Browser, url: string) => {
  const complaints: string[] = []
  const open = async (path: string, options: BrowserContextOptions, script = ''): Promise<Page> => {
    const context = await browser.newContext({ locale: 'ko-KR', reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    if (script !== '') await page.addInitScript(script)
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    await page.goto(url + path)
    return page
  }
  return {
    open,
    openAs: (role: string, path: string, options: BrowserContextOptions): Promise<Page> => {
      const person = { kind: 'demonstration', account: developmentSigner(role).keyId, role }
      const script = `localStorage.setItem('maru.person', ${JSON.stringify(JSON.stringify(person))})`
      return open(path, options, script)
    },
    complaints: (): readonly string[] => complaints.splice(0),
  }
}
