/** What is stored of policies. Texts are not: rows hold their commitments. */
import { name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'
import type { EventData } from '@maru/kernel/service.ts'

export const states = ['waiting-for-department', 'underway', 'carried-out', 'dropped'] as const
export type PolicyState = (typeof states)[number]

export interface Policy {
  readonly state: PolicyState
  /** What it carries out; 0 when it comes from a debate on a question of the city's own, or a poll. */
  readonly proposal: number
  /** The debate it comes from when there is no proposal; 0 otherwise. */
  readonly debate: number
  /** The poll of the city whose follow-up adopted it. */
  readonly poll?: number
  /** The duty whose answer adopted it; absent when an officer opened it. */
  readonly duty?: number
  /** Who is responsible; null while it waits for a department. */
  readonly department: string | null
  /** Korean won; absent until it is planned. */
  readonly budgetWon?: number
  /** The plan's text; absent until it is planned. */
  readonly content?: Uint8Array
  /** Milestones that are neither done nor dropped. */
  readonly planned: number
  /** Pieces of evidence. */
  readonly evidence: number
  readonly openedAt: number
  readonly endedAt?: number
  /** What was achieved, or why it was dropped. */
  readonly endContent?: Uint8Array
}

export const milestoneEnds = ['done', 'dropped'] as const

export interface Milestone {
  readonly state: 'planned' | (typeof milestoneEnds)[number]
  readonly content: Uint8Array
  /** It is in time before this moment. */
  readonly due: number
  /** What was promised first: days late count from here, however often the date was moved. */
  readonly firstDue: number
  /** When it was last found overdue; it stays when the date is moved. */
  readonly overdueAt?: number
  readonly endedAt?: number
  readonly endContent?: Uint8Array
  readonly daysLate?: number
}

/** One thing that happened to a policy: the event that told it. `by` is missing where no officer of it acted. */
export interface Entry {
  readonly event: string
  readonly at: number
  readonly by?: string
  readonly data: EventData
}

export const tables = {
  policies: table<Policy>()([uint]),
  /** [state, policy] */
  states: table<0>()([name, uint]),
  /** [department, state, policy] */
  departments: table<0>()([name, name, uint]),
  /** ['proposal', 'debate' or 'poll', its number, policy]: all but the last were dropped. */
  origins: table<0>()([name, uint, uint]),
  /** [policy, milestone]; milestones are numbered within the city. */
  milestones: table<Milestone>()([uint, uint]),
  /** [policy, entry] */
  history: table<Entry>()([uint, uint]),
}

export type Tables = typeof tables
