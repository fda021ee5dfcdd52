import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Content } from '@maru/kernel/service.ts'
import { evidenceContent, titledContent, textContent } from './content.ts'

/** The first issue's message: the code of a refusal. */
const judge = ({ schema }: Content, content: object): string =>
  schema.safeParse(content).error?.issues[0]?.message ?? 'ok'

describe('Y12: texts of policies', () => {
  test('a plan has a title', () => {
    assert.equal(judge(titledContent, { title: '그늘막', body: '' }), 'ok')
    assert.equal(judge(titledContent, { title: ' ', body: '' }), 'Y12-title-length')
    assert.equal(judge(titledContent, { title: '가'.repeat(121), body: '' }), 'Y12-title-length')
    assert.equal(judge(titledContent, { title: '가', body: '가'.repeat(60_001) }), 'Y12-text-length')
  })
  test('reasons and reports have words', () => {
    assert.equal(judge(textContent, { body: '예산이 부족합니다.' }), 'ok')
    assert.equal(judge(textContent, { body: '\n' }), 'Y12-text-length')
    assert.equal(judge(textContent, { body: '가'.repeat(10_001) }), 'Y12-text-length')
    assert.equal(judge(textContent, { body: '\u202e' }), 'Y12-text-malformed')
  })
  test('evidence may have a link, which is one', () => {
    const body = '설치 사진입니다.'
    assert.equal(judge(evidenceContent, { body }), 'ok')
    assert.equal(judge(evidenceContent, { body, link: 'https://example.org/그늘막?a=1#b' }), 'ok')
    for (const link of ['javascript:alert(1)', 'https://', 'https://a b', ' https://a', 'https://a/<b>', ''])
      assert.equal(judge(evidenceContent, { body, link }), 'Y12-link-malformed', link)
    assert.equal(
      judge(evidenceContent, { body, link: `https://a/${'b'.repeat(2_000)}` }),
      'Y12-link-malformed',
    )
  })
})
