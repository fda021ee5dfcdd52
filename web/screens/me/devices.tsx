/** The keys that sign for an account, one on each device: adding one, calling it something, stopping a lost one. */
import { useCityQuery } from '../../city/api.ts'
import type { Person } from '../../city/persons.ts'
import { ButtonLink } from '../../kit/button.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { type AccountKey, DeviceRow } from './device-row.tsx'
import styles from './me.module.css'
import { RenewKey } from './renew-key.tsx'
import { useTexts } from './texts.ts'

interface Account {
  readonly keys: readonly AccountKey[]
}

interface Joined {
  readonly keys: readonly { readonly key: string; readonly joinedAt: number }[]
}

export const Devices = ({ person }: { readonly person: Person }) => {
  const t = useTexts()
  const { account } = person
  const { data, error, refetch } = useCityQuery<Account>('residents', 'account', { account })
  const { data: joined } = useCityQuery<Joined>('residents', 'joined', { account })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={6} height="30rem" />
  const here = person.kind === 'device' ? person.keyId : account
  const live = data.keys.filter(({ revokedAt }) => revokedAt === undefined)
  const isHereStopped = !live.some(({ key }) => key === here)
  return (
    <div className={styles['sections']}>
      <div className={layout['stack']}>
        <p>{t('devicesHelp')}</p>
        {isHereStopped && (
          <Notice tone="warning" title={t('hereStopped')}>
            <p>{t('hereStoppedHelp')}</p>
            <div>
              <ButtonLink to="/devices/join" hash={account} size="small">
                {t('joinAgain')}
              </ButtonLink>
            </div>
          </Notice>
        )}
        <ul>
          {data.keys.map((key, index) => (
            <DeviceRow
              key={key.key}
              row={key}
              number={index + 1}
              isHere={key.key === here}
              isLast={live.length === 1}
              joinedAt={joined?.keys.find((each) => each.key === key.key)?.joinedAt}
            />
          ))}
        </ul>
        {!isHereStopped && (
          <div>
            <ButtonLink to="/devices/add" look="primary">
              {t('addDevice')}
            </ButtonLink>
          </div>
        )}
      </div>
      {person.kind === 'device' && !isHereStopped && (
        <Section title={t('renew')}>
          <p>{t('renewWhy')}</p>
          <RenewKey person={person} keys={data.keys.map(({ key }) => key)} />
        </Section>
      )}
      <Section title={t('signIns')}>
        <p>{t('signInsHelp')}</p>
        <div>
          <ButtonLink to="/me/sign-in">{t('toSignIns')}</ButtonLink>
        </div>
      </Section>
      {person.kind === 'device' && (
        <Section title={t('recovery')}>
          <p>{t('recoveryHelp')}</p>
          <div>
            <ButtonLink to="/recovery">{t('toRecovery')}</ButtonLink>
          </div>
        </Section>
      )}
      <Section title={t('allLost')}>
        <p>{t('allLostHelp')}</p>
      </Section>
    </div>
  )
}
