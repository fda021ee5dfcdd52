import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { host } from '@maru/cli/host.ts'
import { madeUpLog, madeUpSigner } from '@maru/testing/made-up-log.ts'
import { formatAddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts'
import { equalBytes } from '../codec/cbor.ts'
import { checkSplitView, formatSplitView } from './split-view.ts'
import type { Vkey } from './vkey.ts'
import { judgeGrowth, openRequest, type Known } from './witness.ts'

const SIZE = 24
const runs = { seed: 2026, numRuns: 400 }
const log = madeUpLog(SIZE)
const keysOf = (origin: string): readonly Vkey[] | undefined =>
  origin === log.vkey.name ? [log.vkey] : undefined
const open = (body: string) => openRequest(body, keysOf, host.verifyEd25519)
const opened = (body: string) => {
  const result = open(body)
  return result.ok ? result.request : assert.fail(result.message)
}
const statusOf = (body: string): number => {
  const result = open(body)
  return result.ok ? 200 : result.status
}

/** The example of c2sp.org/tlog-witness; its key is not known, so it is only read. */
const example = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`

test('the example of the standard is read, and written back to the letter', () => {
  const parsed = parseAddCheckpoint(example)
  assert.ok(parsed.ok)
  assert.deepEqual([parsed.value.oldSize, parsed.value.proof.length], [20_852_014, 4])
  assert.equal(formatAddCheckpoint(parsed.value), example)
  assert.equal(statusOf(example), 404)
})

test('each thing that is wrong with a request has the status of the standard', () => {
  assert.equal(statusOf(log.request(0, 5)), 200)
  assert.equal(statusOf(log.request(5, 9)), 200)
  const statuses: [number, string][] = [
    [400, ''],
    [400, 'old 0\n'],
    [400, log.request(0, 5).replace('old 0', 'old 00')],
    [400, log.request(0, 5).replace('old 0', 'old -1')],
    [400, log.request(0, 5).replace('old 0', 'size 0')],
    [400, log.request(3, 9).replace(/\n.*=\n/, '\nAAAA\n')],
    [400, `old 1\n${'a'.repeat(43)}=\n`.repeat(70)],
    [400, log.request(0, 5).replace('\n5\n', '\nfive\n')],
    [400, log.request(5, 5).replace('old 5', 'old 6')],
    [404, log.request(0, 5).replaceAll(log.vkey.name, 'other.example')],
    [403, log.request(0, 5).replace('\n5\n', '\n6\n')],
    [403, madeUpLog(9, { signer: madeUpSigner(log.vkey.name, 1) }).request(0, 5)],
  ]
  for (const [status, body] of statuses) assert.equal(statusOf(body), status, body)
})

test('an unknown signature is passed over and not kept', () => {
  const stranger =
    '— witness.example/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n'
  const request = opened(log.request(0, 5) + stranger)
  assert.deepEqual(
    request.note.signatures.map(({ name }) => name),
    [log.vkey.name],
  )
})

test('an empty log has the empty root, and an empty proof', () => {
  assert.deepEqual(judgeGrowth(host.hash, undefined, opened(log.request(0, 0))), { decision: 'cosign' })
  const wrong = { ...opened(log.request(0, 0)) }
  const judged = judgeGrowth(host.hash, undefined, {
    ...wrong,
    checkpoint: { ...wrong.checkpoint, root: log.tree.root(1) },
  })
  assert.equal(judged.decision, 'refuse')
  const proven = { ...opened(log.request(0, 5)), proof: [log.tree.root(1)] }
  assert.equal(judgeGrowth(host.hash, undefined, proven).decision, 'refuse')
})

/** Requests of one log that is shown in two forms, honest and not, with old sizes and proofs that fit or do not. */
const asked = fc.record({
  isOther: fc.boolean(),
  size: fc.integer({ min: 0, max: SIZE }),
  oldSize: fc.integer({ min: 0, max: SIZE }),
  isResynced: fc.boolean(),
  proofOf: fc.constantFrom('own', 'other', 'none'),
})

test('whatever is asked, all that is cosigned is of one log that grows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: SIZE }), fc.array(asked, { maxLength: 30 }), (forkAt, requests) => {
      const other = madeUpLog(SIZE, { signer: log, forkAt })
      let known: Known | undefined
      let count = 0
      for (const { isOther, size, oldSize, isResynced, proofOf } of requests) {
        const [own, against] = isOther ? [other, log] : [log, other]
        const old = Math.min(size, isResynced ? (known?.size ?? 0) : oldSize)
        const prover = proofOf === 'other' ? against : own
        const proof = proofOf === 'none' ? [] : prover.tree.consistencyProof(old, size)
        const request = opened(formatAddCheckpoint({ oldSize: old, proof, note: own.note(size) }))
        const judged = judgeGrowth(host.hash, known, request)
        if (judged.decision === 'resync') assert.equal(judged.size, known?.size ?? 0)
        if (judged.decision !== 'cosign') continue
        const before = known?.size ?? 0
        assert.ok(size >= before && equalBytes(own.tree.root(before), known?.root ?? own.tree.root(0)))
        known = request.checkpoint
        count++
      }
      // The honest log, when it is the only one, is never kept out.
      if (forkAt < SIZE || known === undefined) return
      const next = opened(log.request(known.size, SIZE))
      assert.equal(judgeGrowth(host.hash, known, next).decision, 'cosign', String(count))
    }),
    runs,
  )
})

test('two logs under one key are evidence that anyone can check', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: SIZE - 1 }),
      fc.integer({ min: 1, max: SIZE }),
      fc.integer({ min: 1, max: SIZE }),
      (forkAt, knownSize, size) => {
        fc.pre(knownSize <= size)
        const other = madeUpLog(SIZE, { signer: log, forkAt })
        const known = { size: knownSize, root: log.tree.root(knownSize) }
        const request = opened(other.request(knownSize, size))
        const judged = judgeGrowth(host.hash, known, request)
        assert.equal(judged.decision, forkAt < knownSize ? 'refuse' : 'cosign')
        if (judged.decision !== 'refuse') return
        // A complete old tree is left out of its own proof: only its log can show its root.
        const isWhole = (knownSize & (knownSize - 1)) === 0
        assert.equal(judged.otherRoot !== undefined, !isWhole || size === knownSize)
        const otherRoot = judged.otherRoot ?? other.tree.root(knownSize)
        const views = {
          first: log.note(knownSize),
          second: other.note(size),
          otherRoot,
          proof: request.proof,
        }
        const found = checkSplitView(host.hash, host.verifyEd25519, formatSplitView(views), [log.vkey])
        assert.ok(found.ok, found.ok ? '' : found.message)
        assert.deepEqual([found.value.first.size, found.value.second.size], [knownSize, size])
      },
    ),
    runs,
  )
})

test('one log that grows is no evidence against itself, nor is a forged note', () => {
  const other = madeUpLog(SIZE, { signer: log, forkAt: 3 })
  const codeOf = (views: Parameters<typeof formatSplitView>[0], keys = [log.vkey]): string => {
    const found = checkSplitView(host.hash, host.verifyEd25519, formatSplitView(views), keys)
    return found.ok ? 'found' : found.code
  }
  const proof = log.tree.consistencyProof(5, 9)
  const grown = { first: log.note(5), second: log.note(9), otherRoot: log.tree.root(5), proof }
  assert.equal(codeOf(grown), 'split-view-none')
  assert.equal(codeOf({ ...grown, otherRoot: other.tree.root(5) }), 'split-view-none')
  const split = {
    ...grown,
    second: other.note(9),
    otherRoot: other.tree.root(5),
    proof: other.tree.consistencyProof(5, 9),
  }
  assert.equal(codeOf(split), 'found')
  assert.equal(codeOf({ ...split, proof }), 'split-view-none')
  assert.equal(codeOf({ ...split, second: split.second.replace('\n9\n', '\n8\n') }), 'note-bad-signature')
  assert.equal(codeOf(split, [madeUpSigner(log.vkey.name, 1).vkey]), 'note-unsigned')
})
