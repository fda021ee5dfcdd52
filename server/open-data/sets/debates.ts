import { tables } from '@maru/services/debates/state.ts'
import { shownTally } from '@maru/services/debates/tally.ts'
import { isoTime, tableSet } from '../data-set.ts'

export const debatesSet = tableSet({
  name: 'debates',
  service: 'debates',
  summary:
    'Every debate with its tally: the last opinion of each participant counts. Where members take sides without a name, sides are empty while few have.',
  tables,
  table: 'debates',
  columns: [
    'debate',
    'proposal',
    'state',
    'openedBy',
    'opens',
    'closes',
    'secrecy',
    'for',
    'against',
    'other',
    'participants',
    'mayorObligedAt',
    'commitment',
    'salt',
    'textState',
    'title',
    'body',
  ],
  row: ([[debate], row], { tables, source }) => {
    const text = source.textOf(row.content)
    const tally = shownTally(row, tables.tallies.get([debate]))
    return {
      debate,
      proposal: row.proposal === 0 ? null : row.proposal,
      state: row.state,
      openedBy: row.openedBy,
      opens: isoTime(row.opens),
      closes: isoTime(row.closes),
      secrecy: row.members ? 'anonymous' : 'named',
      for: tally.for,
      against: tally.against,
      other: tally.other,
      participants: tally.participants,
      mayorObligedAt: isoTime(row.mayorAt),
      commitment: text.commitment,
      salt: text.salt,
      textState: text.state,
      title: text.field('title'),
      body: text.field('body'),
    }
  },
})

export const opinionsSet = tableSet({
  name: 'opinions',
  service: 'debates',
  summary:
    'Every opinion given in a debate; counts is 1 for the last of its author, which is the one in the tally.',
  tables,
  table: 'opinions',
  columns: ['opinion', 'debate', 'side', 'counts', 'at', 'author', 'commitment', 'salt', 'textState', 'body'],
  row: ([[opinion], row], { tables, source }) => {
    const text = source.textOf(row.content)
    return {
      opinion,
      debate: row.debate,
      side: row.side,
      counts: tables.latest.get([row.debate, row.author])?.opinion === opinion ? 1 : 0,
      at: isoTime(row.at),
      author: row.author,
      commitment: text.commitment,
      salt: text.salt,
      textState: text.state,
      body: text.field('body'),
    }
  },
})
