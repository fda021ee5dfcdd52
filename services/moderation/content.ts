/** The words of officers and authors in a case. They live off the ledger, as all texts do, and anyone may read them. */
import { z } from 'zod'
import type { Content } from '@maru/kernel/service.ts'
import { linesOfText } from '../text.ts'

const words = linesOfText({
  lengthMin: 1,
  lengthMax: 2_000,
  code: { length: 'M15-text-length', malformed: 'M15-text-malformed' },
})

interface Committed {
  readonly content: Uint8Array
}

/** Why an officer hides, restores, keeps or dismisses: an act of office, which stays when the officer leaves. */
export const reasonsContent: Content<Committed> = {
  schema: z.strictObject({
    reasons: words.meta({ title: 'Reasons', examples: ['다른 사람의 전화번호가 그대로 적혀 있습니다.'] }),
  }),
  commitment: ({ content }) => content,
  official: true,
}

export const appealContent: Content<Committed> = {
  schema: z.strictObject({
    appeal: words.meta({ title: 'Appeal', examples: ['제 가게의 대표 번호이며 이미 공개되어 있습니다.'] }),
  }),
  commitment: ({ content }) => content,
}
