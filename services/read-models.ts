/**
 * What the services keep in SQL, and who answers their needs. One more projection is one line here; their order does
 * not matter.
 */
import { tablesReader } from '@maru/kernel/state/table.ts'
import { owers, tables as answersTables, type Duty } from './answers/state.ts'
import { holdOf } from './moderation/reads.ts'
import { proposalsProjection } from './proposals/read-model.ts'
import type { AnswerState, ReadNeeds } from './proposals/read-model/needs.ts'
import type { Projection } from './read-model.ts'
import { residentsProjection } from './residents/read-model.ts'

const answers = tablesReader('answers', { owed: answersTables.owed, duties: answersTables.duties })

const answerTo: ReadNeeds['answerTo'] = (view, proposal): AnswerState => {
  const { owed, duties } = answers(view)
  const all = owers.flatMap((by) => {
    const row = owed.get(['proposal', proposal, by])
    return row ? [duties.get([row.duty]) as Duty] : []
  })
  const due = all.filter(({ answer }) => answer === undefined).map(({ due }) => due)
  const given = all.flatMap(({ answer }) => answer?.at ?? [])
  return {
    department: all.find(({ by }) => by === 'department')?.department ?? null,
    dueAt: due.length > 0 ? Math.min(...due) : null,
    answeredAt: given.length > 0 ? Math.max(...given) : null,
  }
}

export const projections: readonly Projection[] = [
  proposalsProjection({
    hears: [
      'answers.duty-arose',
      'answers.duty-lapsed',
      'answers.department-assigned',
      'answers.answered',
      'moderation.text-waiting',
      'moderation.text-approved',
      'moderation.text-hidden',
      'moderation.text-restored',
      'residents.texts-erased',
    ],
    proposalOf: ({ event, data }) =>
      event.startsWith('moderation.') && data['service'] === 'proposals'
        ? (data['number'] as number)
        : undefined,
    erasedAuthorOf: ({ event, data }) =>
      event === 'residents.texts-erased' ? (data['author'] as string) : undefined,
    answerTo,
    isHeld: (view, commitment) => holdOf(view, commitment) !== undefined,
  }),
  residentsProjection,
]
