// Receipts that validators vouch for, of made-up logs and validators who hand over to others.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { formatLightBundle, type LightBundle } from '@maru/kernel/consensus/bundle.ts'
import type { LightBlock } from '@maru/kernel/consensus/light-client.ts'
import { encodeBase64 } from '@maru/kernel/log/base64.ts'
import { formatCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import { formatTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { createTree } from '@maru/kernel/log/tree.ts'
import { atLightGenesis, lightBlocks } from '@maru/testing/light-blocks.ts'
import {
  chain,
  hash,
  host,
  madeUpBlock,
  madeUpValidator,
  type MadeUpValidator,
} from '@maru/testing/made-up-chain.ts'
import { checkLight } from './check-light.ts'

const entries = Array.from({ length: 7 }, (_, at) => Uint8Array.of(1, 2, at))
const tree = createTree(hash)
tree.append(entries.map((entry) => leafHash(hash, entry)))

const checkpointText = (origin = `maru.${chain}`): string =>
  formatCheckpoint({ origin, size: entries.length, root: tree.root() })
/** Nobody looks at the signature of the log. */
const signed = (text: string): string => `${text}\n\u2014 somebody ${encodeBase64(new Uint8Array(68))}\n`
const receiptOf = (
  index: number,
  { origin, extra = entries[index]! }: { origin?: string; extra?: Uint8Array } = {},
) =>
  formatTlogProof({
    index,
    hashes: tree.inclusionProof(index),
    checkpoint: signed(checkpointText(origin)),
    extra,
  })

const first = Array.from({ length: 4 }, () => madeUpValidator(10))
const second = [...first.slice(2), madeUpValidator(10), madeUpValidator(10), madeUpValidator(10)]
const third = Array.from({ length: 3 }, () => madeUpValidator(10))
const appHash = hash(Buffer.from(checkpointText()))

const genesisFile = (validators: readonly MadeUpValidator[], chain_id = chain) => ({
  chain_id,
  genesis_time: '2026-01-01T00:00:00Z',
  validators: validators.map(({ publicKey, power }, at) => ({
    pub_key: { type: 'tendermint/PubKeyEd25519', value: encodeBase64(publicKey) },
    power: String(power),
    name: `institution ${at + 1}`,
  })),
})

/** Two changes of nearly all validators, then the commit over the checkpoint, which one misses. */
const blocks: readonly LightBlock[] = [
  madeUpBlock({ height: 10, validators: first, next: second }),
  madeUpBlock({ height: 20, validators: second, next: third }),
  madeUpBlock({ height: 30, validators: third, header: { appHash } }),
]
const bundle: LightBundle = { blocks, receipt: receiptOf(3) }

const judge = async (changes: Partial<LightBundle> = {}, start: unknown = genesisFile(first)) => {
  const result = await checkLight(host, start, formatLightBundle({ ...bundle, ...changes }))
  return result.ok ? 'ok' : result.code
}

describe('a receipt that validators vouch for', () => {
  test('is checked from the genesis on, through changes of nearly everybody', async () => {
    const result = await checkLight(host, genesisFile(first), formatLightBundle(bundle))
    assert.ok(result.ok)
    const { origin, size, index, entry, height, validators, power, totalPower, steps } = result.value
    assert.deepEqual([origin, size, index, height, power, totalPower], [`maru.${chain}`, 7, 3, 30, 30, 30])
    assert.deepEqual(entry, entries[3])
    assert.deepEqual([validators.length, validators.every(({ hasSigned }) => hasSigned)], [3, true])
    assert.equal(steps.length, 3)
  })

  test('names who signed and who did not', async () => {
    const vote = (validator: MadeUpValidator) => (validator === first[0] ? 'absent' : 'block')
    const block = madeUpBlock({ height: 5, validators: first, header: { appHash }, vote })
    const result = await checkLight(
      host,
      genesisFile(first),
      formatLightBundle({ ...bundle, blocks: [block] }),
    )
    assert.ok(result.ok)
    const missing = result.value.validators.filter(({ hasSigned }) => !hasSigned)
    assert.deepEqual([missing.map(({ name }) => name), result.value.power], [['institution 1'], 30])
  })

  test('is checked by later validators too', async () => {
    assert.equal(await judge({}, genesisFile(second)), 'ok')
    assert.equal(await judge({}, genesisFile(third)), 'ok')
  })

  test('is refused when a change of validators is left out, or others are trusted', async () => {
    assert.equal(await judge({ blocks: [blocks[0]!, blocks[2]!] }), 'link-power')
    assert.equal(await judge({ blocks: blocks.slice(1) }), 'link-power')
    assert.equal(await judge({}, genesisFile([madeUpValidator(1)])), 'link-power')
    assert.equal(await judge({}, genesisFile(first, 'other-1')), 'header-chain')
    assert.equal(await judge({}, genesisFile([...first, first[0]!])), 'validators-wrong')
    assert.equal(await judge({}, 'no genesis'), 'light-malformed')
  })

  test('needs two thirds of those trusted before, where CometBFT asks for one', async () => {
    const half = [...first.slice(2), madeUpValidator(10), madeUpValidator(10)]
    const block = madeUpBlock({ height: 15, validators: half, header: { appHash } })
    assert.equal(await judge({ blocks: [block] }), 'link-power')
  })

  test('is refused when checkpoint, entry or place is another', async () => {
    assert.equal(await judge({ blocks: blocks.slice(0, 2) }), 'light-checkpoint')
    assert.equal(await judge({ receipt: receiptOf(3, { origin: 'maru.else' }) }), 'light-checkpoint')
    assert.equal(await judge({ receipt: receiptOf(3, { extra: entries[2]! }) }), 'proof-invalid')
    assert.equal(await judge({ receipt: receiptOf(3).replace('index 3', 'index 2') }), 'proof-invalid')
    assert.equal(await judge({ receipt: receiptOf(3).replace(/extra .*\n/, '') }), 'proof-no-entry')
    assert.equal(await judge({ receipt: 'nothing' }), 'proof-malformed')
  })

  test('is refused when the log has another name than the network', async () => {
    const elsewhere = hash(Buffer.from(checkpointText('maru.else')))
    const block = madeUpBlock({ height: 5, validators: first, header: { appHash: elsewhere } })
    assert.equal(
      await judge({ blocks: [block], receipt: receiptOf(3, { origin: 'maru.else' }) }),
      'light-origin',
    )
  })

  test('is one form of JSON', async () => {
    const text = formatLightBundle(bundle)
    for (const other of [
      '',
      '{}',
      text.slice(1),
      text.replace('light/1', 'light/2'),
      text.replace('"blocks"', '"more":1,"blocks"'),
    ]) {
      const result = await checkLight(host, genesisFile(first), other)
      assert.equal(result.ok ? 'ok' : result.code, 'light-malformed')
    }
  })

  test('that a real network made without Maru is not taken for one', async () => {
    const file = formatLightBundle({ blocks: lightBlocks, receipt: bundle.receipt })
    const { validators, time } = atLightGenesis
    assert.ok(time.seconds > 0)
    const start = genesisFile(validators as MadeUpValidator[], 'light-test-1')
    const result = await checkLight(host, { ...start, genesis_time: '2026-01-01T00:00:00Z' }, file)
    assert.equal(result.ok ? 'ok' : result.code, 'light-checkpoint')
  })
})
