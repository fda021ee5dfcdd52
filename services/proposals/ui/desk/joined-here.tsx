import layout from '@maru/web/parts/layout.module.css'
import { useSubject } from '@maru/web/parts/subject.ts'
import { Link } from '@tanstack/react-router'
import type { ProposalRow } from '../data.ts'
import { useTexts as useProposalTexts } from '../texts.ts'
import { useJoined } from './data.ts'
import { useTexts } from './texts.ts'

/** What is joined into a proposal already; each can be opened, and taken out again there. */
export const JoinedHere = ({ row: { proposal, joined = 0 } }: { readonly row: ProposalRow }) => {
  const t = useTexts()
  const { data } = useJoined(proposal)
  if (joined === 0 || !data) return null
  return (
    <section className={layout['tight']} aria-label={t('joinedHere')}>
      <p className={layout['strong']}>{t('joinedHere')}</p>
      <ul>
        {data.joined.map((each) => (
          <li key={each.proposal}>
            <Joined {...each} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Joined = ({ proposal, supports }: { readonly proposal: number; readonly supports: number }) => {
  const words = useProposalTexts()
  const title = useSubject({ proposal }) ?? words('noTitle', { number: proposal })
  return (
    <>
      <Link to={`/desk/join/${proposal}`} className={layout['link']}>
        {title}
      </Link>{' '}
      <span className={layout['soft']}>{words('supportsCount', { count: supports })}</span>
    </>
  )
}
