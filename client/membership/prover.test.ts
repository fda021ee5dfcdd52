// The prover's proofs and identities are Semaphore's: its own library takes them, and so does the kernel.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, describe, test } from 'node:test'
import * as fc from 'fast-check'
import { Group } from '@semaphore-protocol/group'
import { Identity } from '@semaphore-protocol/identity'
import { verifyProof } from '@semaphore-protocol/proof'
import { createHost, sha256 } from '@maru/engines/host.ts'
import { bytesToNumber } from '@maru/kernel/membership/numbers.ts'
import { createGroupTree } from '@maru/kernel/membership/tree.ts'
import { scopeBytes } from '@maru/kernel/membership/membership.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import key from '@maru/kernel/membership/verification-key.json' with { type: 'json' }
import theirs from '@zk-kit/semaphore-artifacts/semaphore-24.json' with { type: 'json' }
import { identityOf, identityOfPrivateKey } from './identity.ts'
import { createMemberTransaction } from './member-transaction.ts'
import { nodeProver } from './node-prover.ts'
import { secretToText, textToSecret } from './recovery-secret.ts'

const { verifyMembership } = createHost()

after(async () => {
  await (globalThis as { curve_bn128?: { terminate: () => Promise<void> } }).curve_bn128?.terminate()
})

const secretOf = (name: string): Uint8Array => createHash('sha256').update(name).digest().subarray(0, 16)

describe('a proof', () => {
  const payload = {
    ...{ chain: 'ballot-town', validUntil: 1, service: 'polls', action: 'vote', input: { poll: 3 } },
    salt: new Uint8Array(8),
  }
  const scope = ['poll', 3] as const
  const identities = Array.from({ length: 6 }, (_, at) => identityOf(secretOf(`member ${at}`), payload.chain))

  for (const [size, at] of [
    [1, 0],
    [6, 3],
    [6, 5],
  ] as const) {
    test(`of member ${at} in a group of ${size} is taken by Semaphore's library and by the kernel`, async () => {
      const tree = createGroupTree(identities.slice(0, size).map(({ commitment }) => commitment))
      const { prove } = await nodeProver()
      const bytes = await createMemberTransaction(
        { identity: identities[at]!, path: tree.pathTo(at), scope, payload },
        sha256,
        prove,
      )
      const parsed = parseTransaction(bytes, sha256)
      assert.ok(parsed.ok && parsed.value.membership)
      const { membership } = parsed.value
      assert.equal(bytesToNumber(membership.root), new Group([...tree.leaves]).root)
      const inScope = scopeBytes(sha256, payload.chain, payload.service, scope)
      assert.deepEqual(await verifyMembership([{ ...membership, scope: inScope }]), [true])
      const points = Array.from({ length: 8 }, (_, part) =>
        String(bytesToNumber(membership.proof.subarray(32 * part, 32 * part + 32))),
      )
      assert.ok(
        await verifyProof({
          merkleTreeDepth: 24,
          merkleTreeRoot: String(bytesToNumber(membership.root)),
          nullifier: String(bytesToNumber(membership.nullifier)),
          message: String(bytesToNumber(membership.message)),
          scope: String(bytesToNumber(inScope)),
          points: points as never,
        }),
      )
    })
  }

  test('of somebody who is not in the group proves another root, which no service takes', async () => {
    const { prove } = await nodeProver()
    const tree = createGroupTree(identities.slice(0, 3).map(({ commitment }) => commitment))
    const stranger = { identity: identities[4]!, path: tree.pathTo(1), scope, payload }
    const parsed = parseTransaction(await createMemberTransaction(stranger, sha256, prove), sha256)
    assert.ok(parsed.ok && parsed.value.membership)
    const inScope = scopeBytes(sha256, payload.chain, payload.service, scope)
    assert.deepEqual(await verifyMembership([{ ...parsed.value.membership, scope: inScope }]), [false])
  })
})

test('the pinned verification key is that of the package', () => {
  const hex = (numbers: readonly string[]) =>
    numbers.map((number) => BigInt(number).toString(16).padStart(64, '0')).join('')
  const g1 = ([x, y]: readonly string[]) => hex([x!, y!])
  const g2 = ([x, y]: readonly (readonly string[])[]) => hex([x![1]!, x![0]!, y![1]!, y![0]!])
  const { alpha, beta, gamma, delta, ic } = key
  assert.deepEqual(
    { alpha, beta, gamma, delta, ic },
    {
      alpha: g1(theirs.vk_alpha_1),
      beta: g2(theirs.vk_beta_2),
      gamma: g2(theirs.vk_gamma_2),
      delta: g2(theirs.vk_delta_2),
      ic: theirs.IC.map(g1),
    },
  )
})

describe('an identity', () => {
  test('of a private key is that of @semaphore-protocol/identity', () => {
    const property = fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (privateKey) => {
      const { secretScalar, commitment } = new Identity(privateKey)
      assert.deepEqual(identityOfPrivateKey(privateKey), { secret: secretScalar, commitment })
    })
    fc.assert(property, { seed: 2494, numRuns: 10 })
  })

  test('comes out of the recovery secret and the city, the same each time', () => {
    const secret = secretOf('paper')
    assert.deepEqual(identityOf(secret, 'seoul'), identityOf(Uint8Array.from(secret), 'seoul'))
    assert.notEqual(identityOf(secret, 'seoul').commitment, identityOf(secret, 'busan').commitment)
    assert.notEqual(
      identityOf(secretOf('other paper'), 'seoul').commitment,
      identityOf(secret, 'seoul').commitment,
    )
  })
})

describe('a recovery secret', () => {
  const secret = fc.uint8Array({ minLength: 16, maxLength: 16 })

  test('is read back from its text, however that is written', () => {
    const property = fc.property(secret, (bytes) => {
      const text = secretToText(bytes)
      assert.match(text, /^(?:[0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
      for (const written of [text, text.toLowerCase(), text.replaceAll('-', ' '), text.replaceAll('0', 'O')])
        assert.deepEqual(textToSecret(written), bytes)
    })
    fc.assert(property, { seed: 32, numRuns: 100 })
  })

  test('with a letter that is wrong, missing or too many is none', () => {
    const property = fc.property(secret, fc.nat(38), fc.nat(31), (bytes, at, other) => {
      const text = secretToText(bytes)
      const letter = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[other]!
      fc.pre(text[at] !== '-' && text[at] !== letter)
      assert.equal(textToSecret(text.slice(0, at) + letter + text.slice(at + 1)), undefined)
      assert.equal(textToSecret(text.slice(0, at) + text.slice(at + 1)), undefined)
      assert.equal(textToSecret(text + letter), undefined)
    })
    fc.assert(property, { seed: 33, numRuns: 100 })
  })
})
