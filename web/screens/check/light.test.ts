// Receipts that institutions vouch for, on the check page in a real browser.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { host } from '@maru/cli/host.ts'
import { phone } from '@maru/testing/browser.ts'
import { madeUpConsensus, madeUpFounders, madeUpVouched } from '@maru/testing/vouched.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'
import { judgeLight } from './judge-light.ts'

const city = await openWebCity({ consensusOf: madeUpConsensus })
const skip = typeof city === 'string' && city

describe('the check page of a city that institutions run', { skip }, () => {
  if (typeof city === 'string') return
  const { chain } = city.ledger.genesis
  const founders = JSON.stringify(madeUpFounders(chain))
  let receipt: string
  let id: string
  before(async () => {
    receipt = await city.ledger.proof(2)
    id = ((await (await fetch(`${city.url}/api/entries/2`)).json()) as { readonly id: string }).id
  })
  after(() => city.close())

  const open = (path: string): Promise<Page> => city.open(path, { serviceWorkers: 'block', ...phone })

  test('an act is vouched for by those who signed it, and each is named', async () => {
    const page = await open(`/check/${id}`)
    await page.getByRole('button', { name: '기관들의 서명 확인하기' }).click()
    await page.getByText('기관 4곳 중 3곳, 투표권의 75%가 서명했어요.').waitFor()
    assert.equal(await page.getByText('서명함', { exact: true }).count(), 3)
    assert.equal(await page.getByText('제때 못 받음', { exact: true }).count(), 1)
    await page.getByText('institution 1').waitFor()
    await page.getByText('이 기관들은 방금 도시 서버에서 받았어요').first().waitFor()
    await city.assertAccessible(page)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('what they have not signed is not taken', async () => {
    const page = await open(`/check/${id}`)
    const forged = madeUpVouched(receipt, chain, 'x')
    await page.route('**/api/receipts/*/light', (route) => route.fulfill({ body: forged }))
    await page.getByRole('button', { name: '기관들의 서명 확인하기' }).click()
    await page.getByText('기관들이 서명한 것이 아니에요').waitFor()
    await page.getByText('light-checkpoint').waitFor()
    await page.context().close()
  })

  test('a file of it is dropped like any receipt, and other institutions can be given', async () => {
    const page = await open('/check')
    const buffer = Buffer.from(madeUpVouched(receipt, chain))
    const chooser = page.locator('input[type=file]').first()
    await chooser.setInputFiles({ name: 'my.maru-light', mimeType: 'application/json', buffer })
    await page.getByText('기관 4곳 중 3곳').waitFor()
    await page.getByLabel('다른 기관들로 확인하기').fill('{')
    await page.getByText('기관 목록 파일을 읽을 수 없어요').waitFor()
    await page.getByLabel('다른 기관들로 확인하기').fill(JSON.stringify(madeUpFounders('elsewhere')))
    await page.getByText('기관들이 서명한 것이 아니에요').waitFor()
    await page.context().close()
  })

  test('nobody’s act, and another than the one asked for, are no answer', async () => {
    const judge = async (index: number, asked?: string) => {
      const file = madeUpVouched(await city.ledger.proof(index), chain)
      return (await judgeLight({ file, founders, id: asked }, host)).verdict
    }
    assert.equal(await judge(2, id), 'vouched')
    assert.equal(await judge(2, '0'.repeat(64)), 'of-another-act')
    assert.equal(await judge(1), 'no-act')
  })
})
