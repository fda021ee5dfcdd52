import { bindReadTables } from '@maru/kernel/state/table.ts'
import { dayMs } from '@maru/services/days.ts'
import { tables } from '@maru/services/proposals/state.ts'
import { isoTime, pageSize, pagesOf, tableSet, type DataRow, type DataSet } from '../data-set.ts'

export const proposalsSet = tableSet({
  name: 'proposals',
  service: 'proposals',
  summary: 'Every proposal, with its supports, what it reached and its text.',
  tables,
  table: 'proposals',
  columns: [
    'proposal',
    'state',
    'field',
    'district',
    'supports',
    'openedAt',
    'editedAt',
    'closes',
    'reachedAssignmentAt',
    'reachedDebateAt',
    'reachedMayorAt',
    'joinedTo',
    'joined',
    'debateBy',
    'author',
    'commitment',
    'salt',
    'textState',
    'title',
    'body',
  ],
  row: ([[proposal], row], { source }) => {
    const text = source.textOf(row.content)
    return {
      proposal,
      state: row.state,
      field: row.field,
      district: row.district,
      supports: row.supports,
      openedAt: isoTime(row.openedAt),
      editedAt: isoTime(row.editedAt),
      closes: isoTime(row.closes),
      reachedAssignmentAt: isoTime(row.reached.assignment),
      reachedDebateAt: isoTime(row.reached.debate),
      reachedMayorAt: isoTime(row.reached.mayor),
      joinedTo: row.joinedTo ?? null,
      joined: row.joined ?? null,
      debateBy: row.debateBy ?? null,
      author: row.author,
      commitment: text.commitment,
      salt: text.salt,
      textState: text.state,
      title: text.field('title'),
      body: text.field('body'),
    }
  },
})

/** One row for each proposal and day; the days of one proposal are few, its supporters need not be. */
export const supportsPerDaySet: DataSet = {
  name: 'supports-per-day',
  service: 'proposals',
  summary: 'How many of the supports that stand now each proposal got on which day (UTC).',
  columns: ['proposal', 'day', 'supports'],
  *pages({ view }) {
    const { supports } = bindReadTables('proposals', { supports: tables.supports }, view)
    const rows: DataRow[] = []
    let current = 0
    let countByDay = new Map<number, number>()
    const endProposal = (): void => {
      for (const [day, count] of [...countByDay].sort(([a], [b]) => a - b))
        rows.push({ proposal: current, day: dateOf(day), supports: count })
      countByDay = new Map()
    }
    for (const page of pagesOf(supports)) {
      for (const [[proposal], { time }] of page) {
        if (proposal !== current) endProposal()
        current = proposal
        const day = Math.floor(time / dayMs)
        countByDay.set(day, (countByDay.get(day) ?? 0) + 1)
      }
      // An empty page too: whoever reads along can take turns with others.
      yield rows.length >= pageSize ? rows.splice(0) : []
    }
    endProposal()
    yield rows
  },
}

const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
