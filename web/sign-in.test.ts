// Signing in at a public service in a real browser: by the key of a device, by a passkey elsewhere, and taking it back.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { desktop, phone } from '@maru/testing/browser.ts'
import { openWebLibrary } from '@maru/testing/library/web-library.ts'
import { errorOf } from '@maru/testing/sign-in-city.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity({
  personOf: () => Promise.resolve({ name: '김주민', birthDate: '1990-01-01', district: 'mapo' }),
})
const skip = typeof city === 'string' && city

describe('signing in at the library', { skip }, async () => {
  if (typeof city === 'string') return
  const library = await openWebLibrary(city, ['age_over_19', 'district'])
  after(async () => {
    await library.close()
    await city.close()
  })

  let device: Page
  let credentials: unknown[] = []
  const toldOn = async (page: Page): Promise<{ readonly [claim: string]: unknown }> =>
    JSON.parse(await page.locator('#told').innerText()) as { readonly [claim: string]: unknown }

  test('by the key of the device, telling what is ticked and no more', async () => {
    device = await city.open('/me?tab=devices', phone)
    await device.getByRole('button', { name: '참여 시작하기' }).click()
    await device.getByRole('button', { name: '새 주민으로 시작하기' }).click()
    await device.getByText('지금 이 기기').waitFor()
    await device.goto(library.url)
    await device.getByRole('link', { name: '마루로 로그인' }).click()
    await device.getByRole('heading', { name: '시립 도서관에 로그인' }).waitFor()
    await city.assertAccessible(device)
    await device.getByRole('button', { name: /이 기기로 로그인/ }).click()
    await device.getByRole('heading', { name: '시립 도서관에 알려 줄 것' }).waitFor()
    assert.equal(await device.getByRole('checkbox', { checked: true }).count(), 0)
    await city.assertAccessible(device)
    await device.getByRole('checkbox', { name: /사는 동네/ }).check()
    await device.getByRole('button', { name: '고른 것에 동의하고 계속하기' }).click()
    await device.locator('#told').waitFor()
    const { sub: _sub, ...told } = await toldOn(device)
    assert.deepEqual(told, { district: 'mapo' })
  })

  test('adds a passkey, and signs in with it on a device that has no key', async () => {
    await device.goto(`${city.url}/me/sign-in`)
    await device.getByRole('heading', { name: '시립 도서관' }).waitFor()
    const authenticator = await addAuthenticator(device)
    await device.getByRole('button', { name: '패스키 등록하기' }).click()
    await device.getByText('패스키 1', { exact: true }).waitFor()
    await city.assertAccessible(device)
    credentials = await authenticator.credentials()

    const elsewhere = await city.open('/', desktop)
    await (await addAuthenticator(elsewhere)).put(credentials)
    await elsewhere.goto(library.url)
    await elsewhere.getByRole('link', { name: '마루로 로그인' }).click()
    await elsewhere.getByText('이 기기에는 내 키가 없어요').waitFor()
    await city.assertAccessible(elsewhere)
    await elsewhere.getByRole('button', { name: '패스키로 로그인' }).click()
    // What was agreed to on the other device still counts.
    await elsewhere.locator('#told').waitFor()
    const there = await toldOn(elsewhere)
    assert.equal(there['district'], 'mapo')
    assert.equal(new Set([...library.members.values()].map(({ sub }) => sub)).size, 1)
    await elsewhere.context().close()
  })

  test('refuses as easily, and the library hears just that', async () => {
    const page = await city.open('/', phone)
    await page.goto(library.url)
    await page.getByRole('link', { name: '마루로 로그인' }).click()
    await page.getByRole('button', { name: '로그인하지 않기' }).click()
    assert.equal(await page.locator('#refused').innerText(), 'access_denied')
    await page.context().close()
  })

  test('takes the consent back, and the library is told nothing more', async () => {
    const member = [...library.members.values()].at(-1)!
    assert.equal((await library.askAgain(member))['district'], 'mapo')
    await device.reload()
    await device.getByText('원장에 영수증이 있음').waitFor()
    await device.getByRole('button', { name: /동의 철회하기/ }).click()
    await device.getByRole('heading', { name: '끝난 동의' }).waitFor()
    assert.equal(await errorOf(library.askAgain(member)), 'invalid_token')
    await city.assertAccessible(device)
    await device.getByRole('button', { name: /지우기.*패스키 1/ }).click()
    await device.getByText('패스키 1', { exact: true }).waitFor({ state: 'detached' })
    await device.goto(`${city.url}/services`)
    await device.getByRole('heading', { name: '시립 도서관' }).waitFor()
    await city.assertAccessible(device)
    assert.deepEqual(complaints(city), [])
  })

  test('the registrar registers a service at the desk, and the auditor suspends it', async () => {
    const desk = await city.open('/desk/relying-services/new', desktop, beOfficer('registrar'))
    await desk.getByLabel('서비스 코드').fill('city-pool')
    await desk.getByLabel('한국어 이름').fill('시립 수영장')
    await desk.getByLabel('영어 이름').fill('City Pool')
    await desk.getByLabel('공개 키').fill(`04${'11'.repeat(64)}`)
    await desk.getByLabel('돌아갈 주소').fill('https://pool.example.org/back')
    await desk.getByRole('checkbox', { name: '만 14세 이상 여부' }).check()
    await desk.getByLabel('만 14세 이상 여부: 한국어 목적').fill('보호자 없이 들어갈 수 있는지 봐요.')
    await desk.getByLabel('만 14세 이상 여부: 영어 목적').fill('To see who may come alone.')
    await city.assertAccessible(desk)
    await desk.getByRole('button', { name: '서비스 등록하기' }).click()
    await desk.getByText('증명할 수 있음').waitFor()
    const audit = await city.open('/desk/relying-services/city-pool', phone, beOfficer('auditor'))
    await audit.getByLabel('정지하기').check()
    await audit.getByLabel('지나친 정보 요구').check()
    await city.assertAccessible(audit)
    await audit.getByRole('button', { name: '서비스 정지하기' }).click()
    await audit.getByText('증명할 수 있음').waitFor()
    assert.deepEqual(complaints(city), [])
  })
})

/** A library is no part of the app, and its page of what was refused is a 400. */
const complaints = (opened: Exclude<typeof city, string>): readonly string[] =>
  opened.complaints().filter((line) => !line.includes('/back?error='))

/** A phone's own authenticator, which confirms by itself (https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/). */
const addAuthenticator = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    credentials: async (): Promise<unknown[]> =>
      (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    put: async (credentials: readonly unknown[]): Promise<void> => {
      for (const credential of credentials)
        await session.send('WebAuthn.addCredential', { authenticatorId, credential: credential as never })
    },
  }
}

const beOfficer = (role: string): string => {
  const { keyId: account } = developmentSigner(role)
  const person = JSON.stringify({ kind: 'demonstration', account, role })
  return `localStorage.setItem('maru.person', ${JSON.stringify(person)})`
}
