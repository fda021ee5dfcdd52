/** The text that a case is about, with where it stands and whose it is. What is held back is read only by who may. */
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import layout from '@maru/web/parts/layout.module.css'
import { Written, WrittenLine } from '@maru/web/parts/written.tsx'
import { Link } from '@tanstack/react-router'
import { fieldOf, type JudgedRow, usePlace } from './data.ts'
import { HeldText } from './held-text.tsx'
import styles from './moderation.module.css'
import { useTexts } from './texts.ts'
import { useWords } from './words.ts'

const hidden: readonly JudgedRow['state'][] = ['hidden', 'appealed', 'upheld']

/** What keeps the text of a case from being read. */
export const holdOf = ({ case: number, state }: JudgedRow) =>
  hidden.includes(state)
    ? ({ case: number, state: 'hidden' } as const)
    : state === 'waiting'
      ? ({ case: number, state } as const)
      : undefined

export const CaseText = ({ row }: { readonly row: JudgedRow }) => {
  const t = useTexts()
  const words = useWords()
  const pseudonym = usePseudonym()
  const place = usePlace(row)
  const { service, author, content, state } = row
  const hold = holdOf(row)
  return (
    <div className={layout['stack']}>
      <p className={layout['soft']}>
        {words[service]} · {pseudonym(author)}
      </p>
      {(service === 'proposals' || service === 'polls') && !hold && state !== 'erased' && (
        <p className={layout['strong']}>
          <WrittenLine content={content} />
        </p>
      )}
      <Written content={content} field={fieldOf[service]} isErased={state === 'erased'} hold={hold} />
      {hold && <HeldText row={row} />}
      {place !== undefined && service !== 'moderation' && (
        <p className={styles['links']}>
          <Link to={place}>{t('toPlace')}</Link>
        </p>
      )}
    </div>
  )
}
