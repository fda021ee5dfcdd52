// Reasons and appeals are judged by whoever takes them in; the ledger sees their commitments only.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { appealContent, reasonsContent } from './content.ts'

const kinds = [
  { field: 'reasons', content: reasonsContent },
  { field: 'appeal', content: appealContent },
]

for (const { field, content } of kinds) {
  const judge = (text: unknown): string | undefined =>
    content.schema.safeParse({ [field]: text }).error?.issues[0]?.message

  test(`M15: ${field} of 1 to 2,000 characters, in lines`, () => {
    assert.equal(judge('전화번호가 적혀 있습니다.\n\t지우고 다시 올려 주세요.'), undefined)
    assert.equal(judge('가'.repeat(2_000)), undefined)
    for (const text of ['', ' \n ', '가'.repeat(2_001), undefined])
      assert.equal(judge(text), 'M15-text-length')
  })

  test(`M15: ${field} that cannot be shown, or read otherwise than they are written`, () => {
    for (const text of ['nul \0', 'half \ud83d', 'over \u202e ride', 'isolate \u2066'])
      assert.equal(judge(text), 'M15-text-malformed')
  })
}

test('M15: reasons are an act of office and stay, an appeal is its author’s', () => {
  assert.equal(reasonsContent.official, true)
  assert.equal(appealContent.official, undefined)
})
