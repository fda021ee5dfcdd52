// Signatures are checked off the main thread, each asker gets its own answer, and nothing hangs on one thread or library.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import * as fc from 'fast-check'
import { developmentSigner } from '@maru/client/keys.ts'
import type { Algorithm, SignatureCheck } from '@maru/kernel/crypto/host.ts'
import { packChecks, unpackChecks } from './batch-bytes.ts'
import { startThread, type Thread } from './threads.ts'
import { createSignatureVerifier } from './verifier.ts'

const signer = developmentSigner('ana')
const checkOf = (number: number): SignatureCheck => {
  const message = Buffer.from(`vote ${number}`)
  return { algorithm: 'Ed25519', publicKey: signer.publicKey, message, signature: signer.sign(message) }
}

const es256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const es256CheckOf = (number: number): SignatureCheck => {
  const message = Buffer.from(`vote ${number}`)
  const publicKey = es256.publicKey.export({ format: 'der', type: 'spki' }).subarray(-65)
  const signature = sign('sha256', message, { key: es256.privateKey, dsaEncoding: 'ieee-p1363' })
  return { algorithm: 'ES256', publicKey, message, signature }
}

test('each of many askers gets its own answer, soon from other threads than the main one', async () => {
  const verify = createSignatureVerifier(2)
  const checks = Array.from({ length: 600 }, (_, number) => {
    const check = number % 5 === 0 ? es256CheckOf(number) : checkOf(number)
    return number % 100 === 7 ? { ...check, message: Buffer.from('another') } : check
  })
  const givenUpAt = Date.now() + 30_000
  let isElsewhere = false
  // The first are checked here, until a thread has started.
  while (!isElsewhere && Date.now() < givenUpAt) {
    const [all, main] = [process.cpuUsage(), process.threadCpuUsage()]
    const answers = await Promise.all(checks.map(verify))
    isElsewhere = 3 * process.threadCpuUsage(main).user < process.cpuUsage(all).user
    assert.deepEqual(
      answers.flatMap((valid, at) => (valid ? [] : [at])),
      [7, 107, 207, 307, 407, 507],
    )
  }
  assert.ok(isElsewhere)
})

test('one alone is answered, and one of another length than its algorithm’s is refused', async () => {
  const verify = createSignatureVerifier(1)
  const check = checkOf(1)
  assert.equal(await verify(check), true)
  assert.equal(await verify({ ...check, signature: check.signature.subarray(1) }), false)
  assert.equal(await verify({ ...check, publicKey: check.publicKey.subarray(1) }), false)
  assert.equal(await verify({ ...check, algorithm: 'ES256' }), false)
})

const readiness = async (thread: Thread): Promise<void> => {
  const givenUpAt = Date.now() + 30_000
  while (!thread.isReady()) {
    assert.ok(Date.now() < givenUpAt, 'the thread did not start')
    await setTimeout(1)
  }
}

test('what a thread has not answered when it ends is answered all the same', async () => {
  const source = `
    import { parentPort } from 'node:worker_threads'
    let batches = 0
    parentPort.on('message', () => batches++ === 0 ? parentPort.postMessage(Uint8Array.of(1)) : unknown())
    parentPort.postMessage(Uint8Array.of())`
  let ends = 0
  const thread = startThread(() => ends++, new URL(`data:text/javascript,${encodeURIComponent(source)}`))
  await readiness(thread)
  const ask = (check: SignatureCheck): Promise<boolean> =>
    new Promise((answer) => thread.send([{ check, answer }]))
  const forged = { ...checkOf(2), message: Buffer.from('another') }
  assert.deepEqual(await Promise.all([checkOf(0), checkOf(1), forged, es256CheckOf(3)].map(ask)), [
    true,
    true,
    false,
    true,
  ])
  assert.equal(ends, 1)
})

test('checks arrive at a thread as they were sent', () => {
  const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size })
  const anyCheck = (algorithm: Algorithm, keySize: number): fc.Arbitrary<SignatureCheck> =>
    fc
      .tuple(bytes(keySize), fc.uint8Array({ maxLength: 500 }), bytes(64))
      .map(([publicKey, message, signature]) => ({ algorithm, publicKey, message, signature }))
  const anyChecks = fc.array(fc.oneof(anyCheck('Ed25519', 32), anyCheck('ES256', 65)), { maxLength: 20 })
  fc.assert(
    fc.property(anyChecks, (checks) => {
      assert.deepEqual(unpackChecks(packChecks(checks)), checks)
    }),
  )
})

test('a system without libsodium checks by OpenSSL alone', async () => {
  const thread = startThread(() => assert.fail('it ended'), new URL('no-sodium-child.ts', import.meta.url))
  await readiness(thread)
  const forged = { ...checkOf(1), message: Buffer.from('another') }
  const answers = new Promise<boolean[]>((resolve) => {
    const said: boolean[] = []
    const answer = (valid: boolean): void => {
      if (said.push(valid) === 3) resolve(said)
    }
    thread.send([checkOf(0), forged, es256CheckOf(2)].map((check) => ({ check, answer })))
  })
  assert.deepEqual(await answers, [true, false, true])
})

test('a process that has checked signatures ends by itself', () => {
  const script = `
    import { developmentSigner } from '@maru/client/keys.ts'
    import { createSignatureVerifier } from './verifier.ts'
    const { publicKey, sign } = developmentSigner('ana')
    const message = Buffer.from('vote')
    const check = { algorithm: 'Ed25519', publicKey, message, signature: sign(message) }
    console.log(await createSignatureVerifier()(check))`
  const options = { cwd: import.meta.dirname, encoding: 'utf8', timeout: 60_000 } as const
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], options)
  assert.equal(said.trim(), 'true')
})
