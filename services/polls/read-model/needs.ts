/** What the lists of polls need to know of other services; services/read-models.ts answers. */
import type { View } from '@maru/kernel/state/view.ts'
import type { HeardEvent } from '../../read-model.ts'

export interface ReadNeeds {
  /** Events after which words are shown, or are no more. */
  readonly hears: readonly string[]
  /** The poll that such an event is about. */
  readonly pollOf: (event: HeardEvent) => number | undefined
  /** The author all of whose texts an event destroys. */
  readonly erasedAuthorOf: (event: HeardEvent) => string | undefined
  /** Whether the text of a commitment must not be served, for now or for good. */
  readonly isHeld: (view: View, commitment: string) => boolean
}
