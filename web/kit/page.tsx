/** One screen: its title in the browser's tab and on the page, the way back, and what it says. */
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useFrameTexts } from '../texts/frame.ts'
import { langOf } from '../texts/lang-of.ts'
import { Breadcrumb, type Crumb } from './breadcrumb.tsx'
import { classes } from './classes.ts'
import styles from './page.module.css'

export const Page = ({
  title,
  above,
  crumbs,
  lead,
  width = 'reading',
  children,
}: {
  readonly title: string
  /** Between the way back and the title: to which part of the city it belongs. */
  readonly above?: ReactNode
  /** The way here, without the first page and this one. */
  readonly crumbs?: readonly Crumb[]
  readonly lead?: ReactNode
  /** `wide` is for desks and tables. */
  readonly width?: 'reading' | 'wide'
  readonly children: ReactNode
}) => {
  const t = useFrameTexts()
  const heading = useFocusAfterNavigation()
  return (
    <article className={classes(styles['page'], styles[width])}>
      <title>{`${title} · ${t('name')}`}</title>
      <header className={styles['head']}>
        {crumbs && <Breadcrumb crumbs={crumbs} here={title} />}
        {above}
        <h1 ref={heading} tabIndex={-1} lang={langOf(title)}>
          {title}
        </h1>
        {lead !== undefined && lead !== false && <div className={styles['lead']}>{lead}</div>}
      </header>
      {children}
    </article>
  )
}

/** A screen reader begins at the heading of the page that was asked for; the first page begins at its top. */
const useFocusAfterNavigation = () => {
  const heading = useRef<HTMLHeadingElement>(null)
  const { history } = useRouter()
  useEffect(() => {
    if (history.location.state.__TSR_index !== 0) heading.current?.focus({ preventScroll: true })
  }, [history])
  return heading
}

/** A part of a page under a heading of its own. */
export const Section = ({
  title,
  action,
  children,
}: {
  readonly title: ReactNode
  /** Beside the heading: where to see all of it. */
  readonly action?: ReactNode
  readonly children: ReactNode
}) => (
  <section className={styles['section']}>
    <div className={styles['sectionHead']}>
      <h2>{title}</h2>
      {action}
    </div>
    {children}
  </section>
)
