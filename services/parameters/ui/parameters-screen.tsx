import { Badge } from '@maru/web/kit/badge.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useServiceWords } from '@maru/web/screens/acts/service-words.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { type ParameterRow, useParameters, useSentence } from './data.ts'
import { History } from './history.tsx'
import styles from './parameters.module.css'
import { useTexts } from './texts.ts'

/** The numbers the city goes by, in words: what each is now, what it was, what it will be. */
export const Screen = () => {
  const t = useTexts()
  const { data, error, refetch } = useParameters()
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[]}>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={12} height="80rem" />
      ) : (
        <Services rows={data.parameters} />
      )}
    </Page>
  )
}

const Services = ({ rows }: { readonly rows: readonly ParameterRow[] }) => {
  const words = useServiceWords()
  const services = [...new Set(rows.map(({ service }) => service))]
  return services.map((service) => (
    <Section key={service} title={words.service(service)}>
      <ul className={styles['parameters']}>
        {rows
          .filter((row) => row.service === service)
          .map((row) => (
            <Parameter key={row.name} row={row} />
          ))}
      </ul>
    </Section>
  ))
}

const Parameter = ({ row }: { readonly row: ParameterRow }) => {
  const t = useTexts()
  const format = useFormat()
  const sentence = useSentence()
  const now = Date.now()
  const next = row.dated.find(({ from }) => from > now)
  return (
    <li className={styles['parameter']}>
      <p className={layout['strong']}>{sentence(row)}</p>
      {next && (
        <div className={layout['row']}>
          <Badge tone="information" icon="clock">
            {t('from', { date: format.date(next.from) })}
          </Badge>
          <span>{sentence({ ...row, value: next.value })}</span>
        </div>
      )}
      {row.dated.length > 1 && (
        <Disclosure title={t('history')}>
          <History row={row} />
        </Disclosure>
      )}
    </li>
  )
}
