/** The keys that sign for an account, one on each device, and how to stop one that was lost. */
import { useCityQuery } from '../../city/api.ts'
import type { Person } from '../../city/persons.ts'
import { Badge } from '../../kit/badge.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import layout from '../../parts/layout.module.css'
import { useFormat } from '../../texts/format.ts'
import styles from './me.module.css'
import { useTexts } from './texts.ts'

interface Account {
  readonly keys: readonly {
    readonly key: string
    readonly algorithm: string
    readonly revokedAt?: number
  }[]
}

export const Devices = ({ person }: { readonly person: Person }) => {
  const t = useTexts()
  const format = useFormat()
  const { data, error, refetch } = useCityQuery<Account>('residents', 'account', { account: person.account })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={4} />
  const here = person.kind === 'device' ? person.keyId : person.account
  const live = data.keys.filter(({ revokedAt }) => revokedAt === undefined)
  return (
    <div className={layout['stack']}>
      <p className={layout['soft']}>{t('devicesHelp')}</p>
      <ul>
        {data.keys.map(({ key, revokedAt }) => (
          <li key={key} className={styles['act']}>
            <p className={layout['row']}>
              <Badge tone={revokedAt === undefined ? 'success' : 'neutral'}>
                {t(revokedAt === undefined ? 'works' : 'stopped')}
              </Badge>
              {key === here && <span className={layout['strong']}>{t('thisDevice')}</span>}
              {revokedAt !== undefined && <span className={layout['soft']}>{format.date(revokedAt)}</span>}
            </p>
            <p className={layout['soft']}>
              {t('keyName')} <code className={styles['key']}>{key}</code>
            </p>
            <div>
              <ConfirmAct
                isPossible={revokedAt === undefined && live.length > 1}
                title={t('stopTitle')}
                what={t(key === here ? 'stopThis' : 'stopWhat')}
                button={t('stop')}
                wish={{
                  service: 'residents',
                  action: 'revoke-key',
                  input: { key },
                  about: '/me',
                  title: t('stop'),
                }}
              />
            </div>
          </li>
        ))}
      </ul>
      {live.length === 1 && <p className={layout['soft']}>{t('lastKey')}</p>}
    </div>
  )
}
