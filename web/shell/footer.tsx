import { Link } from '@tanstack/react-router'
import { useCity, useCityName } from '../city/city.ts'
import { useIsLive } from '../city/live.ts'
import { Badge } from '../kit/badge.tsx'
import { useFormat } from '../texts/format.ts'
import { useFrameTexts } from '../texts/frame.ts'
import { useSettings } from '../texts/settings.ts'
import { Logo } from './logo.tsx'
import styles from './footer.module.css'

/** Pages for everyone that have no place in the menu. */
const pages = [
  { to: '/help', label: 'help' },
  { to: '/reports', label: 'reports' },
  { to: '/parameters', label: 'cityNumbers' },
  { to: '/moderation', label: 'moderationLog' },
] as const

/** What Maru is, how far the record is, and KRDS's identifier: whose website this is. */
export const Footer = () => {
  const t = useFrameTexts()
  const format = useFormat()
  const city = useCityName()
  const { data } = useCity()
  const isConnected = useIsLive() !== false
  const { live } = useSettings()
  return (
    <footer className={styles['footer']}>
      <div className={styles['inner']}>
        <p className={styles['what']}>{t('footerWhat')}</p>
        <p className={styles['record']}>
          {live ? (
            <Badge tone={isConnected ? 'success' : 'warning'} icon={isConnected ? 'check' : 'offline'}>
              {t(isConnected ? 'live' : 'notLive')}
            </Badge>
          ) : (
            <Badge tone="neutral">{t('held')}</Badge>
          )}
          {data && (
            <span>
              {t('footerRecord', { size: format.number(data.size), time: format.clock(data.time) })}
            </span>
          )}
        </p>
        <ul className={styles['links']} aria-label={t('footerLinks')}>
          {pages.map(({ to, label }) => (
            <li key={to}>
              <Link to={to}>{t(label)}</Link>
            </li>
          ))}
          {data?.services.includes('governance') && (
            <li>
              <Link to="/governance">{t('institutions')}</Link>
            </li>
          )}
          <li>
            <a href="/api">{t('apiGuide')}</a>
          </li>
          <li>
            <a href="/api/open-data">{t('openData')}</a>
          </li>
          <li>
            <a href="/?plain=on">{t('plainPages')}</a>
          </li>
        </ul>
        <p className={styles['identifier']}>
          <Logo />
          {data && t(data.demonstration === false ? 'footerIdentifierReal' : 'footerIdentifier', { city })}
        </p>
      </div>
    </footer>
  )
}
