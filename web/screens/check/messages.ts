/** What page and worker say to each other. */
import type { QuestionTally } from '@maru/services/polls/questions.ts'
import type { Figures, Problem } from '@maru/verifier/report.ts'
import type { Judgement } from './judgement.ts'
import type { LightEvidence, LightJudgement } from './judge-light.ts'
import type { Evidence } from './judge-receipt.ts'
import type { StateEvidence, StateJudgement } from './judge-state.ts'

export type Question =
  | { readonly kind: 'judge'; readonly evidence: Evidence }
  | { readonly kind: 'judge-light'; readonly evidence: LightEvidence }
  | { readonly kind: 'judge-state'; readonly evidence: StateEvidence }
  | {
      readonly kind: 'recount'
      readonly vkey: string
      readonly from: LogPlace
      /** A poll whose figures are wanted too. */
      readonly poll?: number | undefined
    }

export type Ask = (
  question: Question,
  onProgress?: (done: number, size: number) => void,
  signal?: AbortSignal,
) => Promise<Answer>

/** A city's server, or the files of a log that somebody keeps, by their C2SP paths. */
export type LogPlace =
  | { readonly server: string }
  | { readonly files: readonly { readonly path: string; readonly file: File }[] }

export type Answer =
  | { readonly kind: 'judged'; readonly judgement: Judgement }
  | { readonly kind: 'light-judged'; readonly judgement: LightJudgement }
  | { readonly kind: 'state-judged'; readonly judgement: StateJudgement }
  | { readonly kind: 'progress'; readonly done: number; readonly size: number }
  | {
      readonly kind: 'recounted'
      readonly figures: Figures
      readonly tallies: Totals
      readonly city?: Claims
      readonly poll?: PollFigures
    }
  /** The log is wrong: where, and how. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** Nothing is known: the log could not be read. */
  | { readonly kind: 'failed'; readonly message: string }

/** Proposals and their supports. */
export interface Totals {
  readonly proposals: number
  readonly supports: number
}

/** What is known of a poll: by this recount, and by the city at the same size of the log. */
export interface PollFigures {
  readonly log: PollFigure | undefined
  readonly city: PollFigure | undefined
}

export interface PollFigure {
  readonly voters: number
  readonly changes: number
  readonly tally: readonly QuestionTally[] | null
}

/** What the city's own pages say at the same size of the log, and the first proposal of which it says otherwise. */
export interface Claims {
  readonly size: number
  readonly height: number
  readonly time: number
  readonly stateRoot: string
  readonly tallies: Totals
  readonly difference?: { readonly proposal: number; readonly city: number; readonly log: number }
}
