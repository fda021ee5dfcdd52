// R15: the institutions that run a city give and take roles as the mayor does.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { createGoverned } from '../governance/made-up-decision.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())

test('R15: a new mayor, and then none but this one', () => {
  const city = createGoverned(hash)
  const [old, next] = [{ account: 'mayor' }, { account: 'registrar' }]
  const rolesOf = (account: object) =>
    (city.query('residents', 'account', { account }) as { roles: string[] }).roles
  city.pass({ kind: 'give-role', account: next, role: 'mayor' })
  city.pass({ kind: 'take-role', account: old, role: 'mayor' })
  city.wait()
  assert.deepEqual([rolesOf(old), [...rolesOf(next)].sort()], [[], ['mayor', 'registrar']])
  assert.deepEqual(
    city.timerEvents().map(([service, event]) => `${service}.${event}`),
    ['governance.role-taken', 'governance.change-in-force', 'residents.role-revoked'],
  )
})
