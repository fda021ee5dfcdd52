/** What came of one question: each option with its number in words and a bar beside it, and all of it as a table. */
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Table } from '@maru/web/kit/table.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { langOf } from '@maru/web/texts/lang-of.ts'
import type { PollWords } from '../content.ts'
import type { Question, QuestionTally } from '../questions.ts'
import styles from './polls.module.css'
import { useTexts } from './texts.ts'

export const QuestionResult = ({
  number,
  isOnly,
  question,
  words,
  tally,
}: {
  readonly number: number
  /** Then it needs no number. */
  readonly isOnly: boolean
  readonly question: Question
  readonly words: PollWords['questions'][number] | undefined
  readonly tally: QuestionTally
}) => {
  const t = useTexts()
  const format = useFormat()
  const { kind } = question
  const { answered, counts } = tally
  const asked = words?.question ?? t('questionNumber', { number })
  const heading = isOnly || !words ? asked : `${number}. ${asked}`
  const rows = counts.map((count, index) => ({
    label: words?.options[index] ?? t('optionNumber', { number: index + 1 }),
    count,
    share: shareOf(question, tally, count),
  }))
  return (
    <section className={styles['outcome']}>
      <h3 lang={langOf(heading)}>{heading}</h3>
      <p className={layout['soft']}>
        {t(`counted-${kind}`)} {t('answered', { count: answered })}
        {question.askedIf && ` ${t('askedOfSome', { number: question.askedIf.question })}`}
      </p>
      <dl className={styles['results']}>
        {rows.map(({ label, count, share }, index) => (
          <div key={index} className={styles['result']}>
            <dt lang={langOf(label)}>{label}</dt>
            <dd className={styles['number']}>{saidOf(count, share)}</dd>
            <dd className={styles['bar']} aria-hidden="true">
              <span style={{ transform: `scaleX(${share})` }} />
            </dd>
          </div>
        ))}
      </dl>
      <Disclosure title={t('asTable')}>
        <Table
          caption={heading}
          isCaptionHidden
          rows={rows}
          keyOf={({ label }) => label}
          columns={[
            { id: 'option', title: t('optionColumn'), cell: ({ label }) => label },
            {
              id: 'count',
              title: t(`countColumn-${kind}`),
              cell: ({ count }) => format.number(count),
              isNumber: true,
            },
            {
              id: 'share',
              title: t(`shareColumn-${kind}`),
              cell: ({ count, share }) => (kind === 'score' ? meanOf(count) : format.percent(share)),
              isNumber: true,
            },
          ]}
        />
      </Disclosure>
    </section>
  )

  function meanOf(count: number): string {
    return format.number(answered === 0 ? 0 : Math.round((100 * count) / answered) / 100)
  }

  function saidOf(count: number, share: number): string {
    if (kind === 'score') return t('meanScore', { score: meanOf(count) })
    if (kind === 'ranked') return t('points', { points: format.number(count) })
    return `${format.number(count)} (${format.percent(share)})`
  }
}

/** Of the most that an option can have from those who answered: who was not asked is not among them. */
const shareOf = (question: Question, { answered }: QuestionTally, count: number): number => {
  if (answered === 0) return 0
  if (question.kind === 'score') return count / (answered * question.scoreMax)
  return count / (question.kind === 'ranked' ? answered * question.picksMax : answered)
}
