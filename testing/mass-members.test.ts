// What stands in for proofs in mass tests binds what a proof binds, and no real host takes it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHost, sha256 } from '@maru/engines/host.ts'
import { scopeBytes } from '@maru/kernel/membership/membership.ts'
import { createGroupTree } from '@maru/kernel/membership/tree.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { createMassHost, createMassTransaction, massIdentity } from './mass-members.ts'

test('a code for a proof holds for one act in one scope, before the host of mass tests only', async () => {
  const identities = Array.from({ length: 5 }, (_, number) => massIdentity(number, 'mass-town'))
  const tree = createGroupTree(identities.map(({ commitment }) => commitment))
  const payload = { chain: 'mass-town', validUntil: 1, service: 'polls', action: 'vote', input: {} }
  const transaction = createMassTransaction({
    identity: identities[2]!,
    path: tree.pathTo(2),
    scope: ['poll', 1],
    payload: { ...payload, salt: new Uint8Array(8) },
  })
  const parsed = parseTransaction(transaction, sha256)
  assert.ok(parsed.ok && parsed.value.membership)
  const check = { ...parsed.value.membership, scope: scopeBytes(sha256, 'mass-town', 'polls', ['poll', 1]) }
  const another = { ...check, scope: scopeBytes(sha256, 'mass-town', 'polls', ['poll', 2]) }
  const changed = { ...check, message: sha256(check.message) }
  assert.deepEqual(await createMassHost().verifyMembership([check, another, changed]), [true, false, false])
  assert.deepEqual(await createHost().verifyMembership([check]), [false])
})
