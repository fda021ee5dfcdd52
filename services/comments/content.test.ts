// The text of a comment is judged by whoever takes it in; the ledger sees its commitment only.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commentContent } from './content.ts'

const judge = (comment: unknown): string | undefined =>
  commentContent.schema.safeParse({ comment }).error?.issues[0]?.message

test('C2: 1 to 2,000 characters, in lines', () => {
  assert.equal(judge('찬성합니다.\n\t그늘막은 정말 필요해요.'), undefined)
  assert.equal(judge('가'.repeat(2_000)), undefined)
  for (const text of ['', ' \n ', '가'.repeat(2_001), 7]) assert.equal(judge(text), 'C2-text-length')
})

test('C2: what cannot be shown, or reads otherwise than it is written, is refused', () => {
  for (const text of ['nul \0', 'bell \u0007', 'half \ud83d', 'over \u202e ride', 'isolate \u2066'])
    assert.equal(judge(text), 'C2-text-malformed')
})

test('C7: no text of another service fits', () => {
  const others = [{ text: '의견' }, { body: '내용' }, { comment: '댓글', title: '제목' }]
  for (const other of others) assert.equal(commentContent.schema.safeParse(other).success, false)
})
