/** Whether the city's log of today still has the act at its place. Only this step asks the city. */
import { useQuery } from '@tanstack/react-query'
import { Badge } from '../../kit/badge.tsx'
import { Notice } from '../../kit/notice.tsx'
import { useFormat } from '../../texts/format.ts'
import { judgeInWorker } from './in-worker.ts'
import styles from './check.module.css'
import type { Judgement } from './judgement.ts'
import { proofOfToday } from './receipt-now.ts'
import { useTexts } from './texts.ts'

export const StillThere = ({
  judgement: { act, index, size },
  vkey,
}: {
  readonly judgement: Judgement
  readonly vkey: string
}) => {
  const t = useTexts()
  const format = useFormat()
  const id = act?.id ?? ''
  const { data, error } = useQuery({
    queryKey: ['still-there', id, vkey, index],
    queryFn: () => compare(id, vkey, { index: index ?? 0, size: size ?? 0 }),
    retry: false,
  })
  if (data?.holds === false) {
    return (
      <Notice tone="danger" title={t('gone')} isUrgent>
        <p>{t('goneHelp')}</p>
      </Notice>
    )
  }
  return (
    <p className={styles['today']}>
      <Badge tone={data ? 'success' : 'neutral'}>{t(data ? 'holds' : 'not-reached')}</Badge>
      <span>
        {data ? t('stillThere', { size: format.number(data.size) }) : t(error ? 'cityAway' : 'askingCity')}
      </span>
    </p>
  )
}

/** The same entry, at the same place, in a log that has not become shorter. */
const compare = async (
  id: string,
  vkey: string,
  before: { readonly index: number; readonly size: number },
) => {
  const file = await proofOfToday(id)
  if (file === undefined) return { holds: false, size: 0 }
  const { verdict, index, size = 0 } = await judgeInWorker({ file, vkey, id })
  const isWhole = verdict === 'recorded' || verdict === 'refused'
  return { holds: isWhole && index === before.index && size >= before.size, size }
}
