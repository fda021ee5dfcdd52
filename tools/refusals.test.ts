import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readRefusals } from './refusals.ts'

const root = join(import.meta.dirname, '..')
const services = join(root, 'services')

test('the API lists the refusals that each action can give now', () => {
  const listed = JSON.parse(readFileSync(join(root, 'server/generated/refusals-by-action.json'), 'utf8'))
  assert.deepEqual(listed, readRefusals(services), 'run: node tools/write-refusals.mjs')
})

test('every refusal of a vector is among those of its action', () => {
  const refusals = readRefusals(services)
  let checked = 0
  for (const file of globSync('*/vectors/*.json', { cwd: services })) {
    const [service = '', , name = ''] = file.split(/[/\\]/)
    const own = refusals[`${service}.${name.slice(0, -'.json'.length)}`] ?? []
    for (const [, code = ''] of readFileSync(join(services, file), 'utf8').matchAll(
      /"refusal": ?"([^"]+)"/g,
    )) {
      // What any transaction can be refused for is the kernel's.
      if (!/^T\d/.test(code)) assert.ok(own.includes(code), `${file}: ${code}`)
      checked++
    }
  }
  assert.ok(checked > 100)
})

test('a refusal of another action of the same service is not among them', () => {
  const refusals = readRefusals(services)
  assert.ok(!refusals['proposals.support-proposal']!.includes('P7-not-author'))
  assert.ok(refusals['proposals.open-proposal']!.includes('P2-title-length'))
})
