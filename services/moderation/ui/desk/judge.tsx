/** Deciding about a text: what, under which rule, and why, as everyone will read it. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Select, TextArea } from '@maru/web/kit/field.tsx'
import { HiddenNote } from '@maru/web/parts/hidden.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { rules } from '../../rules.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import type { CaseRow, JudgedRow } from '../data.ts'
import { StateBadge } from '../state-badge.tsx'
import { useWords } from '../words.ts'
import { type Decision, decisionsIn, type OpenState, wishOf } from './decision.ts'
import { Others } from './others.tsx'
import { useTexts } from './texts.ts'

const reasonsMax = 2_000

/** The state a case gets by each decision. */
const outcomes = {
  hide: 'hidden',
  dismiss: 'dismissed',
  approve: 'approved',
  keep: 'upheld',
  restore: 'restored',
} as const

export const Judge = ({ row, state }: { readonly row: JudgedRow; readonly state: OpenState }) => {
  const t = useTexts()
  const words = useWords()
  const { draft, change, clear } = useDraft(`desk.text.${row.service}.${row.number}`, {
    decision: '',
    rule: '',
    reasons: '',
  })
  const [others, setOthers] = useState<readonly CaseRow[]>([])
  const decisions = decisionsIn[state]
  const only = decisions.length === 1 ? decisions[0] : undefined
  const decision = only ?? decisions.find((each) => each === draft.decision)
  const rule = rules.find((each) => each === draft.rule)
  const { reasons } = draft
  const isHiding = decision === 'hide'
  const needsReasons = decision !== undefined && decision !== 'approve'
  return (
    <Task title={t(`task-${state}`)} rule={t(`rule-${state}`)}>
      {!only && (
        <Choices
          legend={t('decision')}
          options={decisions.map((value) => ({ value, label: t(value) }))}
          value={decision}
          onChange={(decision) => change({ decision })}
        />
      )}
      {isHiding && (
        <Select
          label={t('ruleLabel')}
          help={t('ruleHelp')}
          required
          options={rules.map((value) => ({ value, label: words[value] }))}
          value={rule ?? ''}
          onChange={(rule) => change({ rule })}
        />
      )}
      {needsReasons && (
        <TextArea
          label={t('reasons')}
          help={t('reasonsHelp')}
          required
          rows={4}
          value={reasons}
          lengthMax={reasonsMax}
          onChange={({ target }) => change({ reasons: target.value })}
        />
      )}
      {isHiding && state === 'reported' && <Others row={row} chosen={others} onChange={setOthers} />}
      {needsReasons && reasons.trim() !== '' && (
        <Preview>
          {isHiding ? (
            <HiddenNote rule={rule}>
              <p className={layout['body']}>{reasons}</p>
            </HiddenNote>
          ) : (
            <>
              <p>
                <StateBadge state={outcomes[decision]} />
              </p>
              <p className={layout['body']}>{reasons}</p>
            </>
          )}
        </Preview>
      )}
      <Sign
        button={buttonText()}
        roles={state === 'appealed' ? ['moderator', 'auditor'] : ['moderator']}
        look={isHiding ? 'danger' : 'primary'}
        reason={reasonNot()}
        onRecorded={clear}
        wishes={() =>
          decision
            ? [wishOf(row, { decision, rule, reasons, others: isHiding ? others : [] }, titleOf(decision))]
            : []
        }
      />
    </Task>
  )

  function buttonText(): string {
    if (!decision) return t('send')
    return isHiding && others.length > 0
      ? t('sendHideMany', { count: others.length + 1 })
      : t(`send-${decision}`)
  }

  function titleOf(of: Decision): string {
    const what = row.case === 0 ? `${words[row.service]} ${row.number}` : t('caseTitle', { number: row.case })
    return `${t(`send-${of}`)}: ${what}`
  }

  function reasonNot(): string | undefined {
    if (!decision) return t('decisionMissing')
    if (isHiding && !rule) return t('ruleMissing')
    if (!needsReasons) return undefined
    if (reasons.trim() === '') return t('reasonsMissing')
    return [...reasons].length > reasonsMax ? t('reasonsLong') : undefined
  }
}
