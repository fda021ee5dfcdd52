// A member takes a side with a real proof: once, in one debate, the side that was proven, and anyone recounts it.
import assert from 'node:assert/strict'
import { after as atEnd, before, describe, test } from 'node:test'
import { dev } from '@maru/cities/dev.ts'
import { developmentSigner } from '@maru/client/keys.ts'
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

const { debates } = dev.parameters
const from = debates!['anonymousOpinions']![0]![0]
const always = (value: number): [string, number][] => [[from, value]]
const numbers = { ...debates, anonymousOpinions: always(1), sidesShownFrom: always(1) }

interface Shown {
  readonly for: number | null
  readonly against: number | null
  readonly participants: number
}

describe('a side by proof', () => {
  let city: TestCity
  let proofs: { readonly first: Uint8Array; readonly second: Uint8Array }
  const secret = new Uint8Array(16).fill(7)

  before(async () => {
    city = await openTestCity({ city: { ...dev, parameters: { ...dev.parameters, debates: numbers } } })
    const { chain } = city.genesis
    const [ana, ben] = await city.enrol(2)
    for (const [at, each] of [ana!, ben!].entries()) {
      const { commitment } = identityOf(secret.with(0, at), chain)
      const identity = newIdentity(each, chain, numberToBytes(commitment), ['city'])
      const { proof: _proof, ...given } = identity
      recordedOf(await city.act(registrar, 'residents', 'set-identity', { account: each.keyId, ...given }))
    }
    for (const _ of [1, 2])
      recordedOf(
        await city.act(developmentSigner('mayor'), 'debates', 'open-debate', { content: new Uint8Array(32) }),
      )
    const { members } = city.query('debates', 'debate', { debate: 1 }) as {
      members: { group: string; root: string; version: number }
    }
    const tree = await readGroup(members, (group, after) =>
      Promise.resolve(
        (city.query('residents', 'group-changes', { group, after }) as { changes: GroupChange[] }).changes,
      ),
    )
    const { prove } = await nodeProver()
    const proofOf = async (input: { debate: number; side: string; sequence: number }) => {
      const wish = { service: 'debates', action: 'take-side', input }
      const payload = { chain, validUntil: city.now() + 300_000, ...wish, salt: new Uint8Array(8) }
      const identity = identityOf(secret.with(0, 1), chain)
      const made = { identity, path: pathOf(tree, identity), scope: ['debate', 1], payload }
      return createMemberTransaction(made, sha256, prove)
    }
    proofs = {
      first: await proofOf({ debate: 1, side: 'for', sequence: 1 }),
      second: await proofOf({ debate: 1, side: 'against', sequence: 2 }),
    }
  })
  atEnd(() => city.close())

  const shown = (): Shown => city.query('debates', 'debate', { debate: 1 }) as Shown

  /** The proof as it is, over other words. */
  const withInput = (input: object): Uint8Array => {
    const [header, unprotected, payload, proof] = decode(proofs.first) as [
      Uint8Array,
      object,
      Uint8Array,
      Uint8Array,
    ]
    const fields = decode(payload) as unknown[]
    return encode([header, unprotected, encode(fields.with(4, input)), proof])
  }

  test('a proof for another debate, another side or another number is refused: T20', async () => {
    for (const input of [
      { debate: 2, side: 'for', sequence: 1 },
      { debate: 1, side: 'against', sequence: 1 },
      { debate: 1, side: 'for', sequence: 2 },
    ])
      assert.equal(await city.submit(withInput(input)), 'T20-bad-membership-proof')
    const damaged = proofs.first.with(proofs.first.length - 1, proofs.first.at(-1)! ^ 1)
    assert.equal(await city.submit(damaged), 'T20-bad-membership-proof')
  })

  test('two sides of one member at the same moment are one participant, and the later number counts', async () => {
    const answers = await Promise.all([
      city.submit(proofs.first),
      city.submit(proofs.first),
      city.submit(proofs.second),
    ])
    assert.equal(answers.filter((answer) => answer === 'T6-replayed').length, 1)
    const { for: inFavour, against, participants } = shown()
    assert.deepEqual([inFavour, against, participants], [0, 1, 1])
  })

  test('whoever recounts the log checks the proofs, and comes to the same', async () => {
    const ask = await recountCity(city)
    assert.deepEqual(ask('debates', 'debate', { debate: 1 }), shown())
  })
})
