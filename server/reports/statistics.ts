/**
 * The numbers of the reports page, folded from the state in pages: one log index gives one set of numbers, and a
 * recount of the log gives the same. Months are as UTC has them.
 */
import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import { tables as answerTables } from '@maru/services/answers/state.ts'
import { dayMs } from '@maru/services/days.ts'
import { tables as debateTables } from '@maru/services/debates/state.ts'
import { states as caseStates, tables as moderationTables } from '@maru/services/moderation/state.ts'
import { tables as policyTables } from '@maru/services/policies/state.ts'
import { tables as pollTables } from '@maru/services/polls/state.ts'
import { tables as proposalTables, thresholds } from '@maru/services/proposals/state.ts'
import { pagesOf } from '../open-data/data-set.ts'
import { createTally, medianOf, type Tally } from './tally.ts'

/** `nextTurn` is awaited between pages, so that others have theirs. */
export const foldStatistics = async (view: View, nextTurn: () => Promise<unknown>) => {
  const proposals = await foldProposals(view, nextTurn)
  const debates = await foldDebates(view, nextTurn)
  const polls = await foldPolls(view, nextTurn)
  const counters = readSystem(view).counters
  const comments = counters.get(['comments', 'comment'])?.value ?? 0
  const opinions = counters.get(['debates', 'opinion'])?.value ?? 0
  return {
    proposals,
    debates,
    polls,
    answers: await foldAnswers(view, nextTurn),
    policies: await foldPolicies(view, nextTurn),
    moderation: await foldModeration(view, nextTurn),
    participation: {
      supports: proposals.supports,
      debateParticipants: debates.participants,
      pollVoters: polls.voters,
      opinions,
      /** Withdrawn ones too. */
      comments,
    },
  }
}

type Turn = () => Promise<unknown>

const foldProposals = async (view: View, nextTurn: Turn) => {
  const tables = bindReadTables('proposals', proposalTables, view)
  const [months, fields, districts, states] = [createTally(), createTally(), createTally(), createTally()]
  let total = 0
  let supports = 0
  for (const page of pagesOf(tables.proposals)) {
    for (const [, row] of page) {
      total++
      supports += row.supports
      const amounts = { proposals: 1, supports: row.supports }
      months.add(monthOf(row.openedAt), amounts)
      fields.add(row.field, amounts)
      districts.add(row.district ?? 'whole-city', amounts)
      states.add(row.state, amounts)
    }
    await nextTurn()
  }
  return {
    total,
    supports,
    byMonth: months.rows('month'),
    byField: fields.rows('field'),
    byDistrict: districts.rows('district'),
    byState: states.rows('state'),
    thresholds: thresholds.map((threshold) => {
      const reached = tables.reached.get([threshold])?.proposals ?? 0
      return { threshold, proposals: reached, share: share(reached, total) }
    }),
  }
}

const foldDebates = async (view: View, nextTurn: Turn) => {
  const tables = bindReadTables('debates', debateTables, view)
  const [months, states] = [createTally(), createTally()]
  let participants = 0
  for (const page of pagesOf(tables.debates)) {
    for (const [[debate], { state, opens }] of page) {
      const took = tables.tallies.get([debate])?.participants ?? 0
      participants += took
      months.add(monthOf(opens), { debates: 1, participants: took })
      states.add(state, { debates: 1, participants: took })
    }
    await nextTurn()
  }
  return { participants, byMonth: months.rows('month'), byState: states.rows('state') }
}

/** How many voted, which is told of every poll, and never how: polls that have opened, by the month in which they did. */
const foldPolls = async (view: View, nextTurn: Turn) => {
  const tables = bindReadTables('polls', pollTables, view)
  const [months, askers] = [createTally(), createTally()]
  let total = 0
  let voters = 0
  for (const page of pagesOf(tables.polls)) {
    for (const [[poll], { openedAt, asker }] of page) {
      if (openedAt === undefined) continue
      const voted = tables.turnouts.get([poll])?.voters ?? 0
      total++
      voters += voted
      months.add(monthOf(openedAt), { polls: 1, voters: voted })
      askers.add(asker, { polls: 1, voters: voted })
    }
    await nextTurn()
  }
  return { total, voters, byMonth: months.rows('month'), byAsker: askers.rows('asker') }
}

const foldAnswers = async (view: View, nextTurn: Turn) => {
  const { duties } = bindReadTables('answers', answerTables, view)
  const departments: Tally = createTally()
  const totals = { inTime: 0, late: 0, overdue: 0, waiting: 0, lapsed: 0 }
  const decisions = createTally()
  const days: number[] = []
  const daysByDepartment = new Map<string, number[]>()
  for (const page of pagesOf(duties)) {
    for (const [, { state, by, department, answer, aroseAt }] of page) {
      const outcome = outcomeByState[state]
      totals[outcome]++
      const ower = by === 'mayor' ? 'mayor' : (department ?? 'unassigned')
      departments.add(ower, { ...none, [outcome]: 1 })
      if (!answer) continue
      decisions.add(answer.decision, { answers: 1 })
      // Begun days are counted whole, as the days of a late answer are.
      const took = Math.floor((answer.at - aroseAt) / dayMs) + 1
      days.push(took)
      const others = daysByDepartment.get(ower)
      if (others) others.push(took)
      else daysByDepartment.set(ower, [took])
    }
    await nextTurn()
  }
  const owed = totals.inTime + totals.late + totals.overdue + totals.waiting
  return {
    ...totals,
    shareInTime: share(totals.inTime, owed),
    daysToAnswerMedian: medianOf(days),
    byDepartment: departments.rows('department').map((row) => ({
      ...row,
      daysToAnswerMedian: medianOf(daysByDepartment.get(String(row['department'])) ?? []),
    })),
    byDecision: decisions.rows('decision'),
  }
}

const foldPolicies = async (view: View, nextTurn: Turn) => {
  const { policies } = bindReadTables('policies', policyTables, view)
  const states = createTally()
  for (const page of pagesOf(policies)) {
    for (const [, { state, budgetWon }] of page) states.add(state, { policies: 1, budgetWon: budgetWon ?? 0 })
    await nextTurn()
  }
  return { byState: states.rows('state') }
}

/** Acts in cases: who reported is not among them. */
const foldModeration = async (view: View, nextTurn: Turn) => {
  const { acts } = bindReadTables('moderation', moderationTables, view)
  const [months, kinds, rules] = [createTally(), createTally(), createTally()]
  for (const page of pagesOf(acts)) {
    for (const [, { act, at, rule }] of page) {
      months.add(monthOf(at), { ...noActs, [act]: 1 })
      kinds.add(act, { acts: 1 })
      if (rule) rules.add(rule, { reported: 0, hidden: 0, [act]: 1 })
    }
    await nextTurn()
  }
  return { byMonth: months.rows('month'), byAct: kinds.rows('act'), byRule: rules.rows('rule') }
}

const noActs = Object.fromEntries(caseStates.map((state) => [state, 0]))

const monthOf = (time: number): string => new Date(time).toISOString().slice(0, 7)

const outcomeByState = {
  'waiting-for-department': 'waiting',
  assigned: 'waiting',
  'due-soon': 'waiting',
  overdue: 'overdue',
  answered: 'inTime',
  'answered-late': 'late',
  lapsed: 'lapsed',
} as const

const none = { inTime: 0, late: 0, overdue: 0, waiting: 0, lapsed: 0 }

/** Four digits; null of nothing. */
const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((10_000 * part) / whole) / 10_000
