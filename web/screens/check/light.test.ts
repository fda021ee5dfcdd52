// Receipts that institutions vouch for, or others have cosigned, on the check page in a real browser.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { host } from '@maru/cli/host.ts'
import { formatSignature, parseNote } from '@maru/kernel/log/note.ts'
import { cosignText } from '@maru/kernel/log/signature.ts'
import { parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { formatVkey, WITNESS_KEY } from '@maru/kernel/log/vkey.ts'
import { phone, waitUntil } from '@maru/testing/browser.ts'
import { madeUpSigner } from '@maru/testing/made-up-log.ts'
import { madeUpConsensus, madeUpFounders, madeUpVouched } from '@maru/testing/vouched.ts'
import { openWebCity } from '@maru/testing/web-city.ts'
import type { Page } from 'playwright-core'
import { judgeLight } from './judge-light.ts'

const paper = madeUpSigner('paper.example', WITNESS_KEY)
/** The paper signs the checkpoint of a receipt too. */
const cosign = (receipt: string): string => {
  const proof = parseTlogProof(receipt)
  const note = proof.ok ? parseNote(proof.value.checkpoint) : proof
  assert.ok(note.ok)
  const signature = cosignText(note.value.text, paper.vkey, 1_800_000_000, paper.sign)
  return receipt + formatSignature(signature)
}

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

  const policy = (): string =>
    `log ${city.ledger.vkey}\nwitness paper ${formatVkey(paper.vkey)}\nquorum paper\n`

  test('by a policy that somebody gives, a receipt counts when enough others have signed it', async () => {
    const page = await open('/check')
    const drop = (text: string): Promise<void> =>
      page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'my.tlog-proof', mimeType: 'text/plain', buffer: Buffer.from(text) })
    await page.getByLabel('다른 정책으로 확인하기').fill(policy())
    await drop(receipt)
    await page.getByText('도시는 서명했지만, 필요한 만큼 다른 곳이 서명하지 않았어요').waitFor()
    await page.getByText('paper: 서명하지 않음').waitFor()
    await drop(cosign(receipt))
    await page.getByText('도시와, 다른 1곳 중 1곳이 서명했어요').waitFor()
    await page.getByText(/^paper: .*에 서명$/).waitFor()
    await page.getByText('정책이 바라는 만큼 다른 곳들이 함께 서명했어요').waitFor()
    await city.assertAccessible(page)
    await page.getByLabel('다른 정책으로 확인하기').fill('quorum everybody')
    await page.getByText('넣으신 정책을 읽을 수 없어요').first().waitFor()
    await page.context().close()
  })

  test('a kept receipt is swapped for that which others have signed, and for no other', async () => {
    const page = await open('/check')
    const other = await city.ledger.proof(1)
    let given = other
    await page.route('**/log/policy', (route) => route.fulfill({ body: policy() }))
    await page.route(`**/api/receipts/${id}/tlog-proof`, (route) => route.fulfill({ body: given }))
    // The page may bring along what the city says of itself, or ask for it.
    await page.route(/\/(?:check\/\w+|api\/city)$/, async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replace('"cosigned":false', '"cosigned":true')
      await route.fulfill({ response, body })
    })
    await waitUntil(page, `indexedDB.databases().then((all) => all.some(({ name }) => name === 'maru'))`)
    await page.evaluate(inStore(`put(${JSON.stringify({ ...kept, id, chain, proof: receipt })})`))
    const keptNow = async (): Promise<string> =>
      (await page.evaluate<{ readonly proof: string }>(inStore(`get('${id}')`))).proof
    for (const wrong of [cosign(other), receipt, cosign(receipt).replace(/^index \d+$/m, 'index 5')]) {
      given = wrong
      await page.goto(`${city.url}/check/${id}`)
      await page.getByText(/진짜예요/).waitFor()
      await page.getByText('paper: 서명하지 않음').waitFor()
      assert.equal(await keptNow(), receipt)
    }
    given = cosign(receipt)
    await page.goto(`${city.url}/check/${id}`)
    await page.getByText('도시와, 다른 1곳 중 1곳이 서명했어요').waitFor()
    assert.equal(await keptNow(), given)
    await page.context().close()
  })
})

const kept = {
  account: '0'.repeat(40),
  index: 2,
  height: 1,
  time: 0,
  service: 'residents',
  action: 'enrol-resident',
  about: '/',
  title: '',
}

/** What the store of receipts on the device answers. */
const inStore = (call: string): string => `new Promise((resolve, reject) => {
  const opening = indexedDB.open('maru')
  opening.onsuccess = () => {
    const asked = opening.result.transaction('receipts', 'readwrite').objectStore('receipts').${call}
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  }
})`
