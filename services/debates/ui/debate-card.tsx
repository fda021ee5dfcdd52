/** A debate in a list: what it is about, until when, how many take part. */
import { LinkCard } from '@maru/web/kit/card.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useSubject } from '@maru/web/parts/subject.ts'
import { Closing } from './closing.tsx'
import type { DebateRow } from './data.ts'
import { sides } from './sides.ts'
import { StateBadge } from './state-badge.tsx'
import { useTexts } from './texts.ts'

export const DebateCard = ({ row }: { readonly row: DebateRow }) => {
  const t = useTexts()
  const subject = useSubject(row)
  const { debate, state, participants } = row
  return (
    <LinkCard
      to={`/debates/${debate}`}
      level={2}
      // Its room is there before its words are.
      title={subject === undefined ? '…' : (subject ?? t('noTitle', { number: debate }))}
      above={
        <>
          <StateBadge state={state} />
          <Closing row={row} />
        </>
      }
    >
      <p className={layout['soft']}>
        {t('participants', { count: participants })}
        {row.for !== null && sides.map((side) => ` · ${t(side)} ${row[side]}`)}
      </p>
    </LinkCard>
  )
}
