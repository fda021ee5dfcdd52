// A member acts without a key: what the transaction binds, what is refused before and by execution, and who acted.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { sha256 as hash } from '@maru/engines/host.ts'
import { executeBlock, executeGenesis } from '../block.ts'
import { decode, encode, type CborValue } from '../codec/cbor.ts'
import { bytesToHex } from '../codec/hex.ts'
import { checkSignatures } from '../cosignatures.ts'
import type { MembershipCheck } from '../crypto/host.ts'
import type { Receipt } from '../execute.ts'
import { createRules } from '../rules.ts'
import { refuse, serviceKit, type Service } from '../service.ts'
import { createPageMemory } from '../state-tree/page-memory.ts'
import { createStateTree } from '../state-tree/tree.ts'
import { account, uint } from '../state/key.ts'
import { createMemoryStore } from '../state/memory-store.ts'
import { table } from '../state/table.ts'
import { parseTransaction, prepareMembership, signatureInput, type Transaction } from '../transaction.ts'
import { fieldOrder, groupOrder, numberToBytes } from './numbers.ts'

const root = numberToBytes(groupOrder - 1n)
const tables = { voices: table<{ readonly choice: number; readonly turn: number }>()([uint, account]) }
const { action } = serviceKit<typeof tables, { readonly [name: string]: never }, object>()

/** One voice in each ballot, which may be changed by a later turn. */
const vote = action({
  input: z.strictObject({ ballot: z.int().min(1), choice: z.int().min(0), turn: z.int().min(1) }),
  summary: 'Vote, or vote anew.',
  example: { ballot: 1, choice: 0, turn: 1 },
  membership: { scope: ({ ballot }) => ['ballot', ballot] },
  check: ({ tables: { voices }, actor, member }, { ballot, turn }) => {
    if (member?.root !== bytesToHex(root)) return refuse('B1-not-of-this-group')
    return turn <= (voices.get([ballot, actor])?.turn ?? 0) ? refuse('B2-voted-already') : undefined
  },
  apply: ({ tables: { voices }, actor, emit }, { ballot, choice, turn }) => {
    voices.put([ballot, actor], { choice, turn })
    emit('voted', { by: actor })
  },
})
const close = action({
  input: z.strictObject({}),
  summary: 'Close all ballots.',
  example: {},
  check: () => undefined,
  apply: () => undefined,
})
const ballots: Service = {
  name: 'ballots',
  tables,
  parameters: {},
  actions: { vote, close },
  queries: {},
  timers: {},
  answers: {},
}
const rules = createRules([ballots], hash)

interface Ballot {
  readonly action?: string
  readonly service?: string
  readonly input?: CborValue
  readonly by?: number
  readonly of?: Uint8Array
  readonly proof?: Uint8Array
  readonly validUntil?: number
}

const cast = (ballot: Ballot): Uint8Array => {
  const { service = 'ballots', action: name = 'vote', by = 1, of = root, validUntil = 100_000 } = ballot
  const { input = { ballot: 1, choice: 0, turn: 1 }, proof = new Uint8Array(256) } = ballot
  const payload = { chain: 'ballot-town', validUntil, service, action: name, input, salt: new Uint8Array(8) }
  return prepareMembership({ root: of, nullifier: numberToBytes(BigInt(by)) }, payload, hash).finish(proof)
}
const parsed = (bytes: Uint8Array): Transaction => {
  const result = parseTransaction(bytes, hash)
  assert.ok(result.ok, result.ok ? '' : result.refusal.code)
  return result.value
}
const codeOf = (bytes: Uint8Array): string => {
  const result = parseTransaction(bytes, hash)
  return result.ok ? 'taken' : result.refusal.code
}

describe('the bytes', () => {
  test('say root, nullifier and proof, and what the proof has to be of: all the rest', () => {
    const bytes = cast({ by: 7 })
    const { check, membership, keyId, service, input } = parsed(bytes)
    assert.equal(check, undefined)
    assert.deepEqual([service, input], ['ballots', { ballot: 1, choice: 0, turn: 1 }])
    assert.deepEqual(membership?.root, root)
    assert.deepEqual(membership.nullifier, numberToBytes(7n))
    const [header, , payload] = decode(bytes) as [Uint8Array, unknown, Uint8Array]
    assert.deepEqual(membership.message, hash(signatureInput(header, payload)))
    assert.match(keyId, /^[0-9a-f]{40}$/)
  })

  test('with any one byte changed are refused, or want a proof of something else', () => {
    const bytes = cast({})
    const { membership } = parsed(bytes)
    const signed = bytes.length - 256
    for (let at = 0; at < signed; at++) {
      const other = parseTransaction(bytes.with(at, bytes[at]! ^ 1), hash)
      assert.ok(
        !other.ok || other.value.check || differs(other.value.membership?.message, membership?.message),
      )
    }
  })

  const [header] = decode(cast({})) as [Uint8Array]
  const framed = (head: Uint8Array, size = 256): Uint8Array => {
    const [, , payload] = decode(cast({})) as Uint8Array[]
    return encode([head, {}, payload, new Uint8Array(size)])
  }
  const proofWith = (number: bigint): Uint8Array =>
    Uint8Array.of(...new Uint8Array(224), ...numberToBytes(number))
  const cases: readonly (readonly [title: string, code: string, bytes: Uint8Array])[] = [
    ['a proof that is too short', 'T14-unsupported-key', framed(header, 255)],
    ['a proof that is too long', 'T14-unsupported-key', framed(header, 257)],
    ['a signature of a key in its place', 'T14-unsupported-key', framed(header, 64)],
    ['another private algorithm', 'T14-unsupported-key', framed(header.with(6, 1))],
    ['a nullifier that is missing', 'T14-unsupported-key', framed(header.subarray(0, 42))],
    ['a root of the order', 'T19-proof-not-canonical', cast({ of: numberToBytes(groupOrder) })],
    ['a nullifier of 2^256 - 1', 'T19-proof-not-canonical', cast({ by: -1 })],
    ['a coordinate of the field', 'T19-proof-not-canonical', cast({ proof: proofWith(fieldOrder) })],
    ['a coordinate just below it', 'taken', cast({ proof: proofWith(fieldOrder - 1n) })],
  ]
  for (const [title, code, bytes] of cases) test(`${title}: ${code}`, () => assert.equal(codeOf(bytes), code))
})

describe('before execution', () => {
  const judge = async (ballot: Ballot, holds = true) => {
    const asked: MembershipCheck[] = []
    const verifiers = {
      verifySignature: () => Promise.resolve(false),
      verifyMembership: (checks: readonly MembershipCheck[]) => {
        asked.push(...checks)
        return Promise.resolve(checks.map(() => holds))
      },
    }
    return { code: await checkSignatures(rules, verifiers, parsed(cast(ballot))), asked }
  }

  test('the proof is held against the scope that the action says, and nobody sends', async () => {
    const { code, asked } = await judge({ input: { ballot: 12, choice: 3, turn: 9 } })
    assert.equal(code, undefined)
    assert.deepEqual(asked[0]?.scope, hash(encode(['ballot-town', 'ballots', 'ballot', 12])))
  })

  test('a proof that does not hold is T20', async () =>
    assert.equal((await judge({}, false)).code, 'T20-bad-membership-proof'))

  const scopeless: { readonly [code: string]: Ballot } = {
    'T10-unknown-action': { action: 'count' },
    'T11-input-malformed': { input: { ballot: 0 } },
    'T22-not-for-members': { action: 'close', input: {} },
  }
  for (const [code, ballot] of Object.entries(scopeless)) {
    test(`what has no scope has no author: ${code}`, async () => {
      const { code: found, asked } = await judge(ballot)
      assert.equal(found, code)
      assert.deepEqual(asked, [])
    })
  }
})

describe('in execution', () => {
  const open = () => {
    const view = createMemoryStore()
    const pages = createPageMemory()
    const tree = createStateTree({ hash, store: pages })
    const place = { time: 0, services: ['ballots'], setup: {}, parameters: {} }
    const genesis = {
      chain: 'ballot-town',
      name: { en: 'Ballot Town' },
      languages: ['en' as const],
      ...place,
    }
    const start = executeGenesis(rules, tree, genesis)
    view.apply(start.changes)
    pages.write(start.pages)
    let height = 0
    return (ballot: Ballot): Receipt => {
      const chain = { rules, view, tree, height, time: height * 1_000 }
      const block = executeBlock(chain, ++height * 1_000, [parsed(cast(ballot))], { keepRefused: true })
      view.apply(block.changes)
      pages.write(block.pages)
      return block.outcomes[0]!.receipt
    }
  }
  const refusalOf = (receipt: Receipt) => 'refusal' in receipt && receipt.refusal.code
  const again = (turn: number, choice = 0) => ({ input: { ballot: 1, choice, turn } })

  test('a member has one voice in a scope, whatever bytes the proof has and whatever is chosen', () => {
    const act = open()
    assert.ok('events' in act({}))
    const turned = Uint8Array.of(...new Uint8Array(255), 1)
    assert.notEqual(
      parsed(cast({})).id,
      parsed(cast({ proof: turned })).id,
      'the window of ids lets it through',
    )
    assert.equal(refusalOf(act({ proof: turned })), 'B2-voted-already')
    assert.equal(refusalOf(act(again(1, 2))), 'B2-voted-already')
    assert.ok('events' in act(again(2, 2)), 'a later turn changes it')
    assert.equal(
      refusalOf(act({ ...again(1, 2), proof: turned })),
      'B2-voted-already',
      'an earlier one does not',
    )
    assert.ok('events' in act({ by: 2 }), 'another member has a voice of their own')
  })

  test('the same bytes again are T6, and another root is for the service to refuse', () => {
    const act = open()
    act({})
    assert.equal(refusalOf(act({})), 'T6-replayed')
    assert.equal(refusalOf(act({ by: 3, of: numberToBytes(5n) })), 'B1-not-of-this-group')
  })

  test('who acted is a pseudonym, by the nullifier alone', () => {
    const act = open()
    const nameOf = (receipt: Receipt) => 'events' in receipt && receipt.events[0]?.[1]['by']
    const name = nameOf(act({}))
    assert.equal(name, parsed(cast({})).keyId)
    assert.equal(nameOf(act(again(2))), name)
    assert.notEqual(nameOf(act({ by: 2 })), name)
  })

  test('an action that takes no members refuses one, should the checks before have missed it', () =>
    assert.equal(refusalOf(open()({ action: 'close', input: {} })), 'T22-not-for-members'))
})

const differs = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one === undefined || other === undefined || bytesToHex(one) !== bytesToHex(other)
