// Becoming a resident in a real browser: the phone and the desk, one person once, and what is lost and found again.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { desktop, phone } from '@maru/testing/browser.ts'
import { openAs, settled, writeDownSecret } from '@maru/testing/web-page.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'

const identity = (name: string, acr = 'high') => ({
  acr,
  claims: { name, birthdate: '1990-02-03', address: { locality: '마포구' } },
})
const city = await openWebCity({
  identities: { hana: identity('박 하나'), weak: identity('이 약한', 'low') },
})
const skip = typeof city === 'string' && city

describe('enrolment', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  test('a device shows its key, the registrar enrols it, and it is a resident', async () => {
    const device = await city.open('/enrol', phone)
    await writeDownSecret(device)
    await device.getByText('글자로 보기').click()
    await city.assertAccessible(device)
    const text = await device.locator('code', { hasText: 'maru-device' }).innerText()
    const digits = await device.getByText(/^\d{4} \d{4} \d{4}$/).innerText()
    const page = await openAs(city, 'registrar', '/desk/residents/enrol', desktop)
    await page.getByLabel('기기의 키').fill('maru-device:of nobody')
    await page.getByText('기기의 키가 아니에요.').waitFor()
    await page.getByLabel('기기의 키').fill(text)
    await page.getByText(digits).waitFor()
    await enterPerson(page)
    await page.getByText('누구나 볼 수 있는 기록').waitFor()
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '주민으로 등록하기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await device.getByText('등록되었어요').waitFor()
    await device.getByRole('link', { name: '시작하기' }).click()
    const account = /maru-device:([0-9a-f]{40})/.exec(text)?.[1]
    const { groups } = await ask<{ readonly groups: readonly string[] }>(
      `residents/membership?account=${account}`,
    )
    assert.deepEqual(groups.slice(0, 4), ['city', 'city-14', 'city-18', 'city-19'])
    await page.goto(`${city.url}/desk/residents/find`)
    await page.getByLabel('계정 번호').fill(`${city.url}/tracker/accounts/${account}`)
    await page.getByText('1980년대생').waitFor()
    await page.getByLabel('무엇을 할까요?').selectOption({ label: '자격 멈추기' })
    await page.getByRole('radio', { name: '확인 중' }).check()
    await page.getByRole('button', { name: '자격 멈추기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await page.getByText('정지됨').waitFor()
    assert.deepEqual(city.complaints(), [])
    await device.context().close()
    await page.context().close()
  })

  test('the same person with another device is refused, and a namesake needs the word of the officer', async () => {
    const device = await city.open('/enrol', phone)
    await writeDownSecret(device)
    await device.getByText('글자로 보기').click()
    const text = await device.locator('code', { hasText: 'maru-device' }).innerText()
    const page = await openAs(city, 'registrar', '/desk/residents/enrol', phone)
    await page.getByLabel('기기의 키').fill(text)
    await enterPerson(page)
    await page.getByRole('button', { name: '주민으로 등록하기' }).click()
    await page.getByText('이미 등록한 사람입니다.').waitFor()
    await page.getByLabel('신분증의 번호').fill('M0099 7766')
    await page.getByRole('button', { name: '주민으로 등록하기' }).click()
    await page.getByText('이름과 생년월일이 같은 사람이 이미 등록되어 있습니다.').waitFor()
    await page.getByRole('checkbox', { name: '두 사람임을 확인했어요' }).check()
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '주민으로 등록하기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await device.getByText('등록되었어요').waitFor()
    // A refusal is an answer that browsers note.
    for (const complaint of city.complaints()) assert.match(complaint, /409/)
    await device.context().close()
    await page.context().close()
  })

  test('who lost the recovery letters types them in again, or gets new ones at the desk, in public', async () => {
    const device = await city.open('/enrol', phone)
    const secret = await writeDownSecret(device)
    await device.getByText('글자로 보기').click()
    const text = await device.locator('code', { hasText: 'maru-device' }).innerText()
    const account = /maru-device:([0-9a-f]{40})/.exec(text)![1]!
    const page = await openAs(city, 'registrar', '/desk/residents/enrol', phone)
    await page.getByLabel('기기의 키').fill(text)
    await enterPerson(page, { name: '잃어버린 사람', number: 'M5555-0000' })
    await page.getByRole('button', { name: '주민으로 등록하기' }).click()
    await device.getByText('등록되었어요').waitFor()
    const before = await ask<Membership>(`residents/membership?account=${account}`)

    await loseSecret(device)
    await device.getByLabel('되찾기 글자').fill('0000-1111')
    await device.getByRole('button', { name: '되찾기', exact: true }).click()
    await device.getByText('한 글자라도 다르면').waitFor()
    await city.assertAccessible(device)
    await device.getByLabel('되찾기 글자').fill(secret.toLowerCase())
    await device.getByRole('button', { name: '되찾기', exact: true }).click()
    await device.getByText('되찾기 글자가 이 기기에 있어요.').waitFor()
    await device.getByRole('button', { name: '보고 확인하기' }).click()
    assert.equal(await writeDownSecret(device), secret)
    await device.getByText('잘 적어 두셨어요.').waitFor()

    await loseSecret(device)
    await device.getByRole('button', { name: '새로 만들기' }).click()
    await device.getByText('도시의 기록과 다른 되찾기 글자예요').waitFor()
    await city.assertAccessible(device)
    await device.getByText('글자로 보기').click()
    const changed = await device.locator('code', { hasText: 'maru-device' }).innerText()
    await page.goto(`${city.url}/desk/residents/find`)
    await page.getByLabel('이름', { exact: true }).fill('잃어버린사람')
    await page.getByLabel('생년월일').fill('1984-04-09')
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '이름으로 찾기' }).click()
    await page.locator(`aside a[href="/desk/residents/${account}"]`).click()
    await page.getByLabel('무엇을 할까요?').selectOption({ label: '투표 정보 바꾸기' })
    await page.getByLabel('기기의 키').fill(changed)
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '투표 정보 바꾸기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    const after = await ask<Membership>(`residents/membership?account=${account}`)
    assert.notEqual(after.commitment, before.commitment)
    assert.deepEqual(after.places, before.places)
    await device.reload()
    await device.getByText('되찾기 글자가 이 기기에 있어요.').waitFor()
    assert.equal(await device.getByText('도시의 기록과 다른').count(), 0)
    assert.deepEqual(city.complaints(), [])
    await device.context().close()
    await page.context().close()
  })

  test('a child is enrolled when a guardian has agreed on their own device', async () => {
    const [guardian, child] = [await city.open('/enrol', phone), await city.open('/enrol', phone)]
    const page = await openAs(city, 'registrar', '/desk/residents/enrol', desktop)
    const [ofGuardian, ofChild] = [await keyTextOf(guardian), await keyTextOf(child)]
    await page.getByLabel('기기의 키').fill(ofGuardian)
    await enterPerson(page, { name: '보호하는 사람', number: 'M7777-0000' })
    await page.getByRole('button', { name: '주민으로 등록하기' }).click()
    await guardian.getByText('등록되었어요').waitFor()

    await guardian.goto(`${city.url}/consent`)
    await guardian.getByLabel('아이 기기의 키').fill(ofChild)
    await guardian.getByText('무엇에 동의하나요?').waitFor()
    await city.assertAccessible(guardian)
    await guardian.getByRole('button', { name: '동의하고 서명하기' }).click()
    await guardian.getByText('글자로 보기').click()
    const consent = await guardian.locator('code', { hasText: 'maru-consent' }).innerText()

    await page.goto(`${city.url}/desk/residents/enrol`)
    await page.getByLabel('기기의 키').fill(ofChild)
    await enterPerson(page, { name: '어린 사람', number: 'M8888-0000' })
    await page.getByLabel('생년월일').fill('2015-05-05')
    await page.getByText('보호자 동의를 읽어 주세요.').waitFor()
    await page.getByLabel('보호자 동의').fill(consent)
    await page.getByText('보호자가 서명했어요').waitFor()
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '주민으로 등록하기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    await child.getByText('등록되었어요').waitFor()
    const account = /maru-device:([0-9a-f]{40})/.exec(ofChild)![1]!
    const { groups } = await ask<{ readonly groups: readonly string[] }>(
      `residents/membership?account=${account}`,
    )
    assert.equal(groups.length, 2)
    assert.deepEqual(city.complaints(), [])
    for (const each of [guardian, child, page]) await each.context().close()
  })

  test('who signs in at an identity service is enrolled by that, once, and hears why not', async () => {
    const device = await city.open('/enrol', phone)
    await writeDownSecret(device)
    const button = device.getByRole('button', { name: '시험 본인확인에서 등록하기' })
    await button.waitFor()
    await city.assertAccessible(device)
    await device.getByText('글자로 보기').click()
    const text = await device.locator('code', { hasText: 'maru-device' }).innerText()
    const account = /maru-device:([0-9a-f]{40})/.exec(text)![1]!
    for (const [who, why] of [
      ['nobody', '로그인이 끝나지 않았어요.'],
      ['weak', '본인확인 수준이 낮아요.'],
    ] as const) {
      await button.click()
      await device.getByRole('link', { name: who }).click()
      await device.getByText(why).waitFor()
      await city.assertAccessible(device)
    }
    await button.focus()
    await device.keyboard.press('Enter')
    await device.getByRole('link', { name: 'hana' }).click()
    await device.getByText('등록되었어요').waitFor()
    const { groups } = await ask<Membership>(`residents/membership?account=${account}`)
    assert.deepEqual(groups, ['city', 'city-14', 'city-18', 'city-19', 'district-mapo'])
    assert.equal((await city.vault?.getUnrecorded(account))?.proofing.door, 'openid')

    const other = await city.open('/enrol', desktop)
    await writeDownSecret(other)
    await other.getByRole('button', { name: '시험 본인확인에서 등록하기' }).click()
    await other.getByRole('link', { name: 'hana' }).click()
    await other.getByText('이미 등록한 사람이에요.').waitFor()
    await city.assertAccessible(other)
    // Whoever comes back asks at once whether they are in, and is not.
    for (const complaint of city.complaints()) assert.match(complaint, /\/enrol\?sign-in=V[\w-]+: .* 404 /)
    for (const each of [device, other]) await each.context().close()
  })

  const keyTextOf = async (device: Page): Promise<string> => {
    await writeDownSecret(device)
    await device.getByText('글자로 보기').click()
    return device.locator('code', { hasText: 'maru-device' }).innerText()
  }

  interface Membership {
    readonly commitment: string
    readonly groups: readonly string[]
    readonly places: { readonly [group: string]: number }
  }

  /** As when the browser's data was cleared of it. */
  const loseSecret = async (page: Page): Promise<void> => {
    await page.goto(`${city.url}/parameters`)
    await settled(page)
    await page.evaluate(`new Promise((done) => {
      const request = indexedDB.deleteDatabase('maru-voting')
      request.onsuccess = done
    })`)
    await page.goto(`${city.url}/recovery`)
    await page.getByRole('button', { name: '새로 만들기' }).waitFor()
  }

  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${city.url}/api/${path}`)).json()) as Answer
})

/** The same one each time, unless told otherwise. */
const enterPerson = async (
  page: Page,
  { name, number } = { name: '지어낸 사람', number: 'M1234-5678' },
): Promise<void> => {
  await page.getByLabel('이름', { exact: true }).fill(name)
  await page.getByLabel('생년월일').fill('1984-04-09')
  await page.getByLabel('자치구').selectOption({ index: 3 })
  await page.getByLabel('확인한 신분증').selectOption({ label: '여권' })
  await page.getByLabel('신분증의 번호').fill(number)
}
