import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { dayMs } from '../days.ts'
import { createMadeUpCity } from '../made-up.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const account = { account: 'ana' }
const note = { by: 'registrar', service: 'residents', action: 'leave-city', input: { account } }
const restore = { ...note, action: 'restore-resident', input: { account, reason: 'mistake' } }

/** What timers said in a block that stands so long after the genesis. */
const said = (city: ReturnType<typeof createMadeUpCity>, at: number) => {
  city.act({
    by: 'registrar',
    service: 'residents',
    action: 'suspend-resident',
    input: { account: { account: 'ben' }, reason: 'under-review' },
    at,
  })
  return city.timerEvents().map(([service, event, data]) => [service, event, data['author']])
}

test('R7: what the registrar noted destroys texts five days later', () => {
  const city = createMadeUpCity(hash)
  city.enrol('ana')
  city.act({ ...note, at: 10_000 })
  assert.deepEqual(said(city, 10_000 + 5 * dayMs - 1), [])
  assert.deepEqual(said(city, 10_000 + 5 * dayMs), [['residents', 'texts-erased', city.keyId('ana')]])
})

test('R7: who was restored by then keeps them, also when a second leaving follows', () => {
  const city = createMadeUpCity(hash)
  city.enrol('ana')
  city.act({ ...note, at: 10_000 })
  city.act({ ...restore, at: 20_000 })
  city.act({ ...note, at: 2 * dayMs })
  assert.deepEqual(said(city, 10_000 + 5 * dayMs), [])
  city.act({ ...restore, at: 6 * dayMs })
  assert.deepEqual(said(city, 8 * dayMs), [])
})
