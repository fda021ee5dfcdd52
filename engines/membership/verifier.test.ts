// Proofs are checked off the main thread, many at once, and the thread lets the process end.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import semaphore from '@maru/kernel/membership/vectors/semaphore-proofs.json' with { type: 'json' }
import { createMembershipVerifier } from './verifier.ts'

const checks = semaphore.vectors.map(({ root, nullifier, message, scope, proof }) => ({
  root: hexToBytes(root),
  nullifier: hexToBytes(nullifier),
  message: hexToBytes(message),
  scope: hexToBytes(scope),
  proof: hexToBytes(proof),
}))

test('each of many askers gets its own answer, and the main thread goes on meanwhile', async () => {
  const verify = createMembershipVerifier()
  let turns = 0
  const beat = setInterval(() => turns++, 1)
  const asked = Array.from({ length: 120 }, (_, at) => {
    const check = checks[at % checks.length]!
    return at % 50 === 7 ? { ...check, message: check.scope } : check
  })
  const answers = await Promise.all(asked.map((check) => verify([check])))
  clearInterval(beat)
  assert.deepEqual(
    answers.flatMap(([valid], at) => (valid ? [] : [at])),
    [7, 57, 107],
  )
  assert.ok(turns > 20, `${turns} turns of the main thread`)
})

test('the thread goes on for the next that asks, and an empty list needs no proof', async () => {
  const verify = createMembershipVerifier()
  for (const check of checks.slice(0, 3)) assert.deepEqual(await verify([check]), [true])
  assert.deepEqual(await verify([]), [])
})

test('a process that has checked a proof ends by itself', () => {
  const script = `
    import { createMembershipVerifier } from './verifier.ts'
    const zeros = (size) => new Uint8Array(size)
    const check = { root: zeros(32), nullifier: zeros(32), message: zeros(32), scope: zeros(32), proof: zeros(256) }
    console.log(await createMembershipVerifier()([check]))`
  const options = { cwd: import.meta.dirname, encoding: 'utf8', timeout: 60_000 } as const
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], options)
  assert.equal(said.trim(), '[ false ]')
})
