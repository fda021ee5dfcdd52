/** What came of one question: each option with its number in words, and a bar beside it. */
import layout from '@maru/web/parts/layout.module.css'
import { type Format, useFormat } from '@maru/web/texts/format.ts'
import { langOf } from '@maru/web/texts/lang-of.ts'
import type { PollWords } from '../content.ts'
import type { Question, QuestionTally } from '../questions.ts'
import styles from './polls.module.css'
import { useTexts } from './texts.ts'

export const QuestionResult = ({
  number,
  question,
  words,
  tally,
}: {
  readonly number: number
  readonly question: Question
  readonly words: PollWords['questions'][number] | undefined
  readonly tally: QuestionTally
}) => {
  const t = useTexts()
  const format = useFormat()
  const { answered, counts } = tally
  const heading = words?.question ?? t('questionNumber', { number })
  return (
    <section className={layout['stack']} aria-label={heading}>
      <h3 lang={langOf(heading)}>{heading}</h3>
      <p className={layout['soft']}>
        {t(`counted-${question.kind}`)} {t('answered', { count: answered })}
      </p>
      <dl className={styles['results']}>
        {counts.map((count, index) => {
          const label = words?.options[index] ?? t('optionNumber', { number: index + 1 })
          return (
            <div key={index} className={styles['result']}>
              <dt lang={langOf(label)}>{label}</dt>
              <dd className={styles['number']}>{saidOf(count, format)}</dd>
              <dd className={styles['bar']} aria-hidden="true">
                <span style={{ transform: `scaleX(${shareOf(count)})` }} />
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )

  function shareOf(count: number): number {
    if (answered === 0) return 0
    if (question.kind === 'score') return count / (answered * question.scoreMax)
    return count / (question.kind === 'ranked' ? answered * question.picksMax : answered)
  }

  function saidOf(count: number, { number: show, percent }: Format): string {
    if (question.kind === 'score')
      return t('meanScore', { score: show(answered === 0 ? 0 : Math.round((100 * count) / answered) / 100) })
    if (question.kind === 'ranked') return t('points', { points: show(count) })
    return `${show(count)} (${percent(shareOf(count))})`
  }
}
