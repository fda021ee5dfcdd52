import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  answerSize,
  packAnswer,
  packVote,
  unpackAnswer,
  unpackVote,
  votedTransactionSizeMax,
  voteSize,
} from './message.ts'

const transactions = fc.uint8Array({ minLength: 1, maxLength: votedTransactionSizeMax })

test('every transaction that fits travels in a body of one size, and comes out as it was', () => {
  fc.assert(
    fc.property(transactions, (transaction) => {
      const body = packVote(transaction)
      assert.equal(body.length, voteSize)
      assert.deepEqual(unpackVote(body), transaction)
    }),
  )
})

test('the longest transaction fits, and one more byte does not', () => {
  const longest = new Uint8Array(votedTransactionSizeMax).fill(7)
  assert.deepEqual(unpackVote(packVote(longest)), longest)
  assert.throws(() => packVote(new Uint8Array(votedTransactionSizeMax + 1)), RangeError)
})

test('a byte in the padding that is not zero is seen, wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 900 }),
      fc.nat(voteSize - 903),
      fc.integer({ min: 1, max: 255 }),
      (transaction, at, byte) => {
        const body = packVote(transaction)
        body[2 + transaction.length + at] = byte
        assert.equal(unpackVote(body), undefined)
      },
    ),
  )
})

test('another size, no transaction, and a length beyond the end are no votes', () => {
  const body = packVote(Uint8Array.of(1, 2, 3))
  assert.equal(unpackVote(body.subarray(1)), undefined)
  assert.equal(unpackVote(new Uint8Array(voteSize + 1)), undefined)
  assert.equal(unpackVote(new Uint8Array(voteSize)), undefined)
  assert.equal(unpackVote(new Uint8Array(voteSize).fill(0xff)), undefined)
})

test('answers have one size, whatever they say, in Korean too', () => {
  const recorded = { state: 'recorded', id: 'ab', index: 4, height: 2, time: 1, proof: 'x\n'.repeat(3_000) }
  const refused = { state: 'refused', code: 'Q9-x', detail: { ko: '이미 투표했습니다.', en: 'Voted.' } }
  for (const answer of [recorded, refused, { state: 'accepted', id: 'ab' }] as Parameters<
    typeof packAnswer
  >[0][]) {
    const body = packAnswer(answer)
    assert.equal(body.length, answerSize)
    assert.deepEqual(unpackAnswer(body), answer)
  }
})

test('what is no answer of this road is not taken for one', () => {
  const body = (text: string): Uint8Array => Buffer.from(text.padEnd(answerSize))
  for (const text of ['', 'null', '[]', '{"state":"sold"}', '{"state":"accepted"', '\xff'])
    assert.equal(unpackAnswer(body(text)), undefined)
  assert.equal(unpackAnswer(Buffer.from('{"state":"accepted"}')), undefined)
})
