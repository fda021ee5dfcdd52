import { tables } from '@maru/services/moderation/state.ts'
import { isoTime, tableSet } from '../data-set.ts'

/** As the log that the moderation service shows: who reported is not told. */
export const moderationSet = tableSet({
  name: 'moderation',
  service: 'moderation',
  summary: 'The moderation log: every act in every case, with the rule and the published reasons.',
  tables,
  table: 'acts',
  columns: [
    'act',
    'case',
    'did',
    'at',
    'by',
    'rule',
    'service',
    'number',
    'commitment',
    'salt',
    'textState',
    'reasons',
  ],
  row: ([[act], row], { tables, source }) => {
    const about = tables.cases.get([row.case])
    const text = source.textOf(row.content)
    return {
      act,
      case: row.case,
      did: row.act,
      at: isoTime(row.at),
      by: row.act === 'reported' ? null : row.by,
      rule: row.rule ?? null,
      service: about?.service ?? null,
      number: about?.number ?? null,
      commitment: text.commitment,
      salt: text.salt,
      textState: text.state,
      reasons: text.field('reasons') ?? text.field('appeal'),
    }
  },
})
