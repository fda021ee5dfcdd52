/** The text of a comment, which lives off the ledger. */
import { z } from 'zod'
import type { Content } from '@maru/kernel/service.ts'
import { linesOfText } from '../text.ts'

const comment = linesOfText({
  lengthMin: 1,
  lengthMax: 2_000,
  code: { length: 'C2-text-length', malformed: 'C2-text-malformed' },
}).meta({ title: 'Comment', examples: ['우리 동네 정류장에도 꼭 필요합니다.'] })

export const commentContent: Content<{ readonly content: Uint8Array }> = {
  schema: z.strictObject({ comment }),
  commitment: ({ content }) => content,
}
