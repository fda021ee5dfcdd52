/** One act in the log: what was done, under which rule, why, by whom. */
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import layout from '@maru/web/parts/layout.module.css'
import { Written } from '@maru/web/parts/written.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import type { ReactNode } from 'react'
import type { ActRow } from './data.ts'
import styles from './moderation.module.css'
import { StateBadge } from './state-badge.tsx'
import { useTexts } from './texts.ts'
import { useWords } from './words.ts'

export const ActEntry = ({
  row: { act, by, at, rule, content },
  author,
  children,
}: {
  readonly row: ActRow
  /** Of the text: what they do is said to be theirs. */
  readonly author?: string | undefined
  /** Where more of it stands. */
  readonly children?: ReactNode
}) => {
  const t = useTexts()
  const words = useWords()
  const format = useFormat()
  const pseudonym = usePseudonym()
  return (
    <li className={styles['entry']}>
      <p className={layout['row']}>
        <StateBadge state={act} />
        {rule && <span className={layout['strong']}>{t('rule', { rule: words[rule] })}</span>}
        <span className={layout['soft']}>
          {format.dateTime(at)}
          {act !== 'reported' &&
            by &&
            ` · ${by === author || act === 'appealed' ? t('author') : t('officer', { name: pseudonym(by) })}`}
        </span>
      </p>
      {content !== undefined && (
        <Written content={content} field={act === 'appealed' ? 'appeal' : 'reasons'} />
      )}
      {children}
    </li>
  )
}
