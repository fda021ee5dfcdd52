// A bundle of evidence, unpacked and checked by others' tools, as somebody does whom this server tells nothing else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import ics from '@confio/ics23'
import { strFromU8, unzipSync } from 'fflate'
import { host } from '@maru/cli/host.ts'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import { decodeEntry, type Entry } from '@maru/kernel/entry.ts'
import { checkProof, parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { stateTreeSpec } from '@maru/kernel/state-tree/ics23.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { busyTexts, withBusyCity, type BusyCity } from '@maru/testing/busy-city.ts'
import { firstEntryAt } from './first-entry.ts'

type Bundle = ReadonlyMap<string, string>

const bundleOf = async ({ app }: BusyCity, proposal: number): Promise<Bundle> => {
  const answer = await app.inject(`/api/evidence/${proposal}`)
  assert.equal(answer.headers['content-type'], 'application/zip', answer.body)
  const files = Object.entries(unzipSync(answer.rawPayload))
  return new Map(files.map(([name, bytes]) => [name, strFromU8(bytes)]))
}

/** The entries in it by the names of their files, each proved by the key that lies beside it. */
const checkedEntries = (bundle: Bundle): Map<string, Entry> => {
  const vkey = parseVkey(host.hash, bundle.get('vkey')!.trim())
  assert.ok(vkey.ok)
  const entries = new Map<string, Entry>()
  for (const [name, proof] of bundle) {
    if (!name.startsWith('log/')) continue
    const parsed = parseTlogProof(proof)
    assert.ok(parsed.ok && parsed.value.extra)
    const checked = checkProof(host.hash, host.verifyEd25519, proof, parsed.value.extra, vkey.value)
    assert.ok(checked.ok, name)
    assert.equal(checked.value.index, Number(name.slice(4, 13)))
    entries.set(name, decodeEntry(parsed.value.extra)!)
  }
  return entries
}

const jsonOf = (bundle: Bundle, name: string): any => JSON.parse(bundle.get(name)!)

test('every entry about the proposal is there with its proof, and none about another', () =>
  withBusyCity(async (town) => {
    const entries = checkedEntries(await bundleOf(town, 1))
    const names = [...entries.keys()].map((name) => name.slice(14, -'.tlog-proof'.length)).sort()
    assert.deepEqual(names, [
      'add-comment',
      'add-comment',
      'assign-department',
      'give-answer',
      'give-opinion',
      'open-proposal',
      'seal',
      ...Array<string>(5).fill('support-proposal'),
    ])
    const signers = new Set<string>()
    for (const [name, entry] of entries) {
      if (!name.includes('support-proposal')) continue
      const parsed = parseTransaction(
        entry.kind === 'transaction' ? entry.bytes : new Uint8Array(),
        host.hash,
      )
      assert.ok(parsed.ok)
      assert.deepEqual(parsed.value.input, { proposal: 1 })
      signers.add(parsed.value.keyId)
    }
    assert.equal(signers.size, 5, 'as many supporters as supports')
  }))

test('its rows are proved under the state root of a seal that is in the log', () =>
  withBusyCity(async (town) => {
    const bundle = await bundleOf(town, 1)
    const entries = checkedEntries(bundle)
    const rows = [...bundle.keys()].filter((name) => name.startsWith('state/'))
    assert.deepEqual(
      rows.map((name) => name.slice('state/'.length)),
      ['proposal-1.json', 'debate-1.json', 'debate-1-tally.json', 'answer-1.json', 'policy-1.json'],
    )
    const spec = stateTreeSpec as unknown as ics.ics23.IProofSpec
    for (const name of rows) {
      const { proof, stateRoot, keyHash, value, seal } = jsonOf(bundle, name)
      const decoded = ics.ics23.CommitmentProof.decode(Buffer.from(proof, 'base64'))
      const [root, key, bytes] = [hexToBytes(stateRoot), hexToBytes(keyHash), hexToBytes(value)]
      assert.ok(ics.verifyMembership(decoded, spec, root, key, bytes), name)
      const entry = entries.get(seal)
      assert.equal(entry?.kind === 'seal' && bytesToHex(entry.seal.stateRoot), stateRoot)
    }
    assert.equal(jsonOf(bundle, 'state/proposal-1.json').row.supports, 5)
  }))

test('its texts fit their commitments; an erased one is not there, and the bundle says so', () =>
  withBusyCity(async (town) => {
    const texts = (bundle: Bundle): any[] =>
      bundle
        .get('texts.jsonl')!
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    const bundle = await bundleOf(town, 1)
    const found = texts(bundle)
    assert.deepEqual(
      found.map(({ of }) => of),
      ['proposal 1', 'answer 1, wording 1', 'opinion 1'],
    )
    for (const { commitment, salt, content } of found)
      assert.equal(bytesToHex(commitContent(host.hash, hexToBytes(salt), content)), commitment)
    const { content: row } = jsonOf(bundle, 'state/proposal-1.json').row
    assert.equal(found[0].commitment, row)

    const erased = await bundleOf(town, 3)
    const [text] = texts(erased)
    assert.deepEqual([text.state, text.salt, text.content], ['erased', null, null])
    for (const body of erased.values())
      for (const word of Object.values(busyTexts.erased.item.content)) assert.ok(!body.includes(word))
    for (const name of ['README.ko.txt', 'README.en.txt'])
      assert.doesNotMatch(bundle.get(name)!, /\{|undefined/)
  }))

test('a proposal that is not there has no bundle, and one that is known is not sent again', () =>
  withBusyCity(async ({ app }) => {
    for (const number of ['99', '0', '1.5', 'x'])
      assert.equal((await app.inject(`/api/evidence/${number}`)).json().code, 'S5-not-found')
    const first = await app.inject({ method: 'HEAD', url: '/api/evidence/2' })
    const headers = { 'if-none-match': String(first.headers.etag) }
    assert.equal((await app.inject({ url: '/api/evidence/2', headers })).statusCode, 304)
  }))

test('the search for the first entry of a time leaves out none of it', () =>
  withBusyCity(async ({ city }) => {
    const start = city.now()
    for (let round = 0; round < 4; round++) {
      city.advance(60_000)
      await city.enrol(200)
    }
    const { ledger } = city
    const { size } = ledger.snapshot()
    const timeOf = async (index: number): Promise<number> => {
      for (let at = index; at < size; at++) {
        const entry = decodeEntry((await ledger.entry(at))!)
        if (entry?.kind === 'seal') return entry.seal.time
      }
      return Infinity
    }
    for (const time of [0, start, start + 60_000, start + 180_000, start + 240_000]) {
      const from = await firstEntryAt(ledger, time, size)
      if (from > 0) assert.ok((await timeOf(from - 1)) < time, `the entry before ${from} is older`)
    }
    assert.ok((await firstEntryAt(ledger, start + 240_000, size)) > 0, 'the search is not for nothing')
  }))
