/** What the institutions that run the city together say of a receipt: how many of whom have signed. */
import { useQuery } from '@tanstack/react-query'
import { Badge } from '../../kit/badge.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import { ActDetails } from '../acts/act-details.tsx'
import { useActSentence } from '../acts/act-sentence.ts'
import styles from './check.module.css'
import { type Founders, useInstitutionOf } from './founders.ts'
import { judgeLightInWorker } from './in-worker.ts'
import type { LightJudgement } from './judge-light.ts'
import { useTexts } from './texts.ts'

export interface LightProps {
  readonly file: string
  readonly founders: Founders
  readonly id?: string | undefined
}

export const LightOfFile = ({ file, founders, id }: LightProps) => {
  const { data, error } = useQuery({
    queryKey: ['light', file, founders.text, id],
    queryFn: () => judgeLightInWorker({ file, founders: founders.text, id }),
    enabled: true,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeleton lines={6} height="24rem" />
  return <LightPart judgement={data} founders={founders} />
}

const LightPart = ({
  judgement,
  founders,
}: {
  readonly judgement: LightJudgement
  readonly founders: Founders
}) => {
  const t = useTexts()
  const format = useFormat()
  const sentence = useActSentence()
  const { verdict, problem, validators = [], power = 0, totalPower = 1, act, entry } = judgement
  const isVouched = verdict === 'vouched'
  const values = {
    signed: validators.filter(({ hasSigned }) => hasSigned).length,
    all: validators.length,
    percent: Math.floor((power * 100) / totalPower),
    index: format.number(judgement.index ?? 0),
    size: format.number(judgement.size ?? 0),
  }
  const since = founders.since === undefined ? '' : format.date(founders.since)
  return (
    <>
      <Notice tone={isVouched ? 'success' : 'danger'} title={t(`light-${verdict}`, values)} isUrgent>
        {act && <p>{sentence(act)}</p>}
        <p>{t(`light-${verdict}-help`, values)}</p>
        {problem && <code className={styles['code']}>{`${problem.code}: ${problem.message}`}</code>}
      </Notice>
      {validators.length > 0 && (
        <Section title={t('light-who')}>
          <ul className={styles['steps']}>
            {validators.map((validator) => (
              <Institution key={validator.publicKey} {...validator} />
            ))}
          </ul>
          <p>
            {t('light-block', {
              height: format.number(judgement.height ?? 0),
              time: format.clock(judgement.time ?? 0),
              changes: judgement.changes ?? 0,
            })}{' '}
            {t(`foundersFrom-${founders.from}`, { since })}
          </p>
        </Section>
      )}
      {act && entry && <ActDetails act={act} entry={entry} />}
    </>
  )
}

const Institution = ({ name, publicKey, hasSigned }: NonNullable<LightJudgement['validators']>[number]) => {
  const t = useTexts()
  const institutionOf = useInstitutionOf()
  return (
    <li className={styles['step']}>
      <Badge tone={hasSigned ? 'success' : 'neutral'}>
        {t(hasSigned ? 'light-signed' : 'light-unheard')}
      </Badge>
      <span>{institutionOf(publicKey) ?? (name || `${publicKey.slice(0, 16)}…`)}</span>
    </li>
  )
}
