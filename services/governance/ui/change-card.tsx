/** A change: what is wanted, how far it is, and how each institution stands to it. */
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Badge, type Tone } from '@maru/web/kit/badge.tsx'
import { Card } from '@maru/web/kit/card.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useServiceWords } from '@maru/web/screens/acts/service-words.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import type { ChangeState } from '../state.ts'
import { type ChangeRow, useInstitutionName, useWantedLine } from './data.ts'
import { useTexts } from './texts.ts'

const tones: { readonly [State in ChangeState]: Tone } = {
  proposed: 'information',
  passed: 'warning',
  'in-force': 'success',
  expired: 'neutral',
  withdrawn: 'neutral',
  void: 'danger',
}

export const ChangeCard = ({ row }: { readonly row: ChangeRow }) => {
  const t = useTexts()
  const line = useWantedLine()
  return (
    <Card>
      <h3>
        {t('number', { number: row.change })} {line(row.wanted)}
      </h3>
      <ChangeFacts row={row} />
      <Disclosure title={t('whoApproves')} isOpen={row.state === 'proposed'}>
        <Standings row={row} />
      </Disclosure>
    </Card>
  )
}

export const ChangeFacts = ({ row }: { readonly row: ChangeRow }) => {
  const t = useTexts()
  const format = useFormat()
  const words = useServiceWords()
  const pseudonym = usePseudonym()
  const nameOf = useInstitutionName()
  const { state, by, at, institution, from, height, expiresAt, endedAt, reason } = row
  return (
    <div className={layout['stack']}>
      <div className={layout['row']}>
        <Badge tone={tones[state]}>{words.word('governance', state)}</Badge>
        {endedAt !== undefined && <span className={layout['soft']}>{format.dateTime(endedAt)}</span>}
      </div>
      <p className={layout['soft']}>
        {t('proposedBy', {
          name: pseudonym(by),
          institution: institution === null ? t('nobody') : nameOf(institution),
          time: format.dateTime(at),
        })}
      </p>
      {state === 'proposed' && (
        <p>
          {from === 0 ? t('takesEffectSoon') : t('takesEffectFrom', { height: format.number(from) })}{' '}
          {t('expires', { time: format.dateTime(expiresAt) })}
        </p>
      )}
      {state === 'passed' && height !== undefined && (
        <p>{t('takesEffectAt', { height: format.number(height) })}</p>
      )}
      {reason !== undefined && <p>{words.refusal('governance', reason)}</p>}
    </div>
  )
}

export const Standings = ({ row }: { readonly row: ChangeRow }) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const nameOf = useInstitutionName()
  return (
    <ul className={layout['stack']}>
      {row.standings.map(({ institution, required, officers, approves }) => (
        <li key={institution} className={layout['row']}>
          <span className={layout['strong']}>{nameOf(institution)}</span>
          <Badge tone={approves ? 'success' : 'neutral'}>
            {t(approves ? 'approves' : 'approvedBy', { count: officers.length, required })}
          </Badge>
          {officers.length > 0 && (
            <span className={layout['soft']}>
              {officers.map(({ account }) => pseudonym(account)).join(', ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
