import { tables } from '@maru/services/policies/state.ts'
import { isoTime, tableSet } from '../data-set.ts'

export const policiesSet = tableSet({
  name: 'policies',
  service: 'policies',
  summary: 'Every policy: who is responsible, the budget, the plan, and how it ended.',
  tables,
  table: 'policies',
  columns: [
    'policy',
    'proposal',
    'debate',
    'duty',
    'state',
    'department',
    'budgetWon',
    'milestonesPlanned',
    'evidence',
    'openedAt',
    'endedAt',
    'commitment',
    'salt',
    'textState',
    'title',
    'body',
    'endCommitment',
    'endSalt',
    'endBody',
  ],
  row: ([[policy], row], { source }) => {
    const plan = source.textOf(row.content)
    const end = source.textOf(row.endContent)
    return {
      policy,
      proposal: row.proposal === 0 ? null : row.proposal,
      debate: row.debate === 0 ? null : row.debate,
      duty: row.duty ?? null,
      state: row.state,
      department: row.department,
      budgetWon: row.budgetWon ?? null,
      milestonesPlanned: row.planned,
      evidence: row.evidence,
      openedAt: isoTime(row.openedAt),
      endedAt: isoTime(row.endedAt),
      commitment: plan.commitment,
      salt: plan.salt,
      textState: plan.state,
      title: plan.field('title'),
      body: plan.field('body'),
      endCommitment: end.commitment,
      endSalt: end.salt,
      endBody: end.field('body'),
    }
  },
})

export const milestonesSet = tableSet({
  name: 'milestones',
  service: 'policies',
  summary: 'Every step that a policy promised, with the date promised first and the one in force.',
  tables,
  table: 'milestones',
  columns: [
    'policy',
    'milestone',
    'state',
    'due',
    'firstDue',
    'overdueAt',
    'endedAt',
    'daysLate',
    'commitment',
    'salt',
    'textState',
    'title',
    'body',
    'endCommitment',
    'endSalt',
    'endBody',
  ],
  row: ([[policy, milestone], row], { source }) => {
    const text = source.textOf(row.content)
    const end = source.textOf(row.endContent)
    return {
      policy,
      milestone,
      state: row.state,
      due: isoTime(row.due),
      firstDue: isoTime(row.firstDue),
      overdueAt: isoTime(row.overdueAt),
      endedAt: isoTime(row.endedAt),
      daysLate: row.daysLate ?? null,
      commitment: text.commitment,
      salt: text.salt,
      textState: text.state,
      title: text.field('title'),
      body: text.field('body'),
      endCommitment: end.commitment,
      endSalt: end.salt,
      endBody: end.field('body'),
    }
  },
})
