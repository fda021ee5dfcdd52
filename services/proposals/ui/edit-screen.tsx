import { useDraft } from '@maru/web/city/drafts.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { useText } from '@maru/web/city/text-of.ts'
import { useAct } from '@maru/web/city/use-act.ts'
import { ActSteps } from '@maru/web/kit/act-steps.tsx'
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { useParams } from '@tanstack/react-router'
import { type ProposalRow, useProposal } from './data.ts'
import { reasonNotToEdit } from './edits.ts'
import { type ProposalDraft, ProposalForm, wishOfDraft } from './proposal-form.tsx'
import { useTexts } from './texts.ts'

/** Changing one's own proposal while nobody supports it (P8). What it said before is destroyed. */
export const Screen = () => {
  const { proposal }: { readonly proposal: string } = useParams({ strict: false })
  const { data: row, error, refetch } = useProposal(Number(proposal))
  if (error && !row) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!row) return <Skeleton lines={10} height="80rem" />
  return <Loaded key={row.proposal} row={row} />
}

const Loaded = ({ row }: { readonly row: ProposalRow }) => {
  const t = useTexts()
  const person = usePerson()
  const { proposal, author, content, field, district } = row
  const { data: text, error, refetch } = useText<{ readonly title: string; readonly body: string }>(content)
  const { state, start, reset } = useAct()
  const isDone = state.step === 'recorded' || state.step === 'provable' || state.step === 'waiting'
  const reason = reasonNotToEdit(row)
  if (error && text === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (text === undefined && !isDone) return <Skeleton lines={10} height="80rem" />
  const mayEdit = person?.account === author && reason === undefined && text !== null
  return (
    <Page
      title={t('edit')}
      width="wide"
      crumbs={[
        { label: t('title'), to: '/proposals' },
        { label: t('proposalNumber', { number: proposal }), to: `/proposals/${proposal}` },
      ]}
      lead={<p>{t('editLead')}</p>}
    >
      {isDone ? (
        <>
          <ActSteps state={state} onDone={reset} onRetry={reset} />
          <div>
            <ButtonLink to={`/proposals/${proposal}`} look="primary">
              {t('toOpened')}
            </ButtonLink>
          </div>
        </>
      ) : mayEdit && text ? (
        <Edit row={row} before={{ field, district: district ?? '', ...text }} act={{ state, start, reset }} />
      ) : (
        <EmptyState title={t('editNot')}>
          <p>{t(person?.account === author && reason ? reason : 'editNotYours')}</p>
          <ButtonLink to={`/proposals/${proposal}`}>{t('toOpened')}</ButtonLink>
        </EmptyState>
      )}
    </Page>
  )
}

const Edit = ({
  row: { proposal },
  before,
  act: { state, start, reset },
}: {
  readonly row: ProposalRow
  readonly before: ProposalDraft
  readonly act: Pick<ReturnType<typeof useAct>, 'state' | 'start' | 'reset'>
}) => {
  const t = useTexts()
  const { draft, change, clear } = useDraft<ProposalDraft>(`proposal-${proposal}`, before)
  const send = async () => {
    const { place, text } = wishOfDraft(draft)
    const about = `/proposals/${proposal}`
    const input = { proposal, ...place }
    const wish = { service: 'proposals', action: 'edit-proposal', input, text, about, title: text.title }
    const last = await start(wish)
    if (last?.step === 'recorded' || last?.step === 'provable') clear()
  }
  return (
    <ProposalForm
      draft={draft}
      change={change}
      proposal={proposal}
      button={t('editSend')}
      state={state}
      onSend={() => void send()}
      onDone={reset}
    />
  )
}
