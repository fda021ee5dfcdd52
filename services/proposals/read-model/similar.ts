/**
 * What was proposed already: shown while somebody writes. Two proposals are alike by the trigrams of their titles'
 * words (pg_trgm), or when the text of one stands in the other, sentence by sentence.
 */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { list } from '../../read-model.ts'
import { proposalNumber } from '../../schemas.ts'
import { passagesOf } from '../../search-text.ts'
import type { ReadNeeds } from './needs.ts'
import { shownProposals, type ShownRow } from './show.ts'
import { titleKeyOf } from './texts.ts'

/** A URL holds no more: Korean takes nine characters of it for each letter. */
const beginningMax = 1_000

export const similarProposals = (needs: ReadNeeds) =>
  list({
    input: z.strictObject({
      title: z.string().max(200),
      except: proposalNumber
        .optional()
        .meta({ description: 'One that is not asked for, as it is asked about.' }),
      body: z.string().max(beginningMax).default('').meta({ description: 'The text, or its beginning.' }),
    }),
    summary: 'The five proposals most like one that is being written, with how much: 1 is the same.',
    example: { title: '버스 정류장에 그늘막을', body: '' },
    read: async ({ database, view }, { title, body, except = 0 }) => {
      const arms = [...byTitle(titleKeyOf(title), except), ...byPassages(passagesOf(body), except)]
      if (arms.length === 0) return { answer: { proposals: [] } }
      const { rows } = await sql<ShownRow & { readonly score: number }>`
        select number, title, excerpt, max(score) as score
        from (${sql.join(arms, sql` union all `)}) as found join proposal_texts using (number)
        group by number, title, excerpt order by max(score) desc, title = ${title} desc, number desc limit ${count}`.execute(
        database,
      )
      const proposals = shownProposals(needs, view, rows)
      return {
        answer: { proposals: proposals.map((shown, place) => ({ score: scoreOf(rows[place]), ...shown })) },
      }
    },
  })

const count = 5
/** Among more that are as much alike, those with the very same title come first. */
const candidates = 25

/** Without a trigram to look for, the index would be read from end to end. */
const byTitle = (key: string, except: number): RawBuilder<unknown>[] =>
  key === ''
    ? []
    : [
        sql`(
          select number, similarity(title_key, ${key}) as score from proposal_words
          where title_key % ${key} and number <> ${except}
          order by score desc, number desc limit ${candidates})`,
      ]

const byPassages = (passages: readonly number[], except: number): RawBuilder<unknown>[] =>
  passages.length === 0
    ? []
    : [
        sql`(
          select number, cardinality(array(select unnest(passages) intersect select unnest(${passages}::int[])))
            / ${passages.length}::real as score from proposal_words
          where passages && ${passages}::int[] and number <> ${except}
          order by score desc, number desc limit ${candidates})`,
      ]

/** Two places say enough. */
const scoreOf = (row: { readonly score: number } | undefined): number =>
  Math.round((row?.score ?? 0) * 100) / 100
