import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Content } from '@maru/kernel/service.ts'
import { answerContent, interimContent } from './content.ts'

/** The first issue's message: the code of a refusal. */
const judge = ({ schema }: Content, body: unknown): string =>
  schema.safeParse({ body }).error?.issues[0]?.message ?? 'ok'

type Case = readonly [what: string, kind: Content, body: unknown, verdict: string]

describe('A12: the words of an answer', () => {
  const cases: readonly Case[] = [
    ['an answer', answerContent, '내년 봄까지 놓겠습니다.', 'ok'],
    ['20,000 characters', answerContent, '가'.repeat(20_000), 'ok'],
    ['one more', answerContent, '가'.repeat(20_001), 'A12-answer-length'],
    ['spaces', answerContent, ' \n', 'A12-answer-length'],
    ['no text', answerContent, undefined, 'A12-answer-length'],
    ['a direction override', answerContent, '\u2067a', 'A12-text-malformed'],
    ['an interim answer', interimContent, '예산을 협의하고 있습니다.', 'ok'],
    ['5,001 characters of one', interimContent, 'a'.repeat(5001), 'A12-interim-length'],
  ]
  for (const [what, kind, body, verdict] of cases) test(what, () => assert.equal(judge(kind, body), verdict))
})
