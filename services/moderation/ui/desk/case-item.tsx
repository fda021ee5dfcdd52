import layout from '@maru/web/parts/layout.module.css'
import { WrittenLine } from '@maru/web/parts/written.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { holdOf } from '../case-text.tsx'
import { type CaseRow, lineFieldOf } from '../data.ts'
import { useWords } from '../words.ts'
import styles from './desk.module.css'
import { useTexts } from './texts.ts'

/** What is judged, since when, and how many reported it. */
export const CaseItem = ({ item }: { readonly item: CaseRow }) => {
  const t = useTexts()
  const words = useWords()
  const format = useFormat()
  const { case: number, service, content, reports, openedAt, rule } = item
  return (
    <>
      <span className={styles['beginning']}>
        {holdOf(item) ? (
          t('caseLine', { kind: words[service], number })
        ) : (
          <WrittenLine content={content} field={lineFieldOf[service]} />
        )}
      </span>
      <span className={layout['soft']}>
        {words[service]} · {format.relative(openedAt)}
        {reports > 0 && ` · ${t('reportCount', { count: reports })}`}
        {rule && ` · ${words[rule]}`}
      </span>
    </>
  )
}
