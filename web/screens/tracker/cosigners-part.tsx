/** Who signs the city's record besides it: when each did last, and how old the last record is that enough have signed. */
import type { CosigningStatus } from '@maru/kernel/cosigning.ts'
import { useQuery } from '@tanstack/react-query'
import { cityClient } from '../../city/api.ts'
import { useCity } from '../../city/city.ts'
import { Badge } from '../../kit/badge.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import { useTexts } from './texts.ts'

export const CosignersPart = () => {
  const t = useTexts()
  const format = useFormat()
  const { data: city } = useCity()
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['cosigning', city?.size],
    queryFn: async () => (await cityClient().get('/api/cosigning')) as CosigningStatus,
    enabled: city?.cosigned === true,
    placeholderData: (before) => before,
  })
  if (!data) return null
  const { cosigners, quorum, waitingSince } = data
  const isLate = waitingSince !== undefined && dataUpdatedAt - waitingSince > lateMs
  return (
    <Section title={t('cosigners')}>
      <p>
        {quorum === undefined
          ? t('quorumNever')
          : t('quorumOf', { size: format.number(quorum.size), time: format.clock(quorum.at) })}
      </p>
      {isLate && (
        <Notice tone="warning" title={t('quorumLate', { time: format.clock(waitingSince) })}>
          <p>{t('quorumLateHelp')}</p>
        </Notice>
      )}
      <Table
        caption={t('cosigners')}
        isCaptionHidden
        rows={cosigners}
        keyOf={({ name }) => name}
        columns={[
          { id: 'name', title: t('signerName'), cell: ({ name }) => name },
          {
            id: 'size',
            title: t('entries'),
            cell: ({ size }) => (size === undefined ? t('none') : format.number(size)),
          },
          {
            id: 'when',
            title: t('signedAt'),
            cell: ({ at }) => (at === undefined ? t('none') : format.clock(at)),
          },
          {
            id: 'state',
            title: t('state'),
            cell: ({ problem }) => (
              <Badge tone={problem === undefined ? 'success' : 'warning'}>
                {t(problem === undefined ? 'cosignerThere' : 'cosignerAway')}
              </Badge>
            ),
          },
        ]}
      />
    </Section>
  )
}

/** Cosigners answer within a second or two; a restart of one takes longer. */
const lateMs = 30_000
