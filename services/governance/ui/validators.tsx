import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { Table } from '@maru/web/kit/table.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { useInstitutionName, useValidators } from './data.ts'
import { useTexts } from './texts.ts'

/** Who votes on blocks, with what weight. */
export const Validators = () => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useInstitutionName()
  const { data, error, refetch } = useValidators()
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={6} height="24rem" />
  if (data.validators.length === 0) return <p>{t('noValidators')}</p>
  const total = data.validators.reduce((sum, { power }) => sum + power, 0)
  return (
    <Table
      caption={t('validatorsCaption')}
      isCaptionHidden
      rows={data.validators}
      keyOf={({ validator }) => validator}
      columns={[
        { id: 'name', title: t('machine'), cell: ({ name }) => name },
        { id: 'institution', title: t('institution'), cell: ({ institution }) => nameOf(institution) },
        {
          id: 'power',
          title: t('power'),
          isNumber: true,
          cell: ({ power }) => t('powerOf', { power, percent: Math.round((100 * power) / total) }),
        },
        { id: 'since', title: t('since'), cell: ({ since }) => format.date(since) },
        { id: 'cosigner', title: t('cosigner'), cell: ({ cosigner }) => t(cosigner === null ? 'no' : 'yes') },
        { id: 'address', title: t('address'), cell: ({ validator }) => <code>{validator.slice(0, 8)}</code> },
      ]}
    />
  )
}
