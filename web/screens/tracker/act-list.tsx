/** Acts as sentences. The lock leads to where this browser proves them. */
import { Link } from '@tanstack/react-router'
import { ButtonLink } from '../../kit/button.tsx'
import { Icon } from '../../kit/icon.tsx'
import { useFormat } from '../../texts/format.ts'
import { type Told, useActSentence } from '../acts/act-sentence.ts'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'

export interface ListedAct extends Told {
  readonly id: string
  readonly index: number
}

export const ActList = ({ acts }: { readonly acts: readonly ListedAct[] }) => {
  const t = useTexts()
  const format = useFormat()
  const sentence = useActSentence()
  return (
    <ul className={styles['acts']}>
      {acts.map((act) => (
        <li key={act.id} className={styles['act']}>
          <Link to={`/tracker/transactions/${act.id}`} className={styles['sentence']}>
            {sentence(act)}
          </Link>
          <ButtonLink to={`/check/${act.id}`} look="text" size="small">
            <Icon name="lock" />
            {t('prove')}
            <span className="visually-hidden"> {t('entryNumber', { index: format.number(act.index) })}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  )
}
