import { useNameOf } from '@maru/web/city/city.ts'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { useAccount, useDepartments, useOfficers } from '../data.ts'
import { useWords } from '../words.ts'
import { AccountHead, Keys } from './facts.tsx'
import { useTexts } from './texts.ts'

/** Which offices an account holds, since when, and for which departments it answers. */
export const OfficerSubject = ({ id }: ItemProps) => {
  const t = useTexts()
  if (id !== 'new') return <OfOfficer account={id} />
  return (
    <div className={layout['stack']}>
      <h2>{t('register')}</h2>
      <p className={layout['body']}>{t('registerHow')}</p>
    </div>
  )
}

const OfOfficer = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const words = useWords()
  const format = useFormat()
  const nameOf = useNameOf()
  const { data, error, refetch } = useOfficers()
  const { data: known } = useAccount(account)
  const { data: departments } = useDepartments()
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="30rem" />
  const held = data.officers.filter((officer) => officer.account === account)
  const placed = (departments?.departments ?? []).flatMap(({ department, officers }) =>
    officers.filter((officer) => officer.account === account).map(({ since }) => ({ department, since })),
  )
  return (
    <>
      <div className={layout['stack']}>
        <AccountHead account={account} />
      </div>
      <section className={layout['stack']}>
        <h3>{t('roles')}</h3>
        {held.length === 0 && <p>{t('noRoles')}</p>}
        <ul className={layout['stack']}>
          {held.map(({ role, since }) => (
            <li key={role}>
              <span className={layout['strong']}>{words[role]}</span>{' '}
              <span className={layout['soft']}>{t('since', { date: format.date(since) })}</span>
            </li>
          ))}
        </ul>
      </section>
      {placed.length > 0 && (
        <section className={layout['stack']}>
          <h3>{t('departments')}</h3>
          <ul className={layout['stack']}>
            {placed.map(({ department, since }) => (
              <li key={department}>
                {nameOf('departments', department)}{' '}
                <span className={layout['soft']}>{t('since', { date: format.date(since) })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {known && <Keys keys={known.keys} />}
    </>
  )
}
