/** The receipts that this device kept: one press checks one. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCity } from '../../city/city.ts'
import { listReceipts } from '../../city/receipts.ts'
import { Section } from '../../kit/page.tsx'
import { useFormat } from '../../texts/format.ts'
import { useServiceWords } from '../acts/service-words.ts'
import styles from './check.module.css'
import { useTexts } from './texts.ts'

const shownMax = 5

export const ReceiptsHere = () => {
  const t = useTexts()
  const format = useFormat()
  const words = useServiceWords()
  const { data: city } = useCity()
  const chain = city?.chain
  const { data = [] } = useQuery({
    queryKey: ['receipts', chain],
    queryFn: () => listReceipts(chain as string),
    enabled: chain !== undefined,
  })
  if (data.length === 0) return null
  return (
    <Section title={t('kept')}>
      <ul className={styles['list']}>
        {data.slice(0, shownMax).map(({ id, service, action, title, time }) => (
          <li key={id}>
            <Link to={`/check/${id}`} className={styles['link']}>
              {words.action(service, action)} · {title}
            </Link>{' '}
            <span className={styles['soft']}>{format.dateTime(time)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
