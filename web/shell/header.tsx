/** Name of the place, the menu, and what a reader can set: language, display, who they are. */
import { Link } from '@tanstack/react-router'
import { useCityName } from '../city/city.ts'
import { useRoles } from '../city/roles.ts'
import { useFrameTexts } from '../texts/frame.ts'
import { changeSettings, useLanguage } from '../texts/settings.ts'
import { DisplayButton } from './display.tsx'
import styles from './header.module.css'
import { Logo } from './logo.tsx'
import { menu } from './screens.ts'
import { WhoButton } from './who-button.tsx'

export const Header = () => {
  const t = useFrameTexts()
  const language = useLanguage()
  const city = useCityName()
  const isOfficer = (useRoles()?.length ?? 0) > 0
  const other = language === 'ko' ? 'en' : 'ko'
  return (
    <header className={styles['header']}>
      <div className={styles['top']}>
        <Link to="/" className={styles['brand']}>
          <Logo />
          <span className={styles['name']}>{t('name')}</span>
          <span className={styles['city']}>{city}</span>
        </Link>
        <div className={styles['tools']}>
          <button
            type="button"
            className={styles['tool']}
            lang={other}
            onClick={() => changeSettings({ language: other })}
          >
            {t('otherLanguage')}
          </button>
          <DisplayButton />
          <WhoButton />
        </div>
      </div>
      <nav aria-label={t('menu')} className={styles['menu']}>
        <ul className={styles['items']}>
          {menu
            .filter((entry) => entry.for === undefined || isOfficer)
            .map(({ path, label }) => (
              <li key={path}>
                <Link
                  to={path}
                  className={styles['item']}
                  activeProps={{ 'aria-current': 'page' }}
                  activeOptions={{ exact: path === '/' }}
                >
                  {label[language]}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
    </header>
  )
}
