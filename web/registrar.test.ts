// The registrar's desk in a real browser: who comes back without a device, who left, birthdays, and who read whom.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, describe, test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { newIdentity, newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { birthYearBandOf } from '@maru/services/residents/enrolment.ts'
import { desktop, phone } from '@maru/testing/browser.ts'
import { namedSigner } from '@maru/testing/city.ts'
import { openAs, tabTo, writeDownSecret } from '@maru/testing/web-page.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity({ hasCards: true })
const skip = typeof city === 'string' && city

describe('the registrar', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())
  const { chain } = city.ledger.genesis
  const registrar = developmentSigner('registrar')
  const district = 'mapo'

  test('hands who lost every device over to a new one: old keys and card end, the votes stay', async () => {
    const old = await city.open('/enrol', phone)
    const secret = await writeDownSecret(old)
    const key = await keyText(old)
    const account = accountIn(key)
    const page = await openAs(city, 'registrar', '/desk/residents/enrol', desktop)
    await enrol(page, key)
    await old.getByText('등록되었어요').waitFor()
    await old.goto(`${city.url}/card`)
    await old.getByRole('button', { name: '카드 받기' }).click()
    await old.getByText('사용 중').waitFor()

    const device = await city.open('/enrol', phone)
    await writeDownSecret(device)
    await page.goto(`${city.url}/desk/residents/enrol`)
    await enrol(page, await keyText(device))
    await page.getByText('이 사람의 계정이 이미 있어요').waitFor()
    await city.assertAccessible(page)
    await page.getByRole('button', { name: '이름으로 찾기' }).click()
    await page.locator(`aside a[href="/desk/residents/${account}"]`).click()
    await page.getByText('예전 기기에 있던 카드는').waitFor()
    await city.assertAccessible(page)
    await device.goto(`${city.url}/devices/join#${account}`)
    await page.getByLabel('기기의 키').fill(await keyText(device))
    const send = page.getByRole('button', { name: '기기 바꾸기' })
    assert.equal(await send.getAttribute('aria-disabled'), 'true', 'without a reason')
    await page.getByRole('radio', { name: '기기를 잃음' }).check()
    await send.click()
    await page.getByText('증명할 수 있음').waitFor()
    await device.getByText('이 기기를 더했어요').waitFor()
    const { keys } = await ask<{ readonly keys: readonly { readonly revokedAt?: number }[] }>(
      `residents/account?account=${account}`,
    )
    assert.deepEqual(
      keys.map(({ revokedAt }) => revokedAt === undefined),
      [false, true],
    )

    await device.goto(`${city.url}/recovery`)
    await device.getByLabel('되찾기 글자').fill(secret)
    await device.getByRole('button', { name: '되찾기', exact: true }).click()
    await device.getByText('되찾기 글자가 이 기기에 있어요.').waitFor()
    await device.goto(`${city.url}/card`)
    await device.getByRole('button', { name: '카드 받기' }).click()
    await device.getByText('사용 중').waitFor()
    const { cards } = await ask<{ readonly cards: { readonly revoked: number } }>('card/issuer')
    assert.equal(cards.revoked, 1)

    await device.getByRole('link', { name: '내 정보를 누가 보았는지 보기' }).click()
    await device.getByText('지어낸 사람').waitFor()
    const reads = device.locator('main li')
    await reads.filter({ hasText: '이름과 생년월일로 찾음' }).waitFor()
    await reads.filter({ hasText: '등록하면서 확인' }).first().waitFor()
    assert.equal(await reads.filter({ hasText: '시민카드 만들기' }).count(), 2)
    await city.assertAccessible(device)
    // A refusal is an answer that browsers note, and so is that there is no account yet.
    for (const complaint of city.complaints()) assert.match(complaint, /409|404/)
    for (const each of [old, device, page]) await each.context().close()
  })

  test('puts who left and came back behind their account again, after seeing a document', async () => {
    const resident = await enrolled('떠났던 사람', '1984-04-09', ['city', 'city-14', 'city-18', 'city-19'])
    await submit(resident, 'leave-city', { account: resident.keyId })
    const page = await openAs(city, 'registrar', '/desk/residents/find', phone)
    await page.getByLabel('이름', { exact: true }).fill('떠났던사람')
    await page.getByLabel('생년월일').fill('1984-04-09')
    await tabTo(page, '이름으로 찾기')
    await page.keyboard.press('Enter')
    const found = page.getByRole('status').filter({ hasText: '떠남' })
    await found.waitFor()
    await city.assertAccessible(page)
    await found.getByRole('link').click()
    await page.getByText('카드는 떠날 때 폐지됐어요.').waitFor()
    await city.assertAccessible(page)
    await page.getByLabel('이름', { exact: true }).fill('떠났던 사람')
    await page.getByLabel('생년월일').fill('1994-04-09')
    await page.getByText('이 계정에 기록된 자치구나 태어난 연대와 달라요.').waitFor()
    await page.getByLabel('생년월일').fill('1984-04-09')
    await page.getByLabel('확인한 신분증').selectOption({ label: '여권' })
    await page.getByLabel('신분증의 번호').fill('M0000-4444')
    await page.getByRole('button', { name: '원래 계정으로 되돌리기' }).click()
    await page.getByText('증명할 수 있음').waitFor()
    assert.equal((await city.vault?.getUnrecorded(resident.keyId))?.name, '떠났던 사람')
    const { state } = await ask<{ readonly state: string }>(`residents/resident?account=${resident.keyId}`)
    assert.equal(state, 'active')
    // That the vault has nobody behind the account is such an answer.
    for (const complaint of city.complaints()) assert.match(complaint, /404/)
    await page.context().close()
  })

  test('records all birthdays with one press; who is refused stays, with what to do', async () => {
    const grown = await enrolled('자란 사람', '2007-01-01', ['city', 'city-14', 'city-18'])
    const stopped = await enrolled('멈춘 사람', '2011-01-01', ['city'])
    const page = await openAs(city, 'registrar', '/desk/birthdays', desktop)
    await page.locator('a[data-desk-row="due"]').click()
    const rows = page.getByRole('list', { name: '오늘 모임이 바뀌는 주민' }).getByRole('listitem')
    await rows.filter({ hasText: '19세 이상' }).waitFor()
    assert.equal(await rows.count(), 2)
    await city.assertAccessible(page)
    await submit(registrar, 'suspend-resident', { account: stopped.keyId, reason: 'under-review' })
    await page.getByRole('button', { name: '2명 모두 기록하기' }).click()
    await page.getByText('1명을 기록했어요.').waitFor()
    await rows.filter({ hasText: '기록되지 않음' }).getByText('활동 중인 주민만').waitFor()
    await city.assertAccessible(page)
    const groupsOf = async ({ keyId: account }: Signer) =>
      (await ask<{ readonly groups: readonly string[] }>(`residents/membership?account=${account}`)).groups
    assert.deepEqual(await groupsOf(grown), ['city', 'city-14', 'city-18', 'city-19', `district-${district}`])
    assert.deepEqual(await groupsOf(stopped), ['city', `district-${district}`])
    await submit(registrar, 'restore-resident', { account: stopped.keyId, reason: 'review-passed' })
    await page.setViewportSize(phone.viewport)
    await page.getByRole('button', { name: '목록 새로 보기' }).click()
    await page.getByRole('button', { name: '1명 모두 기록하기' }).click()
    await page.getByText('1명을 기록했어요.').waitFor()
    await page.getByRole('button', { name: '목록 새로 보기' }).click()
    await page.getByText('오늘 바뀔 사람이 없어요').waitFor()
    await city.assertAccessible(page)
    for (const complaint of city.complaints()) assert.match(complaint, /422/)
    await page.context().close()
  })

  test('leaves a trace of each read, which the auditor looks through and takes along', async () => {
    for (const [options, language] of [
      [{ ...desktop, locale: 'en-US', colorScheme: 'dark' }, 'en'],
      [phone, 'ko'],
    ] as const) {
      const page = await openAs(city, 'auditor', '/desk/reads/all', options)
      await page.getByRole('table').waitFor()
      await city.assertAccessible(page)
      const wait = page.waitForEvent('download')
      await page.getByRole('button', { name: language === 'ko' ? '파일로 받기' : 'Save as a file' }).click()
      const text = await readFile(await (await wait).path(), 'utf8')
      await page.getByText(language === 'ko' ? '모두 이어져 있어요' : 'nothing was changed').waitFor()
      assert.match(text, /,find,/)
      assert.match(text, /,birthday,/)
      assert.equal(/사람|1984|2007/.test(text), false)
      await city.assertAccessible(page)
      await page.context().close()
    }
    const visitor = await openAs(city, 'registrar', '/desk/reads/all', desktop)
    await visitor.getByRole('navigation').getByText('생일').waitFor()
    assert.equal(await visitor.getByRole('table').count(), 0)
    assert.deepEqual(city.complaints(), [])
    await visitor.context().close()
  })

  const submit = async (signer: Signer, action: string, input: CborValue): Promise<void> => {
    const validUntil = Date.now() + 300_000
    const wish = { service: 'residents', action, input }
    const { ok } = await city.ledger.submit(signTransaction(signer, wish, { chain, validUntil }))
    assert.ok(ok, action)
  }

  /** A resident with a person in the vault, and a key that no browser has. */
  const enrolled = async (name: string, birthDate: string, groups: readonly string[]): Promise<Signer> => {
    const device = namedSigner(name)
    const number = BigInt(Buffer.from(device.publicKey).readUInt32BE())
    const all = [...groups, `district-${district}`]
    await submit(registrar, 'enrol-resident', {
      ...newKey(device, chain),
      district,
      birthYearBand: birthYearBandOf(birthDate),
      identity: newIdentity(device, chain, numberToBytes(number), all) as never,
    })
    const proofing = { door: 'desk', by: registrar.keyId, at: Date.now() } as const
    const identity = { name, birthDate, credential: ['document', 'passport', name] }
    await city.vault?.put(device.keyId, { name, birthDate, district, proofing }, identity)
    return device
  }

  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${city.url}/api/${path}`)).json()) as Answer
})

const keyText = async (device: Page): Promise<string> => {
  await device.getByText('글자로 보기').click()
  return device.locator('code', { hasText: 'maru-device' }).innerText()
}

const accountIn = (key: string): string => /maru-device:([0-9a-f]{40})/.exec(key)![1]!

/** Always the same person. */
const enrol = async (page: Page, key: string): Promise<void> => {
  await page.getByLabel('기기의 키').fill(key)
  await page.getByLabel('이름', { exact: true }).fill('지어낸 사람')
  await page.getByLabel('생년월일').fill('1979-08-11')
  await page.getByLabel('자치구').selectOption({ index: 3 })
  await page.getByLabel('확인한 신분증').selectOption({ label: '여권' })
  await page.getByLabel('신분증의 번호').fill('M2345-6789')
  await page.getByRole('button', { name: '주민으로 등록하기' }).click()
}
