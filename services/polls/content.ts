/** The words of a poll, which live off the ledger. */
import { z } from 'zod'
import type { Content } from '@maru/kernel/service.ts'
import { lineOfText, linesOfText } from '../text.ts'

const malformed = 'B16-text-malformed'
const line = (lengthMax: number, length: string, title: string, example: string) =>
  lineOfText({ lengthMin: 1, lengthMax, code: { length, malformed } }).meta({ title, examples: [example] })

const title = line(120, 'B16-title-length', 'Title', '강변 공원에 무엇을 먼저 둘까요?')

const body = linesOfText({
  lengthMin: 0,
  lengthMax: 20_000,
  code: { length: 'B16-body-length', malformed },
}).meta({ title: 'Explanation', examples: ['올해 예산으로 하나를 먼저 놓을 수 있습니다.'] })

const question = line(300, 'B16-question-length', 'Question', '무엇이 가장 급한가요?')
const option = line(120, 'B16-option-length', 'Option', '그늘막')

/** The words of the nth question and its nth option stand at their places. */
const contentSchema = z.strictObject({
  title,
  body,
  questions: z
    .array(
      z.strictObject({ question, options: z.array(option, 'B16-option-length').min(1).max(20) }),
      'B16-question-length',
    )
    .min(1)
    .max(20),
})

export type PollWords = z.infer<typeof contentSchema>

type Committed = Content<{ readonly content: Uint8Array }>
const commitment: Committed['commitment'] = ({ content }) => content

export const residentPollContent: Committed = { schema: contentSchema, commitment }
export const policyPollContent: Committed = { schema: contentSchema, commitment, official: true }
