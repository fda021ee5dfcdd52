// The page of evidence in a real browser: both statements, and whether the browser finds that their signatures hold.
import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { voteSignBytes } from '@maru/kernel/consensus/vote.ts'
import { formatCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { formatNote } from '@maru/kernel/log/note.ts'
import { cosignText } from '@maru/kernel/log/signature.ts'
import { formatVkey, WITNESS_KEY } from '@maru/kernel/log/vkey.ts'
import { phone } from '@maru/testing/browser.ts'
import { hash, madeUpValidator } from '@maru/testing/made-up-chain.ts'
import { madeUpSigner } from '@maru/testing/made-up-log.ts'
import { openWebCity } from '@maru/testing/web-city.ts'

const city = await openWebCity()
const skip = typeof city === 'string' && city

describe('the page of evidence', { skip }, () => {
  if (typeof city === 'string') return
  after(() => city.close())
  const { chain } = city.ledger.genesis
  const validator = madeUpValidator(10)
  const accused = { institution: 'council', name: 'validator-2', at: Date.now() }

  const vote = (fill: number | undefined) => {
    const block =
      fill === undefined
        ? undefined
        : { hash: hash(Uint8Array.of(fill)), partCount: 1, partsHash: hash(Uint8Array.of(9)) }
    const time = { seconds: 1_800_000_000, nanos: 0 }
    const message = voteSignBytes(chain, { type: 'precommit', height: 40, round: 0, block, time })
    return {
      block: block
        ? { hash: bytesToHex(block.hash), partCount: 1, partsHash: bytesToHex(block.partsHash) }
        : null,
      ...time,
      signature: bytesToHex(new Uint8Array(sign(null, message, validator.privateKey))),
    }
  }
  const equivocation = {
    equivocation: 1,
    publicKey: bytesToHex(validator.publicKey),
    type: 'precommit',
    height: 40,
    round: 0,
    votes: [vote(undefined), vote(1)],
    ...accused,
  }
  const cosigner = madeUpSigner('maru.town/validator-2', WITNESS_KEY)
  const note = (fill: number): string => {
    const text = formatCheckpoint({ origin: 'maru.town', size: 7, root: hash(Uint8Array.of(fill)) })
    return formatNote({ text, signatures: [cosignText(text, cosigner.vkey, 1_800_000_000, cosigner.sign)] })
  }
  const splitView = {
    splitView: 1,
    vkey: formatVkey(cosigner.vkey),
    origin: 'maru.town',
    size: 7,
    first: note(1),
    second: note(2).replace('7\n', '8\n'),
    ...accused,
  }

  test('shows both statements of each, one under the other, and which signatures hold', async () => {
    const page = await city.open('/help', { serviceWorkers: 'block', ...phone })
    await page.route('**/api/evidence/equivocations*', (route) =>
      route.fulfill({ json: { equivocations: [equivocation] } }),
    )
    await page.route('**/api/evidence/split-views*', (route) =>
      route.fulfill({ json: { splitViews: [splitView] } }),
    )
    await page.route('**/api/governance/institutions*', (route) =>
      route.fulfill({ json: { institutions: [{ institution: 'council', ko: '시의회', en: 'Council' }] } }),
    )
    await page.goto(`${city.url}/tracker/evidence`)
    await page.getByText('시의회(validator-2)이(가) 40번 높이에서 두 번 투표했어요').waitFor()
    await page.getByText('시의회(validator-2)이(가) 7건째에서 두 기록에 서명했어요').waitFor()
    await page.getByText('서명이 틀려요').waitFor()
    await page.getByText('서명이 맞아요').nth(2).waitFor()
    assert.equal(await page.getByText('서명이 맞아요').count(), 3)
    assert.equal(await page.getByText('서명이 틀려요').count(), 1, 'that of the checkpoint that was changed')
    await city.assertAccessible(page)
    assert.deepEqual(city.complaints(), [])
    await page.context().close()
  })

  test('says so when there is none', async () => {
    const page = await city.open('/help', { serviceWorkers: 'block', ...phone, locale: 'en-US' })
    await page.route('**/api/evidence/equivocations*', (route) =>
      route.fulfill({ json: { equivocations: [] } }),
    )
    await page.route('**/api/evidence/split-views*', (route) => route.fulfill({ json: { splitViews: [] } }))
    await page.goto(`${city.url}/tracker/evidence`)
    await page.getByText('Nobody has signed two things').waitFor()
    await page.context().close()
  })
})
