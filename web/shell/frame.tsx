/** What stands around every screen: masthead, header with menu, the screen, footer. */
import { Outlet } from '@tanstack/react-router'
import { Announcer } from '../kit/announcer.tsx'
import { Footer } from './footer.tsx'
import { HaltBar } from './halt-bar.tsx'
import { Header } from './header.tsx'
import { Masthead } from './masthead.tsx'
import { NetworkBar } from './network-bar.tsx'
import { SkipLink } from './skip-link.tsx'
import styles from './frame.module.css'

export const Frame = () => (
  <div className={styles['frame']}>
    <SkipLink />
    <Masthead />
    <Header />
    <HaltBar />
    <NetworkBar />
    <main id="main" tabIndex={-1} className={styles['main']}>
      <Outlet />
    </main>
    <Footer />
    <Announcer />
  </div>
)
