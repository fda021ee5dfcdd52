// Runs every vectors/<action>.json; what stands in them is said in vectors/README.md.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, test } from 'node:test'
import { services } from './index.ts'
import { createMadeUpCity, type Step } from './made-up.ts'

interface Case {
  readonly rule: string
  readonly title: string
  readonly residents?: readonly string[]
  readonly before?: readonly Step[]
  readonly action: Step
  readonly expect: { readonly events: readonly unknown[] } | { readonly refusal: string }
  readonly stateRoot?: string
}

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8')
const casesOf = (service: string, action: string) =>
  JSON.parse(read(`${service}/vectors/${action}.json`)) as readonly Case[]

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

function run({ residents = [], before = [], action, expect, stateRoot }: Case): void {
  const city = createMadeUpCity(hash)
  for (const resident of residents) assert.ok('events' in city.enrol(resident), resident)
  for (const step of before) {
    const receipt = city.act(step)
    assert.ok('events' in receipt, `${step.action}: ${JSON.stringify(receipt)}`)
  }
  const rootBefore = city.stateRoot()
  const receipt = city.act(action)
  const outcome = 'events' in receipt ? receipt : { refusal: receipt.refusal.code }
  assert.deepEqual(outcome, city.resolve(expect))
  if ('refusal' in expect) assert.equal(city.stateRoot(), rootBefore, 'a refusal leaves the state as it was')
  assert.equal(stateRoot, city.stateRoot(), 'the state root')
}
