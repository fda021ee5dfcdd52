import { tables } from '@maru/services/answers/state.ts'
import { isoTime, tableSet } from '../data-set.ts'

export const answersSet = tableSet({
  name: 'answers',
  service: 'answers',
  summary: 'Every answer the city owes or gave: by whom, until when, how late, and the wording that stands.',
  tables,
  table: 'duties',
  columns: [
    'duty',
    'proposal',
    'debate',
    'poll',
    'owedBy',
    'department',
    'state',
    'aroseAt',
    'due',
    'expected',
    'answeredAt',
    'daysLate',
    'decision',
    'answeredBy',
    'commitment',
    'salt',
    'textState',
    'body',
  ],
  row: ([[duty], row], { source }) => {
    const text = source.textOf(row.answer?.content)
    return {
      duty,
      proposal: row.proposal === 0 ? null : row.proposal,
      debate: row.debate === 0 ? null : row.debate,
      poll: row.poll ?? null,
      owedBy: row.by,
      department: row.department,
      state: row.state,
      aroseAt: isoTime(row.aroseAt),
      due: isoTime(row.due),
      expected: isoTime(row.expected),
      answeredAt: isoTime(row.answer?.at),
      daysLate: row.answer?.daysLate ?? null,
      decision: row.answer?.decision ?? null,
      answeredBy: row.answer?.by ?? null,
      commitment: text.commitment,
      salt: text.salt,
      textState: text.state,
      body: text.field('body'),
    }
  },
})

export const interimAnswersSet = tableSet({
  name: 'interim-answers',
  service: 'answers',
  summary: 'What was said about an answer before it came, and when it was expected then.',
  tables,
  table: 'interims',
  columns: ['duty', 'number', 'at', 'expected', 'by', 'commitment', 'salt', 'textState', 'body'],
  row: ([[duty, number], row], { source }) => {
    const text = source.textOf(row.content)
    return {
      duty,
      number,
      at: isoTime(row.at),
      expected: isoTime(row.expected),
      by: row.by,
      commitment: text.commitment,
      salt: text.salt,
      textState: text.state,
      body: text.field('body'),
    }
  },
})
