/** Another value from a day on. What counted before stays as it was, and everyone sees it coming. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { TextField } from '@maru/web/kit/field.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { daysAhead, timeToDay } from '@maru/web/screens/desk/days.ts'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useServiceWords } from '@maru/web/screens/acts/service-words.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { cityOffsetMs } from '@maru/web/texts/time-zone.ts'
import { type ParameterRow, useSentence } from '../data.ts'
import { useTexts } from './texts.ts'
import { useParameter } from './use-parameter.ts'

export const ParameterWork = ({ id }: ItemProps) => {
  const row = useParameter(id)
  return row ? <Change key={id} row={row} /> : null
}

const valueMax = 2_147_483_648
/** Ten years, less what a clock may be off. */
const daysMax = 3_651

const Change = ({ row }: { readonly row: ParameterRow }) => {
  const t = useTexts()
  const format = useFormat()
  const words = useServiceWords()
  const sentence = useSentence()
  const { service, name, dated } = row
  const { draft, change, clear } = useDraft(`desk.parameter.${service}.${name}`, { value: '', day: '' })
  const value = /^\d{1,10}$/.test(draft.value.trim()) ? Number(draft.value) : undefined
  const from = dayToStart(draft.day)
  const before = dated.findLast((each) => each.from < from)
  const replaced = dated.find((each) => each.from === from)
  const after = dated.find((each) => each.from > from)
  const reason = reasonNot()
  return (
    <Task title={t('change')} rule={t('changeRule')}>
      <TextField
        label={t('value')}
        help={t('valueHelp', { value: format.number(row.value) })}
        required
        inputMode="numeric"
        value={draft.value}
        onChange={({ target }) => change({ value: target.value })}
      />
      <TextField
        type="date"
        label={t('day')}
        help={t('dayHelp')}
        required
        value={draft.day}
        min={timeToDay(daysAhead(1))}
        max={timeToDay(daysAhead(daysMax))}
        onChange={({ target }) => change({ day: target.value })}
      />
      {reason === undefined && value !== undefined && (
        <>
          <Preview>
            <p>{t('until', { date: format.date(from), sentence: sentence({ ...row, ...before }) })}</p>
            <p>
              <strong>{t('then', { date: format.date(from), sentence: sentence({ ...row, value }) })}</strong>
            </p>
            {after && (
              <p>{t('then', { date: format.date(after.from), sentence: sentence({ ...row, ...after }) })}</p>
            )}
            <p>{t('effect')}</p>
          </Preview>
          {replaced && (
            <Notice tone="warning" title={t('replaces', { value: format.number(replaced.value) })}>
              <p>{t('replacesHelp')}</p>
            </Notice>
          )}
        </>
      )}
      <Sign
        button={t('send')}
        roles={['mayor']}
        reason={reason}
        onRecorded={clear}
        wishes={() =>
          value === undefined
            ? []
            : [
                {
                  service: 'parameters',
                  action: 'change-parameter',
                  input: { service, name, from, value },
                  about: '/parameters',
                  title: `${words.parameter(service, name)}: ${format.number(value)}`,
                },
              ]
        }
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (value === undefined || value > valueMax) return t('valueMissing')
    if (!Number.isFinite(from)) return t('dayMissing')
    if (from <= Date.now()) return t('dayPast')
    if (from > daysAhead(daysMax)) return t('dayFar')
    const same = replaced ?? before
    return same?.value === value ? t('same') : undefined
  }
}

/** The beginning of that day in the city. */
const dayToStart = (day: string): number => Date.parse(`${day}T00:00:00Z`) - cityOffsetMs
