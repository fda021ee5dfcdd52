// A city that forges its own log and signs it with its own key is still found out, by the rules and the signatures.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { signTransaction } from '@maru/client/transaction.ts'
import { encode, type CborValue } from '@maru/kernel/codec/cbor.ts'
import {
  decodeEntry,
  encodeGenesis,
  encodeSeal,
  encodeTransactionEntry,
  type Entry,
} from '@maru/kernel/entry.ts'
import { namedSigner, openTestCity, recordedOf, type TestCity } from '@maru/testing/city.ts'
import { forgeLog } from '@maru/testing/forged-log.ts'
import { problemOf } from '@maru/testing/log-copy.ts'

type Of<Kind> = Extract<Entry, { kind: Kind }>

describe('a log that its own city forges', () => {
  let city: TestCity
  let entries: readonly Uint8Array[]
  let proposal: number
  before(async () => {
    city = await openTestCity()
    const residents = await city.enrol(4)
    proposal = await city.openProposal(residents[0]!)
    for (const resident of residents) {
      city.advance(1_000)
      recordedOf(await city.support(resident, proposal))
    }
    const { size } = city.ledger.snapshot()
    entries = await Promise.all(
      Array.from({ length: size }, async (_, index) => (await city.ledger.entry(index))!),
    )
  })
  after(() => city.close())

  const decoded = (index: number): Entry => decodeEntry(entries[index]!)!
  /** The last of its kind: the fourth support, and the seal after it. */
  const last = <Kind extends Entry['kind']>(kind: Kind) => {
    const index = entries.findLastIndex((_, at) => decoded(at).kind === kind)
    return { index, entry: decoded(index) as Of<Kind> }
  }
  const judge = async (forged: readonly (Uint8Array | undefined)[], root?: Uint8Array) => {
    const log = forgeLog(
      city.folder,
      city.ledger,
      forged.filter((entry) => entry !== undefined),
      root,
    )
    const problem = await problemOf(log)
    return problem && [problem.code, problem.index]
  }
  const replaced = (index: number, ...bytes: Uint8Array[]) => entries.toSpliced(index, 1, ...bytes)

  test('unchanged, it passes', async () => assert.equal(await judge(entries), undefined))

  test('a vote that is left out', async () => {
    const { index } = last('transaction')
    assert.deepEqual(await judge(replaced(index)), ['V5-seal-differs', index])
  })

  test('a vote that stands twice', async () => {
    const { index } = last('transaction')
    const code = (await judge(replaced(index, entries[index]!, entries[index]!)))?.[0]
    assert.equal(code, 'V5-receipt-differs')
  })

  test('a vote that is counted otherwise', async () => {
    const { index, entry } = last('transaction')
    const receipt = { events: [['supported', { proposal, count: 40 }]] as const }
    const forged = replaced(index, encodeTransactionEntry(entry.bytes, receipt))
    assert.deepEqual(await judge(forged), ['V5-receipt-differs', index])
  })

  test('a vote that is recorded as refused', async () => {
    const { index, entry } = last('transaction')
    const receipt = { refusal: { code: 'P10-already-supported' } }
    const forged = replaced(index, encodeTransactionEntry(entry.bytes, receipt))
    assert.deepEqual(await judge(forged), ['V5-receipt-differs', index])
  })

  test('a vote whose signature is not the resident’s', async () => {
    const { index, entry } = last('transaction')
    const bytes = Uint8Array.from(entry.bytes)
    bytes[bytes.length - 1]! ^= 1
    assert.deepEqual(await judge(replaced(index, encodeTransactionEntry(bytes, entry.receipt))), [
      'V5-signature',
      index,
    ])
  })

  test('a vote that was given in another city', async () => {
    const { index, entry } = last('transaction')
    const wish = { service: 'proposals', action: 'support-proposal', input: { proposal } as CborValue }
    const options = { chain: 'elsewhere-1', validUntil: city.now() + 1_000 }
    const bytes = signTransaction(namedSigner('resident 4'), wish, options)
    assert.deepEqual(await judge(replaced(index, encodeTransactionEntry(bytes, entry.receipt))), [
      'V5-chain',
      index,
    ])
  })

  test('a seal with another state, count, time or events', async () => {
    const { index, entry } = last('seal')
    const { seal } = entry
    const lies = [
      { stateRoot: new Uint8Array(32) },
      { count: seal.count + 1 },
      { timerEvents: [['proposals', 'supported', { proposal }]] as const },
    ]
    for (const lie of lies)
      assert.deepEqual(await judge(replaced(index, encodeSeal({ ...seal, ...lie }))), [
        'V5-seal-differs',
        index,
      ])
    const earlier = await judge(replaced(index, encodeSeal({ ...seal, time: 1 })))
    assert.equal(earlier?.[0], 'V5-rules')
  })

  test('another genesis, a second one, none', async () => {
    const genesis = { ...city.genesis, services: ['residents', 'unheard-of'] }
    assert.deepEqual(await judge(replaced(0, encodeGenesis(genesis))), ['V5-rules', 0])
    const { residents, ...rest } = city.genesis.setup
    const districts = ['hill', 'moon']
    const setup = { ...rest, residents: { ...(residents as object), districts } }
    const other = encodeGenesis({ ...city.genesis, setup })
    assert.deepEqual(await judge(replaced(0, other)), ['V5-seal-differs', 1])
    assert.deepEqual(await judge([...entries, entries[0]]), ['V5-genesis', entries.length])
    assert.deepEqual(await judge(entries.slice(2)), ['V5-genesis', 0])
  })

  test('what is no entry, no transaction, or has no seal', async () => {
    const { index, entry } = last('transaction')
    assert.deepEqual(await judge(replaced(index, Uint8Array.of(1, 2, 3))), ['V5-entry', index])
    const nothing = encodeTransactionEntry(encode(['not', 'signed']), entry.receipt)
    assert.deepEqual(await judge(replaced(index, nothing)), ['V5-transaction', index])
    assert.equal((await judge(entries.slice(0, -1)))?.[0], 'V5-unsealed')
  })

  test('a root that its entries do not give', async () => {
    assert.equal((await judge(entries, new Uint8Array(32)))?.[0], 'V6-root')
  })
})
