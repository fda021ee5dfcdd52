/** What the record knows of an account: never a person. */
import { useNameOf } from '@maru/web/city/city.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Badge, type Tone } from '@maru/web/kit/badge.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { Link } from '@tanstack/react-router'
import type { Resident } from '../../state.ts'
import type { Account } from '../data.ts'
import { useWords } from '../words.ts'
import styles from './residents.module.css'
import { useTexts } from './texts.ts'

export const tones: { readonly [State in Resident['state']]: Tone } = {
  active: 'success',
  suspended: 'warning',
  left: 'neutral',
}

export const AccountHead = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  return (
    <>
      <h2>{pseudonym(account)}</h2>
      <p className={layout['soft']}>
        {t('account')} <code className={styles['account']}>{account}</code>
      </p>
      <p>
        <Link to={`/tracker/accounts/${account}`} className={layout['link']}>
          {t('toTracker')}
        </Link>
      </p>
    </>
  )
}

export const ResidentFacts = ({ row }: { readonly row: Resident }) => {
  const t = useTexts()
  const words = useWords()
  const format = useFormat()
  const nameOf = useNameOf()
  const { state, district, birthYearBand, enrolledAt, leftAt } = row
  return (
    <div className={layout['stack']}>
      <p className={layout['row']}>
        <Badge tone={tones[state]}>{words[state]}</Badge>
        <span>{nameOf('districts', district)}</span>
        <span>{t('decade', { year: String(birthYearBand) })}</span>
      </p>
      <p className={layout['soft']}>
        {t('enrolledOn', { date: format.date(enrolledAt) })}
        {leftAt !== undefined && ` · ${t('leftOn', { date: format.date(leftAt) })}`}
      </p>
    </div>
  )
}

export const Keys = ({ keys }: Pick<Account, 'keys'>) => {
  const t = useTexts()
  const format = useFormat()
  return (
    <section className={layout['stack']}>
      <h3>{t('devices')}</h3>
      <ul className={layout['stack']}>
        {keys.map(({ key, revokedAt }) => (
          <li key={key} className={layout['row']}>
            <code>{key.slice(0, 8)}</code>
            <Badge tone={revokedAt === undefined ? 'success' : 'neutral'}>
              {revokedAt === undefined ? t('works') : t('stoppedOn', { date: format.date(revokedAt) })}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  )
}
