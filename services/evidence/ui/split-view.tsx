/** Two checkpoints of one cosigner, one under the other. */
import { useFormat } from '@maru/web/texts/format.ts'
import { checkOfNote, type ShownSplitView, useInstitutionName } from './data.ts'
import styles from './evidence.module.css'
import { Statement } from './statement.tsx'
import { useTexts } from './texts.ts'

export const SplitView = ({ row }: { readonly row: ShownSplitView }) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useInstitutionName()
  const { institution, name, size, vkey, first, second, at } = row
  return (
    <li className={styles['entry']}>
      <h3>{t('twoLogs', { institution: nameOf(institution), name, size: format.number(size) })}</h3>
      <p className={styles['soft']}>{t('reported', { time: format.dateTime(at) })}</p>
      <ol className={styles['statements']}>
        {[first, second].map((note, index) => (
          <Statement
            key={note}
            title={t(index === 0 ? 'firstLog' : 'secondLog')}
            check={checkOfNote(vkey, note)}
          >
            <code className={styles['code']}>{note}</code>
          </Statement>
        ))}
      </ol>
    </li>
  )
}
