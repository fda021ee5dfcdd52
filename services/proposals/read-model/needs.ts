/** What the lists of proposals need to know of other services; services/read-models.ts answers. */
import type { HeardEvent } from '../../read-model.ts'
import type { View } from '@maru/kernel/state/view.ts'

export interface ReadNeeds {
  /** Events after which another service says something else of a proposal. */
  readonly hears: readonly string[]
  /** The proposal that such an event is about. */
  readonly proposalOf: (event: HeardEvent) => number | undefined
  /** The author all of whose texts an event destroys. */
  readonly erasedAuthorOf: (event: HeardEvent) => string | undefined
  readonly answerTo: (view: View, proposal: number) => AnswerState
  /** Whether the text of a commitment must not be served, for now or for good. */
  readonly isHeld: (view: View, commitment: string) => boolean
}

export interface AnswerState {
  /** The department that answers. */
  readonly department: string | null
  /** When the first answer that is still owed is due, in milliseconds since 1970. */
  readonly dueAt: number | null
  /** When the last answer was given. */
  readonly answeredAt: number | null
}
