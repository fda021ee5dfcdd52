import { useDraft } from '@maru/web/city/drafts.ts'
import { useNumberOf } from '@maru/web/city/events-of.ts'
import { useAct } from '@maru/web/city/use-act.ts'
import { ActSteps } from '@maru/web/kit/act-steps.tsx'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import { useEffect } from 'react'
import { ProposalForm, wishOfDraft } from './proposal-form.tsx'
import { useTexts } from './texts.ts'

const empty = { field: '', district: '', title: '', body: '' }

/** Writing a proposal: what is like it stands beside it, and the draft stays on the device. */
export const Screen = () => {
  const t = useTexts()
  const { draft, change, clear } = useDraft('proposal', empty)
  const { state, start, reset } = useAct()
  const receipt = state.step === 'recorded' || state.step === 'provable' ? state.receipt : undefined
  const isOpened = receipt !== undefined
  // What is recorded is no draft any more: nobody shall send it twice.
  useEffect(() => {
    if (isOpened) clear()
  }, [isOpened])
  const number = useNumberOf(receipt?.id, 'proposal-opened', 'proposal')

  const send = () => {
    const { place, text } = wishOfDraft(draft)
    void start({
      service: 'proposals',
      action: 'open-proposal',
      input: place,
      text,
      about: '/me',
      title: text.title,
    })
  }

  if (receipt || state.step === 'waiting') {
    return (
      <Page title={t(receipt ? 'opened' : 'write')} crumbs={[{ label: t('title'), to: '/proposals' }]}>
        <ActSteps state={state} onDone={reset} onRetry={send} />
        {number !== undefined && (
          <div>
            <ButtonLink to={`/proposals/${number}`} look="primary">
              {t('toOpened')}
            </ButtonLink>
          </div>
        )}
        <div>
          <Button look="text" onClick={reset}>
            {t('writeAnother')}
          </Button>
        </div>
      </Page>
    )
  }
  return (
    <Page
      title={t('write')}
      width="wide"
      crumbs={[{ label: t('title'), to: '/proposals' }]}
      lead={<p>{t('writeLead')}</p>}
    >
      <ProposalForm
        draft={draft}
        change={change}
        button={t('send')}
        state={state}
        onSend={send}
        onDone={reset}
      />
    </Page>
  )
}
