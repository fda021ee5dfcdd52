/** Why proposals are joined, or a joined one leaves: what an officer owes those who supported it. */
import { z } from 'zod'
import type { Content } from '@maru/kernel/service.ts'
import { linesOfText } from '../text.ts'

const reasons = linesOfText({
  lengthMin: 1,
  lengthMax: 5_000,
  code: { length: 'P27-reasons-length', malformed: 'P4-text-malformed' },
}).meta({ title: 'Reasons', examples: ['같은 정류장의 그늘막을 요청하는 제안입니다.'] })

export const joinContentSchema = z.strictObject({ body: reasons })

export const joinContent: Content<{ readonly content: Uint8Array }> = {
  schema: joinContentSchema,
  commitment: ({ content }) => content,
  official: true,
}
