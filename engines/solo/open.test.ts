import assert from 'node:assert/strict'
import { ics23, verifyMembership, verifyNonMembership } from '@confio/ics23'
import { createPublicKey, hash, verify } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Ledger, Recorded } from '@maru/kernel/ledger.ts'
import type { Result } from '@maru/kernel/refusal.ts'
import { latin1ToBytes } from '@maru/kernel/codec/latin1.ts'
import { stateTreeSpec } from '@maru/kernel/state-tree/ics23.ts'
import { checkProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { copyFolder, createVoters, genesisFor, rules, signed, temporaryFolder } from './made-up.ts'
import { openSolo } from './open.ts'

const voters = createVoters(40)
const genesis = genesisFor(voters, Date.now() - 1_000)
const [ann, ben] = [voters[0]!, voters[1]!]
const quietly = { flushMs: 1_000_000 }

test('records a vote, proves it, and has it after a restart', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openSolo({ folder, rules, genesis })
    const bytes = signed(ann, { input: { poll: 1, choice: 2 } })
    const { id, index, height, receipt } = accepted(await ledger.submit(bytes))
    assert.deepEqual([index, height, receipt], [2, 1, { events: [['voted', { poll: 1, choice: 2 }]] }])
    await checkReceipt(ledger, id, index)
    const before = await fingerprint(ledger)
    await ledger.close()

    const again = await openSolo({ folder, rules, genesis })
    assert.deepEqual(await fingerprint(again), before)
    await checkReceipt(again, id, index)
    assert.equal(refusal(await again.submit(bytes)), 'T6-replayed')
    await again.close()
  }))

test('proves what the state has, and what it has not', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openSolo({ folder, rules, genesis, ...quietly })
    const proven = async (key: string) => {
      const result = await ledger.proveState(key)
      return result.ok ? result.value : assert.fail(result.refusal.code)
    }
    for (const isFlushed of [false, true]) {
      for (const voter of voters)
        await ledger.submit(signed(voter, { input: { poll: Number(isFlushed), choice: 1 } }))
      if (isFlushed) await ledger.flush()
      const { view, stateRoot } = ledger.snapshot()
      const [key] = [...view.range({ from: 'polls/votes/', to: 'polls/votes0', limit: 1 })][0]!
      const there = await proven(key)
      assert.deepEqual([there.stateRoot, there.value], [stateRoot, view.get(key)])
      const member = ics23.CommitmentProof.decode(there.proof)
      const hashed = (text: string) => sha256(latin1ToBytes(text))
      const value = there.value!
      assert.ok(verifyMembership(member, stateTreeSpec, stateRoot, hashed(key), value))
      // The library refuses a proof whose neighbours have an empty subtree between them (docs/decisions/0003), so
      // it is asked about many keys; the tree's own tests say exactly which of them it must accept.
      const absent = Array.from({ length: 40 }, (_, number) => `${key}${number}`)
      let provenAbsent = 0
      for (const other of absent) {
        const { value: none, proof } = await proven(other)
        assert.equal(none, undefined)
        const asked = ics23.CommitmentProof.decode(proof)
        if (verifyNonMembership(asked, stateTreeSpec, stateRoot, hashed(other))) provenAbsent++
      }
      assert.ok(provenAbsent > 0)
    }
    await ledger.close()
  }))

test('proves an absence while votes go on, and refuses when too many ask', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openSolo({ folder, rules, genesis })
    const votes = Promise.all(
      voters.flatMap((voter) =>
        Array.from({ length: 100 }, (_, poll) =>
          ledger.submit(signed(voter, { input: { poll, choice: 1 } })),
        ),
      ),
    )
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, n) => ledger.proveState(`polls/votes/${n}`)),
    )
    assert.ok(asked.some((result) => result.ok))
    assert.ok(asked.some((result) => !result.ok && result.refusal.code === 'T12-busy'))
    for (const result of asked) {
      if (!result.ok) continue
      const { key, value, proof, stateRoot } = result.value
      assert.equal(value, undefined)
      const { nonexist } = ics23.CommitmentProof.decode(proof)
      assert.ok(nonexist && (nonexist.left || nonexist.right))
      const sides = [nonexist.left, nonexist.right].filter((side) => side !== undefined && side !== null)
      for (const side of sides)
        assert.ok(
          verifyMembership({ exist: side }, stateTreeSpec, stateRoot, side.key!, side.value!),
          `a neighbour of ${key} is in the state it was proved of`,
        )
    }
    await votes
    await ledger.close()
  }))

test('a copy taken while nothing is flushed starts from the journal alone', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openSolo({ folder: join(folder, 'a'), rules, genesis, ...quietly })
    for (const voter of voters.slice(0, 10))
      accepted(await ledger.submit(signed(voter, { input: { poll: 1, choice: 0 } })))
    await copyFolder(join(folder, 'a'), join(folder, 'b'))
    const copy = await openSolo({ folder: join(folder, 'b'), rules, genesis })
    assert.deepEqual(await fingerprint(copy), await fingerprint(ledger))
    await Promise.all([copy.close(), ledger.close()])
  }))

test('what a start had to run again is in its lasting place before anything new is taken', () =>
  temporaryFolder(async (folder) => {
    const open = (name: string) => openSolo({ folder: join(folder, name), rules, genesis, ...quietly })
    const ledger = await open('a')
    for (const voter of voters.slice(0, 10))
      accepted(await ledger.submit(signed(voter, { input: { poll: 1, choice: 0 } })))
    await copyFolder(join(folder, 'a'), join(folder, 'b'))
    const killed = await open('b')
    await copyFolder(join(folder, 'b'), join(folder, 'c'))
    // Or a node that is killed soon after each start would have more to run again at every one.
    await rm(join(folder, 'c', 'journal'), { recursive: true })
    const again = await open('c')
    assert.deepEqual(await fingerprint(again), await fingerprint(ledger))
    await Promise.all([ledger.close(), killed.close(), again.close()])
  }))

test('refuses before the queue what needs no state', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openSolo({ folder, rules, genesis })
    const input = { poll: 1, choice: 0 }
    const good = signed(ann, { input })
    const forged = good.slice()
    forged[forged.length - 1]! ^= 1
    const codes = await Promise.all(
      [
        new Uint8Array(60_001),
        new Uint8Array(3),
        signed(ann, { input, chain: 'elsewhere' }),
        signed(ann, { input, validUntil: Date.now() - 1 }),
        signed(ann, { input, validUntil: Date.now() + 700_000 }),
        forged,
        signed(createVoters(1)[0]!, { input }),
        signed(ann, { input: { poll: 1 } }),
        signed(ann, { input, action: 'dance' }),
      ].map(async (bytes) => refusal(await ledger.submit(bytes))),
    )
    const expected = [
      'T2-too-large',
      'T1-malformed',
      'T3-wrong-chain',
      'T4-expired',
      'T5-valid-too-long',
      'T7-bad-signature',
    ]
    assert.deepEqual(codes, [...expected, 'T8-unknown-key', 'T11-input-malformed', 'T10-unknown-action'])
    assert.equal(ledger.status().height, 0, 'a block of refusals only is not recorded')
    await ledger.close()
  }))

test('the second of two equal transactions in flight, and a second vote, are refused', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openSolo({ folder, rules, genesis })
    const bytes = signed(ann, { input: { poll: 1, choice: 0 } })
    const results = await Promise.all([bytes, bytes].map(ledger.submit))
    // Signatures are checked in parallel, so either of the two may come first.
    assert.deepEqual(new Set(results.map(refusal)), new Set([undefined, 'T6-replayed']))
    const again = await ledger.submit(signed(ann, { input: { poll: 1, choice: 1 } }))
    assert.equal(refusal(again), 'M1-voted')
    await ledger.close()
  }))

test('says that it is busy when too many wait', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openSolo({ folder, rules, genesis, waitingMax: 5 })
    const results = await Promise.all(
      voters.slice(0, 8).map((voter) => ledger.submit(signed(voter, { input: { poll: 1, choice: 0 } }))),
    )
    assert.deepEqual(results.map(refusal), [...Array(5).fill(undefined), ...Array(3).fill('T12-busy')])
    assert.equal(
      refusal(await ledger.submit(signed(voters[9]!, { input: { poll: 1, choice: 0 } }))),
      undefined,
    )
    await ledger.close()
  }))

test('runs a timer when it is due, with nobody asking', () =>
  temporaryFolder(async (folder) => {
    let time = genesis.time
    const ledger = await openSolo({ folder, rules, genesis, clock: () => time })
    const events: unknown[] = []
    ledger.follow(({ timerEvents }) => void events.push(...timerEvents))
    accepted(
      await ledger.submit(signed(ben, { action: 'closeLater', input: { poll: 7 }, validUntil: time + 1 })),
    )
    ledger.runTimers()
    assert.deepEqual(events, [])
    time += 1_000
    ledger.runTimers()
    assert.deepEqual(events, [['polls', 'closed', { poll: 7 }]])
    await ledger.close()
  }))

test('refuses another chain, unknown rules and a second process; its own genesis stays', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openSolo({ folder, rules, genesis })
    await assert.rejects(openSolo({ folder, rules, genesis }), { code: 'E1-in-use' })
    await ledger.close()
    const other = { ...genesis, chain: 'other-town' }
    await assert.rejects(openSolo({ folder, rules, genesis: other, origin: 'maru.made-up' }), {
      code: 'E3-other-chain',
    })
    const none = createRules([], (data) => data)
    await assert.rejects(openSolo({ folder, rules: none, genesis }), { code: 'E4-unknown-service' })
    const again = await openSolo({ folder, rules, genesis: { ...genesis, time: genesis.time - 5 } })
    assert.equal(again.genesis.time, genesis.time)
    await again.close()
  }))

const accepted = (result: Result<Recorded>): Recorded =>
  result.ok ? result.value : assert.fail(result.refusal.code)

const refusal = (result: Result<Recorded>): string | undefined =>
  result.ok ? undefined : result.refusal.code

const sha256 = (data: Uint8Array) => hash('sha256', data, 'buffer')

const checkReceipt = async (ledger: Ledger, id: string, index: number): Promise<void> => {
  assert.equal(await ledger.find(id), index)
  const entry = (await ledger.entry(index))!
  const decoded = decodeEntry(entry)
  assert.ok(decoded?.kind === 'transaction' && bytesToHex(sha256(decoded.bytes)) === id)
  const vkey = parseVkey(sha256, ledger.vkey)
  assert.ok(vkey.ok)
  const checked = checkProof(sha256, verifyEd25519, await ledger.proof(index), entry, vkey.value)
  assert.ok(checked.ok && checked.value.index === index)
}

const verifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const x = Buffer.from(publicKey).toString('base64url')
  return verify(
    null,
    message,
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
    signature,
  )
}

/** All that a reader can see: two ledgers with the same are the same. */
const fingerprint = async (ledger: Ledger): Promise<unknown> => {
  const { size, height, time, stateRoot, view } = ledger.snapshot()
  const range = { from: 'polls/votes/', to: 'polls/votes0', limit: 1_000 }
  const rows = [...view.range(range)].map(([key, value]) => [key, bytesToHex(value)])
  const entries = await Promise.all(
    Array.from({ length: size }, async (_, index) => bytesToHex((await ledger.entry(index))!)),
  )
  return {
    size,
    height,
    time,
    stateRoot: bytesToHex(stateRoot),
    rows,
    entries,
    checkpoint: ledger.checkpoint(),
  }
}
