/** A poll in a list: what is asked, by whom, until when, how many voted. */
import { LinkCard } from '@maru/web/kit/card.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Closing } from './closing.tsx'
import { type PollRow, usePollWords } from './data.ts'
import { useGroupName } from './group-name.ts'
import { StateBadge } from './state-badge.tsx'
import { useTexts } from './texts.ts'

export const PollCard = ({ row }: { readonly row: PollRow }) => {
  const t = useTexts()
  const groupName = useGroupName()
  const { data: words } = usePollWords(row.content)
  const { poll, state, voters, questions } = row
  return (
    <LinkCard
      to={`/polls/${poll}`}
      level={2}
      // Its room is there before its words are.
      title={words === undefined ? '…' : (words?.title ?? t('noTitle', { number: poll }))}
      above={
        <>
          <StateBadge state={state} />
          <Closing row={row} />
        </>
      }
    >
      <p className={layout['soft']}>
        {t(`asker-${row.asker}`)} · {groupName(row.group)} · {t(`secrecy-${row.secrecy}`)}
        {questions.length > 1 && ` · ${t('questionCount', { count: questions.length })}`} ·{' '}
        {t('voters', { count: voters })}
      </p>
    </LinkCard>
  )
}
