// Runs every vectors/<action>.json; what stands in them is said in vectors/README.md.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, test } from 'node:test'
import { services } from './index.ts'
import { runVector, type Vector } from './made-up.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8')
const casesOf = (service: string, action: string) =>
  JSON.parse(read(`${service}/vectors/${action}.json`)) as readonly Vector[]

for (const { name, actions } of services) {
  for (const action of Object.keys(actions)) {
    describe(`${name}: ${action}`, () => {
      for (const vector of casesOf(name, action)) {
        test(`${vector.rule}: ${vector.title}`, () => {
          assert.equal(`${vector.action.service}/${vector.action.action}`, `${name}/${action}`)
          run(vector)
        })
      }
    })
  }

  test(`${name}: every rule has a vector or a test, and every vector an action`, () => {
    const rules = [...read(`${name}/README.md`).matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, rule]) => rule)
    const vectors = Object.keys(actions).flatMap((action) => casesOf(name, action))
    const tests = globSync(`${name}/**/*.test.ts`, { cwd: import.meta.dirname })
      .map(read)
      .join()
    const named = new Set([...vectors.map(({ rule }) => rule), ...(tests.match(/\b[A-Z]\d+\b/g) ?? [])])
    assert.ok(rules.length > 0)
    assert.deepEqual(
      rules.filter((rule) => !named.has(rule as string)),
      [],
    )
    const files = globSync(`${name}/vectors/*.json`, { cwd: import.meta.dirname })
    assert.deepEqual(files.map((file) => basename(file, '.json')).sort(), Object.keys(actions).sort())
  })
}

function run(vector: Vector): void {
  const { receipt, rootBefore, stateRoot, resolve } = runVector(hash, vector)
  const outcome = 'events' in receipt ? receipt : { refusal: receipt.refusal.code }
  assert.deepEqual(outcome, resolve(vector.expect))
  if ('refusal' in vector.expect) assert.equal(stateRoot, rootBefore, 'a refusal leaves the state as it was')
  assert.equal(vector.stateRoot, stateRoot, 'the state root')
}
