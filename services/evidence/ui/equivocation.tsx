/** Two votes of one validator, one under the other. */
import { useCity } from '@maru/web/city/city.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { checkOfVote, type ShownEquivocation, useInstitutionName } from './data.ts'
import styles from './evidence.module.css'
import { Statement } from './statement.tsx'
import { useTexts } from './texts.ts'

export const Equivocation = ({ row }: { readonly row: ShownEquivocation }) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useInstitutionName()
  const { data: city } = useCity()
  const { institution, name, height, round, type, at, votes } = row
  const values = { institution: nameOf(institution), name, height: format.number(height) }
  return (
    <li className={styles['entry']}>
      <h3>{t('votedTwice', values)}</h3>
      <p className={styles['soft']}>
        {t(type)} · {t('round', { round })} · {t('reported', { time: format.dateTime(at) })}
      </p>
      <ol className={styles['statements']}>
        {votes.map((vote, index) => (
          <Statement
            key={vote.signature}
            title={t(index === 0 ? 'firstVote' : 'secondVote')}
            check={city && checkOfVote(city.chain, row, vote)}
          >
            <p>{vote.block ? t('forBlock') : t('forNone')}</p>
            {vote.block && <code className={styles['code']}>{vote.block.hash}</code>}
            <p>{t('signature')}</p>
            <code className={styles['code']}>{vote.signature}</code>
          </Statement>
        ))}
      </ol>
    </li>
  )
}
