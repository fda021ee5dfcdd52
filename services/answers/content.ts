/** The texts of answers, which live off the ledger. */
import { z } from 'zod'
import type { Content } from '@maru/kernel/service.ts'
import { linesOfText } from '../text.ts'

type Committed = Content<{ readonly content: Uint8Array }>
const commitment: Committed['commitment'] = ({ content }) => content
const malformed = 'A12-text-malformed'

const answerBody = linesOfText({
  lengthMin: 1,
  lengthMax: 20_000,
  code: { length: 'A12-answer-length', malformed },
}).meta({ title: 'Answer', examples: ['내년 봄까지 정류장 백 곳에 그늘막을 놓겠습니다.'] })

const interimBody = linesOfText({
  lengthMin: 1,
  lengthMax: 5_000,
  code: { length: 'A12-interim-length', malformed },
}).meta({ title: 'Interim answer', examples: ['예산을 협의하고 있어 답변이 늦어집니다.'] })

export const answerContent: Committed = {
  schema: z.strictObject({ body: answerBody }),
  commitment,
  official: true,
}
export const interimContent: Committed = {
  schema: z.strictObject({ body: interimBody }),
  commitment,
  official: true,
}
