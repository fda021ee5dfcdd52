// An anonymous vote in a real browser: kept until its moment, through a reload and a relay that is away, and sent so that
// the city's own server hears nothing of it.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { phone } from '@maru/testing/browser.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import { openAs, settled } from '@maru/testing/web-page.ts'
import type { Page, Request } from 'playwright-core'

const city = await openWebCity()
const skip = typeof city === 'string' && city

interface Row {
  readonly poll: number
  readonly state: string
  readonly secrecy: string
  readonly voters: number
}

describe('a vote without a name', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())

  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await fetch(`${city.url}/api/polls/${path}`)).json() as Promise<Answer>

  const anonymousPoll = async (): Promise<Row> => {
    const { polls } = await ask<{ readonly polls: readonly Row[] }>('polls?limit=100')
    const found = polls.find(({ state, secrecy }) => state === 'open' && secrecy === 'anonymous')
    assert.ok(found, 'the demonstration has one')
    return found
  }

  const until = async (voters: number, poll: number): Promise<void> => {
    while ((await ask<Row>(`poll?poll=${poll}`)).voters < voters)
      await new Promise((go) => void setTimeout(go, 50))
  }

  const vote = async (page: Page): Promise<void> => {
    await settled(page)
    await page.getByRole('radio').first().check()
    await page.getByRole('button', { name: '투표하기' }).click()
    await page.getByRole('button', { name: '기다리지 않고 보내기' }).waitFor({ timeout: 120_000 })
  }

  const kept = (page: Page) => page.getByRole('button', { name: '보관한 표 지금 보내기' })

  test('waits on the device, also after the page was closed, and is sent on a press', async () => {
    const { poll, voters } = await anonymousPoll()
    const page = await openAs(city, 'resident-5', `/polls/${poll}`, phone)
    await vote(page)
    await city.assertAccessible(page)
    await page.goto(`${city.url}/help`)
    await kept(page).waitFor()
    await page.getByText('이름 없는 표 1개를 이 기기에 보관하고 있어요').waitFor()
    await city.assertAccessible(page)
    assert.equal((await ask<Row>(`poll?poll=${poll}`)).voters, voters, 'it is not sent yet')
    await kept(page).click()
    await until(voters + 1, poll)
    await kept(page).waitFor({ state: 'detached' })
    await page.reload()
    await settled(page)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('is sent by the relay with nothing of its voter, and the city is asked for nothing about it', async () => {
    const { poll, voters } = await anonymousPoll()
    const page = await openAs(city, 'resident-6', `/polls/${poll}`, phone)
    await page.context().addCookies([{ name: 'session', value: 'of-resident-6', url: 'http://127.0.0.1' }])
    await vote(page)
    const seen: Request[] = []
    page.on('request', (request) => seen.push(request))
    await page.getByRole('button', { name: '기다리지 않고 보내기' }).click()
    await until(voters + 1, poll)
    await page.getByRole('button', { name: '영수증 저장하기' }).first().waitFor()
    const sent = seen.filter((request) => request.method() === 'POST')
    assert.equal(sent.length, 1)
    assert.equal(new URL(sent[0]!.url()).pathname, '/ohttp')
    assert.notEqual(new URL(sent[0]!.url()).origin, city.url)
    const headers = await sent[0]!.allHeaders()
    assert.deepEqual(
      [headers['cookie'], headers['referer'], headers['authorization']],
      [undefined, undefined, undefined],
    )
    assert.equal(sent[0]!.postDataBuffer()?.length, 4_663)
    // Between pressing and the block's own news the city's server is asked for nothing.
    const at = seen.indexOf(sent[0]!)
    const before = seen.slice(0, at).filter((request) => request.url().startsWith(city.url))
    assert.deepEqual(
      before.map((request) => request.url()),
      [],
    )
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('is not made while the list of members cannot be had, or is another than the ledger names', async () => {
    const { poll, voters } = await anonymousPoll()
    // What the service worker asks for no test can change.
    const page = await openAs(city, 'resident-8', '/polls', { ...phone, serviceWorkers: 'block' })
    await settled(page)
    await page.context().route('**/ohttp-group-tiles', (route) => route.abort())
    const press = async (): Promise<void> => {
      await page.getByRole('radio').first().check()
      await page.getByRole('button', { name: '투표하기' }).click()
    }
    await page.route(/\/api\/polls\/poll\?/, async (route) => {
      const row = (await (await route.fetch()).json()) as { members?: object }
      await route.fulfill({ json: { ...row, members: { ...row.members, root: '00'.repeat(32) } } })
    })
    await page.locator(`a[href="/polls/${poll}"]`).first().click()
    await press()
    await page.getByText('지금은 회원 명부를 받을 수 없어서 투표하지 않았어요').waitFor()
    await page.context().unroute('**/ohttp-group-tiles')
    await press()
    await page.getByText('원장에 있는 것과 달라서 투표하지 않았어요').waitFor()
    await city.assertAccessible(page)
    assert.equal((await ask<Row>(`poll?poll=${poll}`)).voters, voters)
    city.complaints()
    await page.context().close()
  })

  test('stays on the device while the relay is away, and goes out when it is back', async () => {
    const { poll, voters } = await anonymousPoll()
    const page = await openAs(city, 'resident-7', `/polls/${poll}`, phone)
    await vote(page)
    await page.route('**/ohttp', (route) => route.abort())
    const isAway = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/ohttp'))
    await page.getByRole('button', { name: '기다리지 않고 보내기' }).click()
    await isAway
    await page.getByRole('button', { name: '기다리지 않고 보내기' }).waitFor()
    await kept(page).waitFor()
    await page.unroute('**/ohttp')
    city.complaints()
    await kept(page).click()
    await until(voters + 1, poll)
    await kept(page).waitFor({ state: 'detached' })
    await page.context().close()
  })
})
