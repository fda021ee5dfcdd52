/** The answer first, in one sentence; then who vouches for it; then the steps; then the bytes. */
import { type ReactNode, useEffect, useRef } from 'react'
import { Badge, type Tone } from '../../kit/badge.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { useFormat } from '../../texts/format.ts'
import { ActDetails } from '../acts/act-details.tsx'
import { useActSentence } from '../acts/act-sentence.ts'
import styles from './check.module.css'
import type { Judgement, Signer, Step, Verdict } from './judgement.ts'
import type { TrustedKey } from './log-key.ts'
import type { TrustedPolicy } from './policy.ts'
import { useTexts } from './texts.ts'

const tones: { readonly [V in Verdict]: Tone } = {
  recorded: 'success',
  refused: 'success',
  altered: 'danger',
  unreadable: 'warning',
  'key-unreadable': 'warning',
  'of-another-log': 'warning',
  'of-another-key': 'danger',
  'of-another-act': 'danger',
  'without-entry': 'warning',
  'no-act': 'warning',
  'signature-forged': 'danger',
  'not-cosigned': 'warning',
  'policy-unreadable': 'warning',
}

export const JudgementPart = ({
  judgement,
  logKey,
  policy,
  children,
}: {
  readonly judgement: Judgement
  readonly logKey: TrustedKey
  readonly policy?: TrustedPolicy | undefined
  readonly children?: ReactNode
}) => {
  const t = useTexts()
  const format = useFormat()
  const sentence = useActSentence()
  const { verdict, act, index, origin = '', steps, entry } = judgement
  const values = { index: format.number(index ?? 0), origin }
  const answer = useRef<HTMLDivElement>(null)
  // On a phone it stands below the screen, where nobody would look for it.
  useEffect(() => {
    answer.current?.scrollIntoView({ block: 'nearest' })
  }, [judgement])
  return (
    <>
      <div ref={answer}>
        <Notice tone={tones[verdict]} title={t(`verdict-${verdict}`, values)} isUrgent>
          {act && <p>{sentence(act)}</p>}
          <p>{t(`verdict-${verdict}-help`, values)}</p>
          {children}
        </Notice>
      </div>
      <Vouchers judgement={judgement} logKey={logKey} policy={policy} />
      <Section title={t('steps')}>
        <ol className={styles['steps']}>
          {steps.map((step) => (
            <StepLine key={step.name} {...step} />
          ))}
        </ol>
      </Section>
      {act && entry && <ActDetails act={act} entry={entry} />}
    </>
  )
}

const stepTones = { holds: 'success', fails: 'danger', 'not-reached': 'neutral' } as const

const StepLine = ({ name, state }: Step) => {
  const t = useTexts()
  return (
    <li className={styles['step']}>
      <Badge tone={stepTones[state]}>{t(state)}</Badge>
      <span>{t(`step-${name}`)}</span>
    </li>
  )
}

const Vouchers = ({
  judgement,
  logKey,
  policy,
}: {
  readonly judgement: Judgement
  readonly logKey: TrustedKey
  readonly policy: TrustedPolicy | undefined
}) => {
  const t = useTexts()
  const format = useFormat()
  const { signers = [], steps, size = 0, act } = judgement
  const holds = (name: Step['name']) => steps.some((step) => step.name === name && step.state === 'holds')
  if (signers.length === 0) return null
  const { witnesses = [] } = judgement.cosigned ?? {}
  const isListed = ({ keyId }: Signer) => witnesses.some((witness) => witness.keyId === keyId)
  const others = signers.filter((signer) => !signer.isLog && !isListed(signer))
  const count = witnesses.filter(({ time }) => time !== undefined).length
  const since = logKey.since === undefined ? '' : format.date(logKey.since)
  return (
    <Section title={t('vouchers')}>
      <ul className={styles['list']}>
        {holds('signed') && (
          <li>
            {t('voucherLog', { name: judgement.origin ?? '', size: format.number(size) })}{' '}
            {t(`keyFrom-${logKey.from}`, { since })}
          </li>
        )}
        {act && holds('own-signature') && <li>{t('voucherAuthor', { key: act.keyId.slice(0, 8) })}</li>}
        {holds('signed') && witnesses.length > 0 && (
          <li>
            <strong>{t('voucherCosigned', { count, all: witnesses.length })}</strong>{' '}
            {policy && t(`policyFrom-${policy.from}`)}
            <ul className={styles['list']}>
              {witnesses.map(({ name, time }) => (
                <li key={name}>
                  {time === undefined
                    ? t('cosignedNot', { name })
                    : t('cosignedAt', { name, time: format.dateTime(time) })}
                </li>
              ))}
            </ul>
          </li>
        )}
        {others.map(({ name, keyId }) => (
          <li key={`${name} ${keyId}`}>{t('voucherUnknown', { name, keyId })}</li>
        ))}
        {holds('signed') && others.length === 0 && count === 0 && <li>{t('noWitness')}</li>}
      </ul>
    </Section>
  )
}
