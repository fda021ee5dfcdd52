import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Content } from '@maru/kernel/service.ts'
import { opinionContent, questionContent, reasonsContent } from './content.ts'

/** The first issue's message: the code of a refusal. */
const judge = ({ schema }: Content, content: object): string =>
  schema.safeParse(content).error?.issues[0]?.message ?? 'ok'

type Case = readonly [what: string, kind: Content, content: object, verdict: string]

describe('D2, D7, D9: the words of a debate', () => {
  const cases: readonly Case[] = [
    ['an opinion', opinionContent, { body: '찬성합니다.\n그늘이 필요합니다.' }, 'ok'],
    ['an opinion of 10,000 characters', opinionContent, { body: '가'.repeat(10_000) }, 'ok'],
    ['one more', opinionContent, { body: '가'.repeat(10_001) }, 'D2-text-length'],
    ['an opinion of spaces', opinionContent, { body: ' \n ' }, 'D2-text-length'],
    ['no opinion', opinionContent, {}, 'D2-text-length'],
    ['HTML, which is just text', opinionContent, { body: '<script>alert(1)</script>' }, 'ok'],
    ['a control character', opinionContent, { body: 'a\0' }, 'D2-text-malformed'],
    ['a direction override', opinionContent, { body: 'a\u202eb' }, 'D2-text-malformed'],
    ['reasons', reasonsContent, { body: '올여름 전에 정해야 합니다.' }, 'ok'],
    ['no reasons', reasonsContent, { body: '' }, 'D7-reasons-length'],
    ['a question', questionContent, { title: '그늘막을 둘까요?', body: '' }, 'ok'],
    [
      'a question of 121 characters',
      questionContent,
      { title: '가'.repeat(121), body: '' },
      'D9-title-length',
    ],
    ['an explanation of 60,001', questionContent, { title: 'a', body: 'a'.repeat(60_001) }, 'D9-body-length'],
    ['a question with lines', questionContent, { title: 'a\nb', body: '' }, 'D2-text-malformed'],
  ]
  for (const [what, kind, content, verdict] of cases)
    test(what, () => assert.equal(judge(kind, content), verdict))
})
