import { serviceKit, type ParameterDocs } from '@maru/kernel/service.ts'
import type { FixedGroup, Tables } from './state.ts'

export interface Parameters {
  readonly pollDaysMax: number
  readonly residentPollsPerDay: number
  readonly tallyShownFrom: number
  readonly voteChangesMax: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  pollDaysMax: 'Days a poll may be open; it may be announced as many days before.',
  residentPollsPerDay: 'Polls one resident may open on one day (UTC); 0 for no limit.',
  tallyShownFrom: 'Voters from which the tally of an anonymous poll is shown; 0 for always.',
  voteChangesMax: 'How often a vote may be changed where a poll allows it.',
}

export interface Needs {
  readonly isResident: (account: string) => boolean
  readonly hasRole: (account: string, role: 'department' | 'mayor') => boolean
  readonly isDepartment: (department: string) => boolean
  /** A group as its tree stands now; undefined when there is no such group, or nobody in it. */
  readonly groupOf: (group: string) => (FixedGroup & { readonly members: number }) | undefined
  /** Whether the ledger shows of each account that it belongs to the group. */
  readonly isNamedGroup: (group: string) => boolean
  /** How many active residents are in such a group. */
  readonly countNamed: (group: string) => number
  /** Whether an active resident is in such a group, and was in it at that time, when its tree had so many leaves. */
  readonly belonged: (
    account: string,
    group: string,
    then: { readonly at: number; readonly size: number | undefined },
  ) => boolean
}

export const { action, query, timer } = serviceKit<Tables, Parameters, Needs>()
