import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { contentSchema } from './content.ts'

/** The first issue's message: the code of a refusal. */
const judge = (title: unknown, body: unknown = ''): string =>
  contentSchema.safeParse({ title, body }).error?.issues[0]?.message ?? 'ok'

describe('P2: a title has 1 to 120 characters', () => {
  const cases: readonly (readonly [what: string, title: unknown, verdict: string])[] = [
    ['one', '가', 'ok'],
    ['120', '가'.repeat(120), 'ok'],
    ['121', '가'.repeat(121), 'P2-title-length'],
    ['120 that take two code units each', '🌳'.repeat(120), 'ok'],
    ['120 syllables spelled by letter, which compose', '가'.normalize('NFD').repeat(120), 'ok'],
    ['120 between spaces', ` ${'가'.repeat(120)} `, 'ok'],
    ['none', '', 'P2-title-length'],
    ['only spaces', '   ', 'P2-title-length'],
    ['no text', undefined, 'P2-title-length'],
    ['a number', 7, 'P2-title-length'],
  ]
  for (const [what, title, verdict] of cases) test(what, () => assert.equal(judge(title), verdict))
})

describe('P3: a body has at most 60,000 characters', () => {
  test('none', () => assert.equal(judge('a', ''), 'ok'))
  test('60,000', () => assert.equal(judge('a', '🌳'.repeat(60_000)), 'ok'))
  test('one more', () => assert.equal(judge('a', 'a'.repeat(60_001)), 'P3-body-length'))
  test('no text', () => assert.equal(judge('a', null), 'P3-body-length'))
})

describe('P4: a text is well-formed, without control characters and direction overrides', () => {
  const cases: readonly (readonly [what: string, text: string, title: string, body: string])[] = [
    ['half of a surrogate pair', 'a\ud83c', 'P4-text-malformed', 'P4-text-malformed'],
    ['NUL', 'a\0', 'P4-text-malformed', 'P4-text-malformed'],
    ['an escape sequence', 'a\u001b[31m', 'P4-text-malformed', 'P4-text-malformed'],
    ['a direction override', 'a\u202eb', 'P4-text-malformed', 'P4-text-malformed'],
    ['a direction isolate', 'a\u2066b', 'P4-text-malformed', 'P4-text-malformed'],
    ['a direction mark, as Arabic text has', 'a\u200fb', 'ok', 'ok'],
    ['a tag of HTML', '<script>', 'ok', 'ok'],
    ['lines and tabs', 'a\r\n\tb', 'P4-text-malformed', 'ok'],
    ['joined emoji', '👩‍🌾', 'ok', 'ok'],
  ]
  for (const [what, text, title, body] of cases) {
    test(`${what}, in a title`, () => assert.equal(judge(text), title))
    test(`${what}, in a body`, () => assert.equal(judge('a', text), body))
  }
})

test('the text is taken as it is: what was signed for is what is kept', () => {
  const content = { title: ' 가 '.normalize('NFD'), body: '\n' }
  assert.deepEqual(contentSchema.parse(content), content)
})

test('nothing else is taken', () => {
  assert.equal(contentSchema.safeParse({ title: 'a', body: '', author: 'me' }).success, false)
})
