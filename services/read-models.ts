/**
 * What the services keep in SQL, and who answers their needs. One more projection is one line here; their order does
 * not matter.
 */
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { owers, tables as answersTables, type Duty } from './answers/state.ts'
import { holdOf } from './moderation/reads.ts'
import { proposalsProjection } from './proposals/read-model.ts'
import type { AnswerState, ReadNeeds } from './proposals/read-model/needs.ts'
import { pollsProjection } from './polls/read-model.ts'
import type { HeardEvent, Projection } from './read-model.ts'
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

/** Events after which texts are shown, or are no more. */
const showing = [
  'moderation.text-waiting',
  'moderation.text-approved',
  'moderation.text-hidden',
  'moderation.text-restored',
  'residents.texts-erased',
]

/** The number of what was moderated, in this service. */
const moderatedIn = (service: string, { event, data }: HeardEvent): number | undefined =>
  event.startsWith('moderation.') && data['service'] === service ? (data['number'] as number) : undefined

const erasedAuthorOf = ({ event, data }: HeardEvent): string | undefined =>
  event === 'residents.texts-erased' ? (data['author'] as string) : undefined

const isHeld = (view: View, commitment: string): boolean => holdOf(view, commitment) !== undefined

export const projections: readonly Projection[] = [
  proposalsProjection({
    hears: [
      'answers.duty-arose',
      'answers.duty-lapsed',
      'answers.department-assigned',
      'answers.answered',
      ...showing,
    ],
    proposalOf: (event) => moderatedIn('proposals', event),
    erasedAuthorOf,
    answerTo,
    isHeld,
  }),
  pollsProjection({
    hears: showing,
    pollOf: (event) => moderatedIn('polls', event),
    erasedAuthorOf,
    isHeld,
  }),
  residentsProjection,
]
