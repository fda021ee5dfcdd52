/** What a department says of a policy: how it goes on, what shows it, and how a step or the whole has ended. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { TextArea, TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { MilestoneField, useMilestoneRows } from './milestone-field.tsx'
import type { PolicyProps } from './policy-work.tsx'
import { useTexts } from './texts.ts'

const bodyMax = 10_000
const ends = ['done', 'dropped'] as const

const actions = {
  'end-milestone': 'end-milestone',
  'report-progress': 'report-progress',
  'add-evidence': 'add-evidence',
  'carry-out': 'carry-out-policy',
  drop: 'drop-policy',
} as const

export const WordsWork = ({ row, subject, step }: PolicyProps & { readonly step: keyof typeof actions }) => {
  const t = useTexts()
  const { policy, department, planned, evidence } = row
  const rows = useMilestoneRows(policy, step === 'end-milestone')
  const empty = { body: '', milestone: '', end: '', link: '' }
  const { draft, change, clear } = useDraft(`desk.policy.${policy}.${step}`, empty)
  const { body } = draft
  const end = ends.find((each) => each === draft.end)
  const milestone = rows.find((each) => String(each.milestone) === draft.milestone)?.milestone
  const link = draft.link.trim()
  return (
    <Task title={t(`step-${step}`)} rule={t(`rule-${step}`)}>
      {(step === 'end-milestone' || (step === 'add-evidence' && rows.length > 0)) && (
        <MilestoneField
          rows={rows}
          value={draft.milestone}
          onChange={(milestone) => change({ milestone })}
          isOptional={step === 'add-evidence'}
        />
      )}
      {step === 'end-milestone' && (
        <Choices
          legend={t('end')}
          options={ends.map((value) => ({ value, label: t(`end-${value}`) }))}
          value={end}
          onChange={(end) => change({ end })}
        />
      )}
      <TextArea
        label={t(`words-${step}`)}
        required
        rows={6}
        value={body}
        lengthMax={bodyMax}
        onChange={({ target }) => change({ body: target.value })}
      />
      {step === 'add-evidence' && (
        <TextField
          type="url"
          label={t('link')}
          help={t('linkHelp')}
          value={draft.link}
          onChange={({ target }) => change({ link: target.value })}
        />
      )}
      {body.trim() !== '' && (
        <Preview>
          <p className={layout['body']}>{body}</p>
          {step === 'add-evidence' && link !== '' && <p className={layout['soft']}>{link}</p>}
        </Preview>
      )}
      <Sign
        button={t(`send-${step}`)}
        roles={['department']}
        department={department}
        look={step === 'drop' ? 'danger' : 'primary'}
        reason={reasonNot()}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'policies',
            action: actions[step],
            input: {
              policy,
              ...(step === 'end-milestone' && { milestone: milestone ?? 0, state: end ?? '' }),
              ...(step === 'add-evidence' && { milestone: milestone ?? null }),
            },
            text: { body, ...(step === 'add-evidence' && link !== '' && { link }) },
            about: `/policies/${policy}`,
            title: `${t(`send-${step}`)}: ${subject}`,
          },
        ]}
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (step === 'carry-out' && evidence === 0) return t('evidenceMissing')
    if (step === 'carry-out' && planned > 0) return t('stepsLeft', { count: planned })
    if (step === 'end-milestone' && rows.length === 0) return t('noMilestones')
    if (step === 'end-milestone' && milestone === undefined) return t('milestoneMissing')
    if (step === 'end-milestone' && !end) return t('endMissing')
    if (body.trim() === '') return t('textMissing')
    if ([...body].length > bodyMax) return t('textLong')
    const isLink = link === '' || /^https?:\/\/[^\s\p{Cc}<>"]+$/u.test(link)
    return step === 'add-evidence' && !(isLink && link.length <= 2_000) ? t('linkWrong') : undefined
  }
}
