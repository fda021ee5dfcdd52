/** What was asked already: shown while somebody writes. Two polls are alike by the trigrams of their titles' words. */
import { sql } from 'kysely'
import { z } from 'zod'
import { list } from '../../read-model.ts'
import { titleKeyOf } from './apply.ts'
import { shownPoll } from './show.ts'

const count = 5

export const similarPolls = list({
  input: z.strictObject({ title: z.string().max(200) }),
  summary:
    'The five polls whose titles are most like one that is being written, with how much: 1 is the same.',
  example: { title: '공원에 무엇을 놓을까요?' },
  read: async ({ database, view, time }, { title }) => {
    const key = titleKeyOf(title)
    // Without a trigram to look for, the index would be read from end to end.
    if (key === '') return { answer: { polls: [] } }
    const { rows } = await sql<{ number: number; score: number }>`
      select number, similarity(title_key, ${key}) as score from poll_words join polls using (number)
      where title_key % ${key} and state <> 'withdrawn'
      order by score desc, number desc limit ${count}`.execute(database)
    const polls = rows.map(({ number, score }) => ({
      score: Math.round(score * 100) / 100,
      ...shownPoll(view, time, number),
    }))
    return { answer: { polls } }
  },
})
