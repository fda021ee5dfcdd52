// No byte of a light block counts for nothing: with any one changed it is refused, as text and as what it says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, asyncProperty, nat, property } from 'fast-check'
import { formatInstant, parseInstant } from './time.ts'
import { lightBlockToJson, parseLightBlock } from './json.ts'
import { type LightBlock, oneThird, verifyStep } from './light-client.ts'
import { atLightGenesis, lightBlocks } from '@maru/testing/light-blocks.ts'
import { host } from '@maru/testing/made-up-chain.ts'

const holds = async (json: unknown): Promise<boolean> => {
  const block = parseLightBlock(json)
  return block.ok && (await verifyStep(host, atLightGenesis, block.value, { trustLevel: oneThird })).ok
}

const block = lightBlocks[4]!
const text = JSON.stringify(lightBlockToJson(block))

test('the block itself holds', async () => assert.ok(await holds(JSON.parse(text))))

test('a flipped bit of the text', () =>
  check(
    asyncProperty(nat(text.length - 1), nat(6), async (at, bit) => {
      const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit))
      let json: unknown
      try {
        json = JSON.parse(text.slice(0, at) + flipped + text.slice(at + 1))
      } catch {
        return
      }
      assert.ok(!(await holds(json)), `${text.slice(at - 20, at)}[${flipped}]`)
    }),
    { numRuns: 600 },
  ))

/** Every number, string and byte string in a value, by its path. */
const leavesOf = (
  value: unknown,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] => {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}

const changed = (value: unknown, [key, ...path]: readonly (string | number)[], at: number): unknown => {
  if (key !== undefined) {
    const inner = changed((value as never)[key], path, at)
    return Array.isArray(value) ? value.with(Number(key), inner) : { ...(value as object), [key]: inner }
  }
  if (value instanceof Uint8Array) {
    const bytes = Uint8Array.from(value.length > 0 ? value : [0])
    bytes[at % bytes.length]! ^= 1 << (at % 8)
    return bytes
  }
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  return value === undefined ? null : `${value as string}x`
}

test('every field that was changed is found', async () => {
  for (const path of leavesOf(block))
    for (const at of [0, 7, 100]) {
      const other = changed(block, path, at) as LightBlock
      const result = await verifyStep(host, atLightGenesis, other, { trustLevel: oneThird })
      assert.ok(!result.ok, path.join('.'))
    }
})

test('only one way to write a number, a hash, a key, a time', async () => {
  const json = lightBlockToJson(block)
  const { header, commit } = json
  const others: unknown[] = [
    { ...json, header: { ...header, height: `0${header.height}` } },
    { ...json, header: { ...header, height: Number(header.height) } },
    { ...json, header: { ...header, app_hash: header.app_hash.toLowerCase().replace(/^0/, 'a') } },
    { ...json, header: { ...header, data_hash: header.data_hash.toLowerCase() } },
    { ...json, header: { ...header, time: header.time.replace('Z', '0Z') } },
    { ...json, header: { ...header, time: header.time.replace('Z', '+00:00') } },
    { ...json, header: { ...header, version: { block: '11', app: '0' } } },
    { ...json, header: { ...header, more: '' } },
    { ...json, commit: { ...commit, signatures: [...commit.signatures, { block_id_flag: 1 }] } },
    { ...json, commit: { ...commit, signatures: [] } },
    {
      ...json,
      validators: json.validators.map((each) => ({ ...each, voting_power: `${each.voting_power}.0` })),
    },
    { ...json, validators: Array.from({ length: 1001 }, () => json.validators[0]) },
    null,
    [],
    'text',
  ]
  for (const other of others) assert.ok(!(await holds(other)), JSON.stringify(other)?.slice(0, 80))
})

test('times are what the language itself makes of them', () =>
  check(
    property(nat(4_000_000_000), nat(999), (seconds, ms) => {
      const text = formatInstant({ seconds, nanos: ms * 1_000_000 })
      assert.equal(Date.parse(text), seconds * 1000 + ms)
      assert.deepEqual(parseInstant(text), { seconds, nanos: ms * 1_000_000 })
      assert.equal(text.slice(0, 19), new Date(seconds * 1000).toISOString().slice(0, 19))
    }),
  ))
