import type { Step } from '@maru/web/city/act.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Badge, type Tone } from '@maru/web/kit/badge.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useGroupName } from './group-name.ts'
import { useTexts } from './texts.ts'
import type { Due } from './use-due-run.ts'

const states: {
  readonly [S in Step['step']]: readonly [Tone, 'dueSending' | 'dueDone' | 'dueWaits' | 'dueFailed']
} = {
  signing: ['information', 'dueSending'],
  sending: ['information', 'dueSending'],
  recorded: ['success', 'dueDone'],
  provable: ['success', 'dueDone'],
  waiting: ['warning', 'dueWaits'],
  failed: ['danger', 'dueFailed'],
}

/** One of them: into which groups they come, and what became of it. */
export const DueRow = ({ due, step }: { readonly due: Due; readonly step: Step | undefined }) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const nameOfGroup = useGroupName()
  const [tone, word] = step ? states[step.step] : (['neutral', 'dueComes'] as const)
  return (
    <li className={layout['tight']}>
      <p className={layout['row']}>
        <span className={layout['strong']}>{pseudonym(due.account)}</span>
        <Badge tone={tone}>{t(word)}</Badge>
      </p>
      <p className={layout['soft']}>{t('dueGroups', { groups: due.added.map(nameOfGroup).join(', ') })}</p>
      {step?.step === 'failed' && <ErrorState error={step.error} />}
    </li>
  )
}
