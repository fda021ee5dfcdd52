/** The texts of policies, which live off the ledger. They are official acts and stay. */
import { z } from 'zod'
import type { Content } from '@maru/kernel/service.ts'
import { lineOfText, linesOfText } from '../text.ts'

type Committed = Content<{ readonly content: Uint8Array }>
const commitment: Committed['commitment'] = ({ content }) => content
const malformed = 'Y12-text-malformed'
const code = { length: 'Y12-text-length', malformed }

const title = lineOfText({
  lengthMin: 1,
  lengthMax: 120,
  code: { length: 'Y12-title-length', malformed },
}).meta({ title: 'Title', examples: ['정류장 그늘막 설치'] })

const description = linesOfText({ lengthMin: 0, lengthMax: 60_000, code }).meta({
  title: 'Description',
  examples: ['시내 정류장 300곳에 그늘막을 설치합니다.'],
})

const text = linesOfText({ lengthMin: 1, lengthMax: 10_000, code }).meta({
  title: 'Text',
  examples: ['120곳에 설치를 마쳤습니다.'],
})

const link = z
  .string('Y12-link-malformed')
  .max(2_000, 'Y12-link-malformed')
  .regex(/^https?:\/\/[^\s\p{Cc}<>"]+$/u, 'Y12-link-malformed')
  .meta({ title: 'Link', description: 'Where more is shown.', examples: ['https://example.org/shades'] })

/** Of a plan or a milestone. */
export const titledContent: Committed = {
  schema: z.strictObject({ title, body: description }),
  commitment,
  official: true,
}
/** Progress, reasons, and what ended a milestone or a policy. */
export const textContent: Committed = { schema: z.strictObject({ body: text }), commitment, official: true }
export const evidenceContent: Committed = {
  schema: z.strictObject({ body: text, link: link.optional() }),
  commitment,
  official: true,
}
