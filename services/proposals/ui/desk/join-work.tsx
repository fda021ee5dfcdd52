/** Similar proposals beside one another: which belong together, which of them takes the supports from now on, and why. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { Checks } from '@maru/web/kit/checks.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { Written } from '@maru/web/parts/written.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import type { ListedProposal, ProposalRow } from '../data.ts'
import { useTexts as useProposalTexts } from '../texts.ts'
import { useCandidates } from './data.ts'
import { JoinForm } from './join-form.tsx'
import type { Words } from './join-task.tsx'
import { JoinedHere } from './joined-here.tsx'
import { useTexts } from './texts.ts'

export const JoinWork = ({ row, text }: { readonly row: ProposalRow; readonly text: Words }) => {
  const t = useTexts()
  const { data: candidates, error, refetch } = useCandidates(row.proposal, text.title, text.body)
  if (error && !candidates) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!candidates) return <Skeleton lines={8} height="40rem" />
  return (
    <Task title={t('joinTitle')} rule={t('joinRule')}>
      <JoinedHere row={row} />
      {candidates.length === 0 ? (
        <EmptyState title={t('noneLike')}>
          <p>{t('noneLikeHelp')}</p>
        </EmptyState>
      ) : (
        <Join own={{ ...row, title: text.title }} candidates={candidates} />
      )}
    </Task>
  )
}

const Join = ({
  own,
  candidates,
}: {
  readonly own: ProposalRow & { readonly title: string }
  readonly candidates: readonly ListedProposal[]
}) => {
  const t = useTexts()
  const words = useProposalTexts()
  const drafted = useDraft(`desk.join.${own.proposal}`, { chosen: '', lead: '', body: '' })
  const { draft, change } = drafted
  const chosen = draft.chosen.split(' ').filter(Boolean).map(Number)
  const options = candidates.map(({ proposal, title, supports, content }) => {
    const name = title ?? words('noTitle', { number: proposal })
    const reading = (
      <>
        {t('read')}
        <span className="visually-hidden"> {name}</span>
      </>
    )
    return {
      value: proposal,
      label: name,
      help: words('supportsCount', { count: supports }),
      below: (
        <Disclosure title={reading}>
          <Written content={content} />
        </Disclosure>
      ),
    }
  })
  return (
    <>
      <Checks
        legend={t('choose')}
        options={options}
        values={chosen}
        onChange={(values) => change({ chosen: values.join(' ') })}
      />
      <JoinForm
        together={[own, ...candidates.filter(({ proposal }) => chosen.includes(proposal))]}
        drafted={drafted}
      />
    </>
  )
}
