import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinContentSchema } from './join-content.ts'

const judge = (body: unknown): string =>
  joinContentSchema.safeParse({ body }).error?.issues[0]?.message ?? 'ok'

test('P27: reasons have 1 to 5,000 characters', () => {
  assert.equal(judge('같은 제안입니다.\n- 정류장\n- 그늘막'), 'ok')
  assert.equal(judge('가'.repeat(5_000)), 'ok')
  assert.equal(judge('가'.repeat(5_001)), 'P27-reasons-length')
  assert.equal(judge(' \n'), 'P27-reasons-length')
  assert.equal(judge(undefined), 'P27-reasons-length')
})

test('P4: reasons are well-formed', () => assert.equal(judge('a\0'), 'P4-text-malformed'))
