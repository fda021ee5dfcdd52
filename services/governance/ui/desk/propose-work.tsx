import { useDraft } from '@maru/web/city/drafts.ts'
import { useGovernanceStatus } from '@maru/web/city/governed.ts'
import { TextField, Select } from '@maru/web/kit/field.tsx'
import { useServiceWords } from '@maru/web/screens/acts/service-words.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { type ChangeRow, useWantedLine } from '../data.ts'
import { ChangeField } from './change-field.tsx'
import { emptyFields, fieldsOf, isAtOnce, kinds, readWanted } from './fields.ts'
import { useTexts } from './texts.ts'

/** Any kind of change: its own fields, from when it counts, and a line that says what it comes to. */
export const ProposeWork = () => {
  const t = useTexts()
  const words = useServiceWords()
  const format = useFormat()
  const line = useWantedLine()
  const { data: status } = useGovernanceStatus()
  const { draft, change, clear } = useDraft('desk.governance', emptyFields)
  const kind = kinds.find((each) => each === draft.kind)
  const read = readWanted(draft)
  const isWhole = 'input' in read
  return (
    <Task title={t('propose')} rule={t('proposeRule')}>
      <Select
        label={t('kind')}
        required
        options={kinds.map((value) => ({ value, label: words.word('governance', value) }))}
        value={kind ?? ''}
        onChange={(chosen) => change({ ...emptyFields, kind: chosen })}
      />
      {kind &&
        fieldsOf[kind].map((name) => (
          <ChangeField
            key={name}
            name={name}
            isNew={kind === 'add-institution'}
            value={draft[name]}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
      {kind && !isAtOnce(kind) && (
        <TextField
          label={t('from')}
          help={t('fromHelp', { height: format.number(status?.height ?? 0) })}
          inputMode="numeric"
          value={draft.from}
          onChange={({ target }) => change({ from: target.value })}
        />
      )}
      {isWhole && (
        <Preview>
          <p>
            <strong>{line((read.input as unknown as Pick<ChangeRow, 'wanted'>).wanted)}</strong>
          </p>
          {kind && isAtOnce(kind) && <p>{t(kind === 'halt' ? 'haltEffect' : 'resumeEffect')}</p>}
        </Preview>
      )}
      <Sign
        button={t('send')}
        roles={['institution']}
        look={kind === 'halt' ? 'danger' : 'primary'}
        reason={isWhole ? undefined : t(`wrong-${read.wrong}`)}
        onRecorded={clear}
        wishes={() =>
          isWhole
            ? [
                {
                  service: 'governance',
                  action: 'propose-change',
                  input: read.input,
                  about: '/governance',
                  title: `${t('propose')}: ${words.word('governance', draft.kind)}`,
                },
              ]
            : []
        }
      />
    </Task>
  )
}
