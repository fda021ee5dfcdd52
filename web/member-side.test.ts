// Taking a side without a name in a real browser: proven there, changed, and shown once enough have taken one; at the end
// by the keyboard alone.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import { openAs, settled, smallTargets } from '@maru/testing/web-page.ts'
import type { Page } from 'playwright-core'

const city = await openWebCity()

interface Row {
  readonly debate: number
  readonly members?: object
  readonly for: number | null
  readonly against: number | null
  readonly other: number | null
  readonly participants: number
}

describe('a debate in which members take sides', { skip: typeof city === 'string' && city }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await fetch(`${city.url}/api/debates/${path}`)).json() as Promise<Answer>

  const withoutNames = async (): Promise<Row> => {
    const { debates } = await ask<{ readonly debates: readonly Row[] }>('debates?limit=100')
    const found = debates.find(({ members }) => members !== undefined)
    assert.ok(found, 'the demonstration has one')
    return found
  }

  /** Proven, and on the device until its moment, which may have come meanwhile. */
  const proven = async (page: Page, hurry: string, recorded: RegExp) => {
    const button = page.getByRole('button', { name: hurry })
    await button.or(page.getByText(recorded)).first().waitFor({ timeout: 120_000 })
    return button
  }

  /** Until it is recorded. */
  const sent = async (page: Page, hurry: string, recorded: RegExp): Promise<void> => {
    const button = await proven(page, hurry, recorded)
    if (await button.isVisible()) await button.click()
    await page.getByText(recorded).waitFor()
  }
  const sentKo = (page: Page) => sent(page, '기다리지 않고 보내기', /누가 했는지는 어디에도/)

  test('a side is taken on a phone, changed after a reload, and shown from three participants on', async () => {
    const { debate, participants } = await withoutNames()
    assert.equal(participants, 0)
    const asked: string[] = []
    const page = await openAs(city, 'resident-1', `/debates/${debate}`, {
      ...phone,
      viewport: { width: 360, height: 740 },
    })
    page.on('request', (request) => asked.push(request.url()))
    await page.getByText('이름도 글도 없이').waitFor()
    await settled(page)
    await city.assertAccessible(page)
    assert.deepEqual(await smallTargets(page), [])
    assert.equal(await page.getByLabel('왜 그렇게 생각하나요?').count(), 0, 'no words go with it')
    await page.getByRole('radio', { name: '찬성' }).check()
    await page.getByRole('button', { name: '이 입장 밝히기' }).click()
    await page.getByRole('progressbar').waitFor()
    await sentKo(page)
    await page.getByText('지금 내 입장은 ‘찬성’').waitFor()
    await city.assertAccessible(page)

    await page.reload()
    await page.getByText('입장을 밝혔어요. 어느 쪽인지는 3명이').waitFor()
    await page.getByText('참여한 사람이 3명보다 적어').waitFor()
    await page.getByRole('radio', { name: '반대' }).check()
    await page.getByRole('button', { name: '이 입장으로 바꾸기' }).click()
    await sentKo(page)
    await page.getByText('지금 내 입장은 ‘반대’').waitFor()
    const { against, participants: one } = await withoutNames()
    assert.deepEqual([against, one], [null, 1])

    for (const nth of [2, 3]) {
      const other = await openAs(city, `resident-${nth}`, `/debates/${debate}`, { ...phone, locale: 'en-US' })
      const choice = other.getByRole('radio', { name: 'For' })
      await choice.focus()
      await other.keyboard.press('Space')
      await other.keyboard.press('Tab')
      await other.keyboard.press('Enter')
      await sent(other, 'Send now instead', /Nothing in it says who you are/)
      await other.getByText('Your side counts as ‘For’').waitFor()
      await other.context().close()
    }

    await page.reload()
    await page.getByText('지금 내 입장은 ‘반대’').waitFor()
    await page.getByText('3명이 참여했어요').first().waitFor()
    const { for: inFavour, against: opposed, other, participants: all } = await withoutNames()
    assert.deepEqual([inFavour, opposed, other, all], [2, 1, 0, 3])
    await city.assertAccessible(page)

    const { voices } = await ask<{ readonly voices: readonly { readonly member: string }[] }>(
      `voices?debate=${debate}`,
    )
    for (const { member } of voices)
      assert.ok(!asked.some((url) => url.includes(member)), 'nobody is asked for one side')
    const account = developmentSigner('resident-1').keyId
    assert.deepEqual(await ask(`opinion?debate=${debate}&account=${account}`), { opinion: null })
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('a second side while the first still waits on the device is the one that counts', async () => {
    const { debate, participants } = await withoutNames()
    const page = await openAs(city, 'resident-4', `/debates/${debate}`, phone)
    const take = async (side: string) => {
      await page.getByRole('radio', { name: side }).check()
      await page.getByRole('button', { name: /^이 입장/ }).click()
      await proven(page, '기다리지 않고 보내기', /누가 했는지는 어디에도/)
    }
    await take('찬성')
    await page.reload()
    await settled(page)
    await take('반대')
    const bar = page.getByRole('button', { name: '보관한 표 지금 보내기' })
    if (await bar.isVisible()) await bar.click()
    await page.getByText(/누가 했는지는 어디에도/).waitFor()
    await page.getByText('지금 내 입장은 ‘반대’').waitFor()
    await bar.waitFor({ state: 'detached' })
    const { voices } = await ask<{ readonly voices: readonly { readonly sequence: number }[] }>(
      `voices?debate=${debate}`,
    )
    assert.ok(voices.some(({ sequence }) => sequence === 2))
    assert.equal((await withoutNames()).participants, participants + 1)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('who is nobody yet is asked who they are, and an officer is told whose it is', async () => {
    const { debate } = await withoutNames()
    const guest = await city.open(`/debates/${debate}`, phone)
    await guest.getByRole('radio', { name: '기타' }).check()
    await guest.getByRole('button', { name: '이 입장 밝히기' }).click()
    await guest.getByRole('dialog').waitFor()
    await guest.context().close()
    const page = await openAs(city, 'mayor', `/debates/${debate}`, phone)
    await page.getByText('담당자 계정으로는 입장을 밝힐 수 없어요').waitFor()
    await page.context().close()
  })
})
