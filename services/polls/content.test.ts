import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { residentPollContent, type PollWords } from './content.ts'

const words: PollWords = {
  title: '강변 공원에 무엇을 먼저 둘까요?',
  body: '',
  questions: [{ question: '무엇이 가장 급한가요?', options: ['그늘막', '의자'] }],
}

const judge = (content: object): string =>
  residentPollContent.schema.safeParse(content).error?.issues[0]?.message ?? 'ok'

const asking = (question: string, option: string): object => ({
  ...words,
  questions: [{ question, options: [option, '의자'] }],
})

type Case = readonly [what: string, content: object, verdict: string]

describe('B16: the words of a poll', () => {
  const cases: readonly Case[] = [
    ['as they may be', words, 'ok'],
    ['no title', { ...words, title: ' ' }, 'B16-title-length'],
    ['a title of 121 characters', { ...words, title: '가'.repeat(121) }, 'B16-title-length'],
    ['an explanation of 20,001', { ...words, body: 'a'.repeat(20_001) }, 'B16-body-length'],
    ['an empty question', asking('', '그늘막'), 'B16-question-length'],
    ['a question of 301 characters', asking('가'.repeat(301), '그늘막'), 'B16-question-length'],
    ['no questions', { title: 'a', body: '' }, 'B16-question-length'],
    ['an empty option', asking('무엇?', ''), 'B16-option-length'],
    ['an option of 121 characters', asking('무엇?', '가'.repeat(121)), 'B16-option-length'],
    ['an option with lines', asking('무엇?', 'a\nb'), 'B16-text-malformed'],
    ['a direction override', { ...words, title: 'a\u202eb' }, 'B16-text-malformed'],
  ]
  for (const [what, content, verdict] of cases) test(what, () => assert.equal(judge(content), verdict))
  test('21 questions are too many', () =>
    assert.notEqual(judge({ ...words, questions: Array(21).fill(words.questions[0]) }), 'ok'))
})
