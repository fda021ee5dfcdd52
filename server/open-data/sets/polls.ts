import { tables } from '@maru/services/polls/state.ts'
import { isoTime, tableSet } from '../data-set.ts'

/** Votes themselves are no set: whoever wants them has the poll's file, once it is over (docs/spec/polls.md). */
export const pollsSet = tableSet({
  name: 'polls',
  service: 'polls',
  summary:
    'Every poll with its turnout; tally is a list of counts for each question, and empty while too few have voted for it to be shown.',
  tables,
  table: 'polls',
  columns: [
    'poll',
    'asker',
    'state',
    'secrecy',
    'group',
    'eligible',
    'department',
    'opens',
    'closes',
    'voters',
    'changes',
    'tally',
    'commitment',
    'salt',
    'textState',
    'title',
    'body',
  ],
  row: ([[poll], row], { tables, source }) => {
    const text = source.textOf(row.content)
    const { voters, changes } = tables.turnouts.get([poll]) ?? { voters: 0, changes: 0 }
    const counts = row.questions.map((_, index) => tables.tallies.get([poll, index + 1])?.counts ?? [])
    return {
      poll,
      asker: row.asker,
      state: row.state,
      secrecy: row.secrecy,
      group: row.group,
      eligible: row.eligible ?? null,
      department: row.department ?? null,
      opens: isoTime(row.opens),
      closes: isoTime(row.endedEarly?.at ?? row.closes),
      voters,
      changes,
      tally: voters < row.shownFrom ? null : JSON.stringify(counts),
      commitment: text.commitment,
      salt: text.salt,
      textState: text.state,
      title: text.field('title'),
      body: text.field('body'),
    }
  },
})
