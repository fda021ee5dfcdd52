/** The texts of debates, which live off the ledger: opinions, the panel's reasons, the city's questions. */
import { z } from 'zod'
import type { Content } from '@maru/kernel/service.ts'
import { lineOfText, linesOfText } from '../text.ts'

type Committed = Content<{ readonly content: Uint8Array }>
const commitment: Committed['commitment'] = ({ content }) => content
const malformed = 'D2-text-malformed'

const opinionBody = linesOfText({
  lengthMin: 1,
  lengthMax: 10_000,
  code: { length: 'D2-text-length', malformed },
}).meta({ title: 'Opinion', examples: ['그늘막이 있으면 여름에 기다리기가 한결 낫습니다.'] })

const reasonsBody = linesOfText({
  lengthMin: 1,
  lengthMax: 10_000,
  code: { length: 'D7-reasons-length', malformed },
}).meta({ title: 'Reasons', examples: ['공감은 적지만 올여름에 결정해야 하는 일입니다.'] })

const questionTitle = lineOfText({
  lengthMin: 1,
  lengthMax: 120,
  code: { length: 'D9-title-length', malformed },
}).meta({ title: 'Question', examples: ['정류장마다 그늘막을 둘까요?'] })

const questionBody = linesOfText({
  lengthMin: 0,
  lengthMax: 60_000,
  code: { length: 'D9-body-length', malformed },
}).meta({ title: 'Explanation', examples: ['그늘막 하나를 놓는 데 드는 돈과 자리를 함께 살펴봐 주세요.'] })

export const opinionContent: Committed = { schema: z.strictObject({ body: opinionBody }), commitment }
export const reasonsContent: Committed = {
  schema: z.strictObject({ body: reasonsBody }),
  commitment,
  official: true,
}
export const questionContent: Committed = {
  schema: z.strictObject({ title: questionTitle, body: questionBody }),
  commitment,
  official: true,
}
