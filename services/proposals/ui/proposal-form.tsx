/** The words and the place of a proposal, while it is written or edited. Similar ones stand beside it. */
import { useCity } from '@maru/web/city/city.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { useIsOfficer } from '@maru/web/city/roles.ts'
import type { ActState } from '@maru/web/city/use-act.ts'
import { ActSteps } from '@maru/web/kit/act-steps.tsx'
import { Button } from '@maru/web/kit/button.tsx'
import { Select, TextArea, TextField } from '@maru/web/kit/field.tsx'
import { useFocusOnWrong } from '@maru/web/kit/use-focus-on-wrong.ts'
import layout from '@maru/web/parts/layout.module.css'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useState } from 'react'
import { AlreadyProposed } from './already-proposed.tsx'
import styles from './write.module.css'
import { useTexts } from './texts.ts'

const titleMax = 120
const bodyMax = 60_000

export interface ProposalDraft {
  readonly field: string
  /** Empty is the whole city. */
  readonly district: string
  readonly title: string
  readonly body: string
  readonly [field: string]: string
}

/** What an action takes: the place in its input, the text beside it. */
export const wishOfDraft = ({ field, district, title, body }: ProposalDraft) => ({
  place: { field, district: district === '' ? null : district },
  text: { title: title.trim(), body },
})

export const ProposalForm = ({
  draft,
  change,
  proposal,
  button,
  state,
  onSend,
  onDone,
}: {
  readonly draft: ProposalDraft
  readonly change: (fields: Partial<ProposalDraft>) => void
  /** Of the one that is edited. */
  readonly proposal?: number
  readonly button: string
  readonly state: ActState
  /** Called when nothing is wrong with what was written. */
  readonly onSend: () => void
  readonly onDone: () => void
}) => {
  const t = useTexts()
  const language = useLanguage()
  const { data: city } = useCity()
  const person = usePerson()
  const isOfficer = useIsOfficer()
  const [tries, setTries] = useState(0)
  const form = useFocusOnWrong(tries)
  const isTried = tries > 0
  const { field, district, title, body } = draft
  const isUnderWay = state.step === 'signing' || state.step === 'sending'
  const wrong = {
    field: field === '' && t('fieldMissing'),
    title: title.trim() === '' ? t('titleMissing') : [...title.trim()].length > titleMax && t('titleLong'),
    body: [...body].length > bodyMax && t('bodyLong'),
  }
  const named = (kind: 'fields' | 'districts') =>
    (city?.names?.[kind] ?? []).map(({ id, ...names }) => ({ value: id, label: names[language] }))
  const send = () => {
    setTries(tries + 1)
    if (Object.values(wrong).some((each) => each !== false) || isUnderWay) return
    if (person) onSend()
    else openWhoDialog()
  }
  return (
    <form
      ref={form}
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
      <AlreadyProposed title={title} body={body} besides={proposal} />
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
            reason={isOfficer ? t('officersDontPropose') : undefined}
            aria-busy={isUnderWay}
          >
            {button}
          </Button>
        </div>
        <ActSteps state={state} onDone={onDone} onRetry={send} />
      </div>
    </form>
  )
}
