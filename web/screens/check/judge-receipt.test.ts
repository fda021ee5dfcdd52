// Receipts that only a log's own key could have signed, and what is wrong with each.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { host } from '@maru/cli/host.ts'
import { openLogKey } from '@maru/engines/storage/log-key.ts'
import { encodeTransactionEntry } from '@maru/kernel/entry.ts'
import type { Receipt } from '@maru/kernel/execute.ts'
import { formatCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import { formatSignature } from '@maru/kernel/log/note.ts'
import { cosignText, signNote } from '@maru/kernel/log/signature.ts'
import { formatTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { formatVkey, WITNESS_KEY } from '@maru/kernel/log/vkey.ts'
import { namedSigner, openTestCity, type TestCity } from '@maru/testing/city.ts'
import { madeUpSigner } from '@maru/testing/made-up-log.ts'
import { judgeReceipt } from './judge-receipt.ts'

describe('a receipt', () => {
  let city: TestCity
  let act: Uint8Array
  before(async () => {
    city = await openTestCity()
    await city.enrol(1)
    act = city.sign(namedSigner('resident 1'), 'proposals', 'support-proposal', { proposal: 1 })
  })
  after(() => city.close())

  /** Of a log with this one act, signed with the city's own key. */
  const receiptOf = (transaction: Uint8Array, receipt: Receipt): string => {
    const { vkey, sign } = openLogKey(city.folder, `maru.${city.genesis.chain}`)
    const extra = encodeTransactionEntry(transaction, receipt)
    const text = formatCheckpoint({ origin: vkey.name, size: 1, root: leafHash(host.hash, extra) })
    return formatTlogProof({ extra, index: 0, hashes: [], checkpoint: signNote(text, vkey, sign) })
  }
  const verdictOf = async (file: string, id?: string) =>
    (await judgeReceipt({ file, vkey: city.ledger.vkey, id }, host)).verdict

  test('of an act that was refused says so', async () => {
    const { verdict, act: shown } = await judgeReceipt(
      {
        file: receiptOf(act, { refusal: { code: 'P6-unknown-proposal' } }),
        vkey: city.ledger.vkey,
      },
      host,
    )
    assert.deepEqual([verdict, shown?.refusal], ['refused', 'P6-unknown-proposal'])
  })

  test('of an act that its author did not sign is not taken, though the city vouches for it', async () => {
    const forged = Uint8Array.from(act)
    forged[forged.length - 1]! ^= 1
    const { verdict, steps } = await judgeReceipt(
      { file: receiptOf(forged, { events: [] }), vkey: city.ledger.vkey },
      host,
    )
    assert.equal(verdict, 'signature-forged')
    assert.deepEqual(
      steps.map(({ state }) => state),
      ['holds', 'holds', 'holds', 'fails'],
    )
  })

  test('of another act than the one asked for is not an answer', async () => {
    const file = await city.ledger.proof(2)
    assert.equal(await verdictOf(file), 'recorded')
    assert.equal(await verdictOf(file, '0'.repeat(64)), 'of-another-act')
  })

  test('of a seal is nobody’s act', async () => {
    assert.equal(await verdictOf(await city.ledger.proof(1)), 'no-act')
  })

  test('without its entry does not say what was recorded', async () => {
    const file = await city.ledger.proof(2)
    assert.equal(await verdictOf(file.replace(/^extra .*\n/m, '')), 'without-entry')
  })

  test('survives an editor that writes line feeds in its own way', async () => {
    const file = await city.ledger.proof(2)
    assert.equal(await verdictOf(`\n${file.replaceAll('\n', '\r\n')}\r\n`), 'recorded')
  })

  test('with any one byte changed is never called real', async () => {
    const file = await city.ledger.proof(2)
    const real: number[] = []
    for (let at = 0; at < file.length; at += 3) {
      const changed = file.slice(0, at) + (file[at] === 'a' ? 'b' : 'a') + file.slice(at + 1)
      if ((await verdictOf(changed)) === 'recorded') real.push(at)
    }
    assert.deepEqual(real, [])
  })

  test('by a policy that was given, needs as many others as that wants', async () => {
    const file = await city.ledger.proof(2)
    const [paper, club] = ['paper', 'club'].map((name) => madeUpSigner(`${name}.example`, WITNESS_KEY))
    const note = file.slice(file.indexOf('\n\n') + 2)
    const text = note.slice(0, note.indexOf('\n\n') + 1)
    const cosigned = file + formatSignature(cosignText(text, paper!.vkey, 1_800_000_000, paper!.sign))
    const policy = (quorum: string) =>
      `log ${city.ledger.vkey}\nwitness paper ${formatVkey(paper!.vkey)}\nwitness club ${formatVkey(club!.vkey)}\ngroup both all paper club\nquorum ${quorum}\n`
    const judge = (shown: string, given: string, isGiven: boolean) =>
      judgeReceipt({ file: shown, vkey: city.ledger.vkey, policy: { text: given, isGiven } }, host)
    const enough = await judge(cosigned, policy('paper'), true)
    assert.equal(enough.verdict, 'recorded')
    assert.deepEqual(
      enough.cosigned!.witnesses.map(({ name, time }) => [name, time]),
      [
        ['paper', 1_800_000_000_000],
        ['club', undefined],
      ],
    )
    assert.equal(enough.steps.length, 5)
    assert.equal((await judge(cosigned, policy('both'), true)).verdict, 'not-cosigned')
    assert.equal((await judge(file, policy('paper'), true)).verdict, 'not-cosigned')
    assert.equal((await judge(file, 'trust me', true)).verdict, 'policy-unreadable')

    // What the city's own policy says is shown, and decides nothing: a fresh receipt has only the log's signature.
    const fresh = await judge(file, policy('both'), false)
    assert.deepEqual([fresh.verdict, fresh.cosigned!.hasQuorum, fresh.steps.length], ['recorded', false, 4])
    assert.equal((await judge(file, 'trust me', false)).verdict, 'recorded')

    // Nor do its keys: a policy from the city that names another log key lets nothing pass.
    const other = await openTestCity()
    const forged = await other.ledger.proof(1)
    const lying = `log ${other.ledger.vkey}\nquorum none\n`
    assert.equal((await judge(forged, lying, false)).verdict, 'of-another-key')
    await other.close()
  })
})
