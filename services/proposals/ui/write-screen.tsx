import { useCity } from '@maru/web/city/city.ts'
import { useDraft } from '@maru/web/city/drafts.ts'
import { useNumberOf } from '@maru/web/city/events-of.ts'
import { isOfficer, usePerson } from '@maru/web/city/persons.ts'
import { useAct } from '@maru/web/city/use-act.ts'
import { ActSteps } from '@maru/web/kit/act-steps.tsx'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Select, TextArea, TextField } from '@maru/web/kit/field.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useEffect, useState } from 'react'
import { AlreadyProposed } from './already-proposed.tsx'
import styles from './write.module.css'
import { useTexts } from './texts.ts'

const titleMax = 120
const bodyMax = 60_000
const empty = { field: '', district: '', title: '', body: '' }

/** Writing a proposal: what is like it stands beside it, and the draft stays on the device. */
export const Screen = () => {
  const t = useTexts()
  const language = useLanguage()
  const { data: city } = useCity()
  const person = usePerson()
  const { draft, change, clear } = useDraft('proposal', empty)
  const { state, start, reset } = useAct()
  const [isTried, setTried] = useState(false)
  const { field, district, title, body } = draft
  const receipt = state.step === 'recorded' || state.step === 'provable' ? state.receipt : undefined
  const isOpened = receipt !== undefined
  // What is recorded is no draft any more: nobody shall send it twice.
  useEffect(() => {
    if (isOpened) clear()
  }, [isOpened])
  const number = useNumberOf(receipt?.id, 'proposal-opened', 'proposal')
  const isUnderWay = state.step === 'signing' || state.step === 'sending'
  const wrong = {
    field: field === '' && t('fieldMissing'),
    title: title.trim() === '' ? t('titleMissing') : [...title.trim()].length > titleMax && t('titleLong'),
    body: [...body].length > bodyMax && t('bodyLong'),
  }
  const named = (kind: 'fields' | 'districts') =>
    (city?.names?.[kind] ?? []).map(({ id, ...names }) => ({ value: id, label: names[language] }))

  const send = () => {
    setTried(true)
    if (wrong.field !== false || wrong.title !== false || wrong.body !== false || isUnderWay) return
    if (!person) return openWhoDialog()
    void start({
      service: 'proposals',
      action: 'open-proposal',
      input: { field, district: district === '' ? null : district },
      text: { title: title.trim(), body },
      about: '/me',
      title: title.trim(),
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
          <Button
            look="text"
            onClick={() => {
              setTried(false)
              reset()
            }}
          >
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
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField
          label={t('titleField')}
          help={t('titleHelp')}
          required
          value={title}
          error={isTried && wrong.title}
          onChange={(event) => change({ title: event.target.value })}
        />
        <AlreadyProposed title={title} body={body} />
        <div className={layout['stack']}>
          <TextArea
            label={t('bodyField')}
            help={t('bodyHelp')}
            rows={10}
            value={body}
            lengthMax={bodyMax}
            error={isTried && wrong.body}
            onChange={(event) => change({ body: event.target.value })}
          />
          <Select
            label={t('fieldField')}
            required
            options={named('fields')}
            value={field}
            error={isTried && wrong.field}
            onChange={(field) => change({ field })}
          />
          <Select
            label={t('districtField')}
            options={named('districts')}
            placeholder={t('wholeCity')}
            value={district}
            onChange={(district) => change({ district })}
          />
          <p className={layout['soft']}>{t('draftKept')}</p>
          <div>
            <Button
              look="primary"
              size="large"
              type="submit"
              reason={isOfficer(person) ? t('officersDontPropose') : undefined}
              aria-busy={isUnderWay}
            >
              {t('send')}
            </Button>
          </div>
          <ActSteps state={state} onDone={reset} onRetry={send} />
        </div>
      </form>
    </Page>
  )
}
