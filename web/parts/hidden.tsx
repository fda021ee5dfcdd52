/** What stands in the place of a text that was hidden: under which rule, why, and where all of it can be read. */
import { words as wordsEn } from '@maru/services/moderation/locales/en.json'
import { words as wordsKo } from '@maru/services/moderation/locales/ko.json'
import type { Rule } from '@maru/services/moderation/rules.ts'
import type { Act, Case } from '@maru/services/moderation/state.ts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCityQuery } from '../city/api.ts'
import type { Json } from '../city/json.ts'
import { useText } from '../city/text-of.ts'
import { Notice } from '../kit/notice.tsx'
import { useLanguage } from '../texts/settings.ts'
import layout from './layout.module.css'
import type { Reported } from './report.tsx'
import { useTexts } from './texts.ts'

/** Where a row does not say whether its text is held back. Until that is known, and for what waits, it says `waiting`. */
export const HiddenOf = ({
  service,
  number,
  waiting,
}: Pick<Reported, 'service' | 'number'> & { readonly waiting: string }) => {
  const { data } = useCityQuery<Json<Case> & { readonly case: number }>('moderation', 'case-of', {
    service,
    number,
  })
  if (data && ['hidden', 'appealed', 'upheld'].includes(data.state)) return <Hidden case={data.case} />
  return (
    <Notice tone="neutral">
      <p>{waiting}</p>
    </Notice>
  )
}

/** By the number of its case. */
export const Hidden = ({ case: number }: { readonly case: number }) => {
  const { data } = useCityQuery<{ readonly acts: readonly Json<Act>[] }>('moderation', 'history', {
    case: number,
    limit: 100,
  })
  const act = data?.acts.findLast(({ act }) => act === 'hidden')
  return (
    <HiddenNote case={number} rule={act?.rule}>
      {act?.content !== undefined && <Reasons content={act.content} />}
    </HiddenNote>
  )
}

export const HiddenNote = ({
  case: number,
  rule,
  children,
}: {
  /** Undefined while it is written: then there is nothing to read about it yet. */
  readonly case?: number | undefined
  readonly rule: Rule | undefined
  /** The reasons. */
  readonly children?: ReactNode
}) => {
  const t = useTexts()
  const words = useLanguage() === 'ko' ? wordsKo : wordsEn
  return (
    <Notice tone="neutral" title={t('hiddenTitle', { rule: rule ? words[rule] : '…' })}>
      {children}
      <p>
        {number === undefined ? (
          <span className={layout['soft']}>{t('hiddenMore')}</span>
        ) : (
          <Link to={`/moderation/${number}`} className={layout['link']}>
            {t('hiddenMore')}
          </Link>
        )}
      </p>
    </Notice>
  )
}

const Reasons = ({ content }: { readonly content: string }) => {
  const { data } = useText<{ readonly reasons: string }>(content)
  return <p className={layout['body']}>{data?.reasons ?? '…'}</p>
}
