import { z } from 'zod'
import { countToday } from '../../days.ts'
import { debateNumber } from '../../schemas.ts'
import { countVoice } from '../change-state.ts'
import { action } from '../kit.ts'
import { checkDebate, checkMember, checkToday } from '../speakers.ts'
import { sides } from '../state.ts'

/** D3: while the debate is open. D4: the last side counts. D5: so often a day. D13 to D15: by members, in order. */
export const takeSide = action({
  input: z.strictObject({
    debate: debateNumber,
    side: z.enum(sides),
    sequence: z.int().min(1).max(1_000).meta({
      description: "A member's acts in one debate are numbered from 1; a higher one replaces a lower.",
    }),
  }),
  summary:
    'Take a side in a debate without a name or words, as a member. The last one counts, and you count once.',
  example: { debate: 1, side: 'for' as const, sequence: 1 },
  // One voice in each debate, whatever side: the proof's message binds that.
  membership: { scope: ({ debate }) => ['debate', debate] },
  check: (context, { debate, sequence }) =>
    checkDebate(context, debate, false) ?? checkMember(context, debate, sequence) ?? checkToday(context),
  apply: (context, { debate, side, sequence }) => {
    const { tables, actor, time } = context
    tables.days.put([actor], countToday(tables.days.get([actor]), time))
    countVoice(context, debate, actor, { side, sequence, at: time })
  },
})
