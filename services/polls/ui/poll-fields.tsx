/** The fields of a poll while it is written, by a resident or at the desk. */
import { useCity } from '@maru/web/city/city.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Select, TextArea, TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { AskedAlready } from './asked-already.tsx'
import { useGroups } from './group-name.ts'
import { emptyQuestion, type PollDraft, type QuestionDraft } from './poll-draft.ts'
import { PlaceFields } from './place-fields.tsx'
import { QuestionEditor } from './question-editor.tsx'
import { useTexts } from './texts.ts'

const questionsMax = 20
const bodyMax = 20_000

export interface PollFieldsProps {
  readonly draft: PollDraft
  readonly change: (fields: Partial<PollDraft>) => void
  readonly daysMax: number
}

export const PollFields = ({ draft, change, daysMax }: PollFieldsProps) => {
  const t = useTexts()
  return (
    <div className={layout['stack']}>
      <TextField
        label={t('titleField')}
        help={t('titleHelp')}
        required
        value={draft.title}
        onChange={({ target }) => change({ title: target.value })}
      />
      <AskedAlready title={draft.title} />
      <TextArea
        label={t('bodyField')}
        rows={6}
        value={draft.body}
        lengthMax={bodyMax}
        onChange={({ target }) => change({ body: target.value })}
      />
      <Questions draft={draft} change={change} />
      <Voters draft={draft} change={change} />
      <TextField
        label={t('opensField')}
        help={t('opensHelp')}
        type="datetime-local"
        value={draft.opens}
        onChange={({ target }) => change({ opens: target.value })}
      />
      <TextField
        label={t('daysField')}
        help={t('daysHelp', { most: daysMax })}
        required
        type="number"
        inputMode="numeric"
        min={1}
        max={daysMax}
        value={draft.days}
        onChange={({ target }) => change({ days: Number(target.value) })}
      />
      <Choices
        legend={t('changeField')}
        options={[
          { value: 'yes', label: t('changeYes') },
          { value: 'no', label: t('changeNo') },
        ]}
        value={draft.canChange ? 'yes' : 'no'}
        onChange={(value) => change({ canChange: value === 'yes' })}
      />
      <PlaceFields draft={draft} change={change} />
    </div>
  )
}

type Part = Omit<PollFieldsProps, 'daysMax'>

const Questions = ({ draft: { questions }, change }: Part) => {
  const t = useTexts()
  const put = (index: number, question: QuestionDraft) =>
    change({ questions: questions.map((each, at) => (at === index ? question : each)) })
  // Whatever led to the question that goes away, leads nowhere.
  const remove = (index: number) =>
    change({
      questions: questions
        .filter((_, at) => at !== index)
        .map((each) =>
          each.ifQuestion === index + 1
            ? { ...each, ifQuestion: 0, ifOptions: [] }
            : { ...each, ifQuestion: each.ifQuestion > index + 1 ? each.ifQuestion - 1 : each.ifQuestion },
        ),
    })
  return (
    <>
      {questions.map((question, index) => (
        <QuestionEditor
          key={index}
          number={index + 1}
          question={question}
          earlier={questions.slice(0, index)}
          onChange={(changed) => put(index, changed)}
          onRemove={questions.length > 1 ? () => remove(index) : undefined}
        />
      ))}
      <div>
        <Button
          reason={questions.length >= questionsMax ? t('questionsMost') : undefined}
          onClick={() => change({ questions: [...questions, emptyQuestion] })}
        >
          {t('addQuestion')}
        </Button>
      </div>
    </>
  )
}

/** Who votes, and who sees it. */
const Voters = ({ draft: { secrecy, group, shownFrom }, change }: Part) => {
  const t = useTexts()
  const { data: city } = useCity()
  const groups = useGroups()
  const least = city?.parameters['polls']?.['tallyShownFrom'] ?? 0
  return (
    <>
      <Choices
        legend={t('secrecyField')}
        options={(['anonymous', 'named'] as const).map((value) => ({
          value,
          label: t(`secrecy-${value}`),
          help: t(`hides-${value}`),
        }))}
        value={secrecy}
        onChange={(value) => change({ secrecy: value })}
      />
      <Select
        label={t('groupField')}
        required
        options={groups}
        value={group}
        onChange={(value) => change({ group: value === '' ? 'city' : value })}
      />
      {secrecy === 'anonymous' && (
        <TextField
          label={t('shownField')}
          help={t('shownHelp', { least })}
          required
          type="number"
          inputMode="numeric"
          min={least}
          value={shownFrom}
          onChange={({ target }) => change({ shownFrom: Number(target.value) })}
        />
      )}
    </>
  )
}
