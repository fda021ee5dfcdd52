/** A row of the city's state, or that there is none: asked for, proved in this browser, and shown how. */
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { cityClient } from '../../city/api.ts'
import { Badge } from '../../kit/badge.tsx'
import { Disclosure } from '../../kit/disclosure.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import { RawBytes, valueToText } from '../acts/raw-bytes.tsx'
import { judgeStateInWorker } from './in-worker.ts'
import styles from './check.module.css'
import type { RowName, StateAnswer, StateJudgement, StateStep } from './judge-state.ts'
import { useLogKey } from './log-key.ts'
import { useTexts } from './texts.ts'

export interface StateProofProps {
  readonly row: RowName
  /** The answer in one sentence, of the proved row; undefined is that there is none. */
  readonly says: (row: unknown) => string
}

export const StateProof = ({ row, says }: StateProofProps) => {
  const { logKey, error: noKey, refetch: askKey } = useLogKey()
  const vkey = logKey?.vkey ?? ''
  const { data, error, refetch } = useQuery({
    queryKey: ['state-proof', row, vkey],
    queryFn: () => prove(row, vkey),
    enabled: vkey !== '',
    retry: false,
    // Pressed again, it is asked again.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (noKey && !logKey) return <ErrorState error={noKey} onRetry={() => void askKey()} />
  if (!data) return <Skeleton lines={8} height="32rem" />
  return <Judged judgement={data} says={says} />
}

/** Throws CityRefusal, as when many ask for absent rows at once. */
const prove = async (row: RowName, vkey: string): Promise<StateJudgement> => {
  const { service, table, key } = row
  const answer = (await cityClient().get(`/api/state/${service}/${table}/${key}?proof=1`)) as StateAnswer
  return judgeStateInWorker({ row, answer, vkey })
}

const Judged = ({
  judgement: { verdict, steps, row, height, time, size, bytes },
  says,
}: {
  readonly judgement: StateJudgement
  readonly says: StateProofProps['says']
}) => {
  const t = useTexts()
  const format = useFormat()
  const asOf = {
    height: format.number(height ?? 0),
    time: format.clock(time ?? 0),
    size: format.number(size ?? 0),
  }
  return (
    <div className={styles['proof']}>
      {verdict === 'present' || verdict === 'absent' ? (
        <Notice tone="success" icon="lock" title={says(row)} isUrgent>
          <p>{t('state-asOf', asOf)}</p>
        </Notice>
      ) : (
        <Notice tone={verdict === 'unreadable' ? 'warning' : 'danger'} title={t(`state-${verdict}`)} isUrgent>
          <p>{t(`state-${verdict}-help`)}</p>
        </Notice>
      )}
      <ol className={styles['steps']} aria-label={t('steps')}>
        {steps.map((step) => (
          <StepLine key={step.name} {...step} />
        ))}
      </ol>
      {bytes && <Bytes row={row} bytes={bytes} />}
    </div>
  )
}

const tones = { holds: 'success', fails: 'danger', 'not-reached': 'neutral' } as const

const StepLine = ({ name, state }: StateStep) => {
  const t = useTexts()
  return (
    <li className={styles['step']}>
      <Badge tone={tones[state]}>{t(state)}</Badge>
      <span>{t(`state-step-${name}`)}</span>
    </li>
  )
}

const Bytes = ({ row, bytes }: Required<Pick<StateJudgement, 'bytes'>> & { readonly row: unknown }) => {
  const t = useTexts()
  const names = ['key', 'keyHash', 'value', 'proof', 'stateRoot', 'seal'] as const
  return (
    <Disclosure title={t('state-bytes')}>
      <p>{t('state-row')}</p>
      <code className={styles['code']}>{row === undefined ? t('state-noRow') : valueToText(row)}</code>
      {names.map((name) => {
        const part = bytes[name]
        return part ? (
          <Fragment key={name}>
            <p>{t(`state-bytes-${name}`)}</p>
            <RawBytes label={t(`state-bytes-${name}`)} bytes={part} />
          </Fragment>
        ) : null
      })}
    </Disclosure>
  )
}
