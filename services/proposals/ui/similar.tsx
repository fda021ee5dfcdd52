/** Proposals most like one another: beside one that is read, and while one is written. */
import { useCityQuery } from '@maru/web/city/api.ts'
import layout from '@maru/web/parts/layout.module.css'
import { Link } from '@tanstack/react-router'
import type { ListedProposal } from './data.ts'
import { StateBadge } from './state-badge.tsx'
import { useTexts } from './texts.ts'

/** An address takes no more; the beginning says what it is about. */
const beginningMax = 400

type Similar = ListedProposal & { readonly score: number }

export const useSimilar = (title: string, body: string) =>
  useCityQuery<{ readonly proposals: readonly Similar[] }>(
    'proposals',
    'similar',
    { title: title.slice(0, 200), body: body.slice(0, beginningMax) },
    { enabled: title.trim().length > 1, staleTime: 60_000 },
  )

export const SimilarList = ({ rows }: { readonly rows: readonly Similar[] }) => {
  const t = useTexts()
  return (
    <ul className={layout['stack']}>
      {rows.map(({ proposal, title, state, supports }) => (
        <li key={proposal} className={layout['tight']}>
          <Link to={`/proposals/${proposal}`} className={layout['link']}>
            {title ?? t('noTitle', { number: proposal })}
          </Link>
          <span className={layout['row']}>
            <StateBadge state={state} />
            <span className={layout['soft']}>{t('supportsCount', { count: supports })}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
