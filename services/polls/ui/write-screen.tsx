import { useNumberOf } from '@maru/web/city/events-of.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { useIsOfficer } from '@maru/web/city/roles.ts'
import { useAct } from '@maru/web/city/use-act.ts'
import { ActSteps } from '@maru/web/kit/act-steps.tsx'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import { useEffect } from 'react'
import { inputOf, problemOf, wordsOf } from './poll-draft.ts'
import { PollFields } from './poll-fields.tsx'
import { PollPreview } from './poll-preview.tsx'
import { useTexts } from './texts.ts'
import { usePollDraft } from './use-poll-draft.ts'

/** Asking the neighbours: a poll of a resident. The draft stays on the device. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const isOfficer = useIsOfficer()
  const { draft, change, clear, daysMax } = usePollDraft('poll')
  const { state, start, reset } = useAct()
  const receipt = state.step === 'recorded' || state.step === 'provable' ? state.receipt : undefined
  const isOpened = receipt !== undefined
  // What is recorded is no draft any more: nobody shall send it twice.
  useEffect(() => {
    if (isOpened) clear()
  }, [isOpened])
  const number = useNumberOf(receipt?.id, 'poll-announced', 'poll')
  const isUnderWay = state.step === 'signing' || state.step === 'sending'
  const problem = problemOf(draft, Date.now(), daysMax)
  const reason = isOfficer ? t('officersAskAtDesk') : problem && t(problem)

  const send = () => {
    if (!person) return openWhoDialog()
    if (isUnderWay) return
    const words = wordsOf(draft)
    void start({
      service: 'polls',
      action: 'open-resident-poll',
      input: inputOf(draft, Date.now(), daysMax),
      text: words,
      about: '/polls',
      title: words.title,
    })
  }

  if (receipt || state.step === 'waiting') {
    return (
      <Page title={t(receipt ? 'opened' : 'write')} crumbs={[{ label: t('title'), to: '/polls' }]}>
        <ActSteps state={state} onDone={reset} onRetry={send} />
        {number !== undefined && (
          <div>
            <ButtonLink to={`/polls/${number}`} look="primary">
              {t('toOpened')}
            </ButtonLink>
          </div>
        )}
      </Page>
    )
  }
  return (
    <Page title={t('write')} crumbs={[{ label: t('title'), to: '/polls' }]} lead={<p>{t('writeLead')}</p>}>
      <div className={layout['stack']}>
        <PollFields draft={draft} change={change} daysMax={daysMax} />
        <p className={layout['soft']}>{t('draftKept')}</p>
        {problem === undefined && (
          <Disclosure title={t('preview')}>
            <PollPreview draft={draft} />
          </Disclosure>
        )}
        <div>
          <Button look="primary" size="large" reason={reason} aria-busy={isUnderWay} onClick={send}>
            {t('open')}
          </Button>
        </div>
        <ActSteps state={state} onDone={reset} onRetry={send} />
      </div>
    </Page>
  )
}
