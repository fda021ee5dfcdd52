// A member supports with a real proof: once, for one proposal, with the words that were proven, and anyone recounts it.
import assert from 'node:assert/strict'
import { after as atEnd, before, describe, test } from 'node:test'
import { dev } from '@maru/cities/dev.ts'
import { identityOf } from '@maru/client/membership/identity.ts'
import { createMemberTransaction } from '@maru/client/membership/member-transaction.ts'
import { nodeProver } from '@maru/client/membership/node-prover.ts'
import { newIdentity } from '@maru/client/new-key.ts'
import { sha256 } from '@maru/engines/host.ts'
import { decode, encode } from '@maru/kernel/codec/cbor.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { openTestCity, recordedOf, registrar, type TestCity } from '../city.ts'
import { pathOf, readGroup, type GroupChange } from '../group-tree.ts'
import { recountCity } from '../recount-city.ts'

const { proposals } = dev.parameters
const from = proposals!['anonymousSupports']![0]![0]
const numbers = { ...proposals, anonymousSupports: [[from, 1] as [string, number]] }

describe('supports by proof', () => {
  let city: TestCity
  let bytes: Uint8Array
  const secret = new Uint8Array(16).fill(7)
  const wish = { service: 'proposals', action: 'support-proposal', input: { proposal: 1, sequence: 1 } }

  before(async () => {
    city = await openTestCity({ city: { ...dev, parameters: { ...dev.parameters, proposals: numbers } } })
    const { chain } = city.genesis
    const [ana, ben] = await city.enrol(2)
    for (const [at, each] of [ana!, ben!].entries()) {
      const { commitment } = identityOf(secret.with(0, at), chain)
      const identity = newIdentity(each, chain, numberToBytes(commitment), ['city'])
      const { proof: _proof, ...given } = identity
      recordedOf(await city.act(registrar, 'residents', 'set-identity', { account: each.keyId, ...given }))
    }
    await city.openProposal(ana!)
    await city.openProposal(ana!)
    const { members } = city.query('proposals', 'proposal', { proposal: 1 }) as {
      members: { group: string; root: string; version: number }
    }
    const tree = await readGroup(members, (group, after) =>
      Promise.resolve(
        (city.query('residents', 'group-changes', { group, after }) as { changes: GroupChange[] }).changes,
      ),
    )
    const { prove } = await nodeProver()
    const payload = { chain, validUntil: city.now() + 300_000, ...wish, salt: new Uint8Array(8) }
    const identity = identityOf(secret.with(0, 1), chain)
    const made = { identity, path: pathOf(tree, identity), scope: ['proposal', 1], payload }
    bytes = await createMemberTransaction(made, sha256, prove)
  })
  atEnd(() => city.close())

  /** The proof as it is, over other words. */
  const withInput = (input: object): Uint8Array => {
    const [header, unprotected, payload, proof] = decode(bytes) as [
      Uint8Array,
      object,
      Uint8Array,
      Uint8Array,
    ]
    const fields = decode(payload) as unknown[]
    return encode([header, unprotected, encode(fields.with(4, input)), proof])
  }

  test('a proof for another proposal, or of other words, is refused: T20', async () => {
    assert.equal(await city.submit(withInput({ proposal: 2, sequence: 1 })), 'T20-bad-membership-proof')
    assert.equal(await city.submit(withInput({ proposal: 1, sequence: 2 })), 'T20-bad-membership-proof')
    const damaged = bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1)
    assert.equal(await city.submit(damaged), 'T20-bad-membership-proof')
  })

  test('the same proof at the same moment twice counts once', async () => {
    const answers = await Promise.all([city.submit(bytes), city.submit(bytes)])
    assert.deepEqual(
      answers.filter((answer) => typeof answer === 'string'),
      ['T6-replayed'],
    )
    assert.equal((city.query('proposals', 'proposal', { proposal: 1 }) as { supports: number }).supports, 1)
  })

  test('whoever recounts the log checks the proof, and comes to the same', async () => {
    const ask = await recountCity(city)
    assert.equal((ask('proposals', 'proposal', { proposal: 1 }) as { supports: number }).supports, 1)
  })
})
