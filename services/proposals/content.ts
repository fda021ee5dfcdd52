/** The text of a proposal, which lives off the ledger. */
import { z } from 'zod'
import type { Content } from '@maru/kernel/service.ts'
import { lineOfText, linesOfText } from '../text.ts'

const malformed = 'P4-text-malformed'

const title = lineOfText({
  lengthMin: 1,
  lengthMax: 120,
  code: { length: 'P2-title-length', malformed },
}).meta({ title: 'Title', examples: ['버스 정류장에 그늘막을'] })

const body = linesOfText({
  lengthMin: 0,
  lengthMax: 60_000,
  code: { length: 'P3-body-length', malformed },
}).meta({ title: 'Body', examples: ['여름마다 정류장이 너무 덥습니다.'] })

export const contentSchema = z.strictObject({ title, body })

export const proposalContent: Content<{ readonly content: Uint8Array }> = {
  schema: contentSchema,
  commitment: ({ content }) => content,
}
