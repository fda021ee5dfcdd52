/** What is stored of the answers that the city owes. Texts are not: rows hold their commitments. */
import { account, name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'

export const states = [
  'waiting-for-department',
  'assigned',
  'due-soon',
  'overdue',
  'answered',
  'answered-late',
  'lapsed',
] as const
export type DutyState = (typeof states)[number]

export const owers = ['department', 'mayor'] as const
export type Ower = (typeof owers)[number]

export const decisions = ['adopted', 'partly-adopted', 'not-adopted', 'referred'] as const

export interface Duty {
  readonly state: DutyState
  /** What is to be answered; 0 when it is a debate on a question of the city's own, or a poll. */
  readonly proposal: number
  /** The debate whose participants obliged the mayor; 0 when supports did. */
  readonly debate: number
  /** The poll of the city that is to be followed up. */
  readonly poll?: number
  /** Who owes the answer. */
  readonly by: Ower
  /** Null until one is assigned, and for the mayor always. */
  readonly department: string | null
  readonly aroseAt: number
  /** From this moment on it is overdue. */
  readonly due: number
  /** When the answer comes, as the last interim answer says. It moves nothing. */
  readonly expected?: number
  readonly answer?: Answer
}

export interface Answer {
  readonly decision: (typeof decisions)[number]
  /** The wording that stands; earlier ones are in `wordings`. */
  readonly content: Uint8Array
  readonly by: string
  readonly at: number
  /** Days after `due`, a begun one counted whole; 0 when it came in time. */
  readonly daysLate: number
}

export interface Wording {
  readonly content: Uint8Array
  readonly by: string
  readonly at: number
}

export const tables = {
  duties: table<Duty>()([uint]),
  /** [state, duty] */
  states: table<0>()([name, uint]),
  /** [by, state]: how many duties are in a state. */
  counts: table<{ readonly duties: number }>()([name, name]),
  /** ['proposal', 'debate' or 'poll', number, by]: one answer is owed for each, so it is a row. */
  owed: table<{ readonly duty: number }>()([name, uint, name]),
  /** [duty, number] */
  interims: table<Wording & { readonly expected: number }>()([uint, uint]),
  /** [duty, number]: every wording of an answer, the last of which stands. */
  wordings: table<Wording>()([uint, uint]),
  departments: table<{ readonly order: number }>()([name]),
  /** [department, account] */
  officers: table<{ readonly since: number }>()([name, account]),
}

export type Tables = typeof tables
