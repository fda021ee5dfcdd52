/**
 * What the demonstration's stories are made of. A story follows one proposal, or a question of the city's own; its
 * scenes name the day, and number comments, milestones and cases from 0 in the order in which they come up in it.
 */
import type { CborValue } from '@maru/kernel/codec/cbor.ts'

export interface Story {
  /** What other stories call it by. */
  readonly name?: string
  readonly scenes: readonly Scene[]
}

export interface Scene {
  /** Before the moment at which the city opens. */
  readonly daysAgo: number
  readonly play: (cast: Cast) => Promise<unknown>
}

/** An officer by role, or a resident by their place in the story; 0 is the author. */
export type Who = 'mayor' | 'department' | 'moderator' | 'auditor' | 'panel' | number

export interface Cast {
  readonly act: (
    who: Who,
    action: string,
    input: { readonly [field: string]: CborValue },
    text?: { readonly [field: string]: CborValue },
  ) => Promise<unknown>
  /** The number that a thing of this story got; `department duty` and `mayor duty` are the answers owed. */
  readonly number: (kind: string, nth?: number) => number
  /** The answer that the city owes after this poll. */
  readonly dutyAfter: (poll: number) => number
  /** The number of the proposal of another story. */
  readonly proposalOf: (name: string) => number
  /** The moment so many days ago, in milliseconds since 1970; days ahead are negative. */
  readonly at: (daysAgo: number) => number
  /** Who comes up next as a supporter or a speaker: each time another one. */
  readonly next: (part: 'supporter' | 'speaker' | 'commenter', count?: number) => readonly number[]
}

/** Where in a story's order of residents each part begins: so that nobody marks or reports words of their own. */
export const firstOf = { supporter: 1, commenter: 120, speaker: 40 } as const
