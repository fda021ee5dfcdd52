/** The panel decides whether a proposal is debated, whatever its supports are, and says why. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { useCity } from '@maru/web/city/city.ts'
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useSubject } from '@maru/web/parts/subject.ts'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { OfficialText, useTextProblem } from '@maru/web/screens/desk/official-text.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useDebateOf, useDecisions } from '../data.ts'
import { useTexts as useDebateTexts } from '../texts.ts'
import { useTexts } from './texts.ts'
import { WithoutNames } from './without-names.tsx'

const decisions = ['debate', 'no-debate'] as const
const lengthMax = 10_000

export const PanelWork = ({ id }: ItemProps) => {
  const t = useTexts()
  const proposal = Number(id)
  const { data: found, error, refetch } = useDebateOf(proposal)
  const { data: decided } = useDecisions(proposal)
  if (error && !found) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!found || !decided) return <Skeleton lines={8} height="40rem" />
  if (found.debate) {
    return (
      <Task title={t('decide')} rule={t('debatedRule')}>
        <p>{t('debated')}</p>
        <div>
          <ButtonLink to={`/debates/${found.debate.debate}`}>{t('toDebate')}</ButtonLink>
        </div>
      </Task>
    )
  }
  return <Decide proposal={proposal} isDecided={decided.decisions.length > 0} />
}

const Decide = ({ proposal, isDecided }: { readonly proposal: number; readonly isDecided: boolean }) => {
  const t = useTexts()
  const words = useDebateTexts()
  const { data: city } = useCity()
  const subject = useSubject({ proposal }) ?? t('noTitle', { number: proposal })
  const { draft, change, clear } = useDraft(`desk.panel.${proposal}`, { decision: '', body: '' })
  const { body } = draft
  const decision = decisions.find((each) => each === draft.decision)
  const problem = useTextProblem(body, lengthMax)
  const days = city?.parameters['debates']?.['debateDays'] ?? 0
  return (
    <Task title={t('decide')} rule={t('decideRule')}>
      {isDecided && <p>{t('decidedBefore')}</p>}
      <WithoutNames />
      <Choices
        legend={t('decision')}
        options={[
          { value: 'debate', label: t('debate'), help: t('debateHelp', { days }) },
          { value: 'no-debate', label: t('noDebate'), help: t('noDebateHelp') },
        ]}
        value={decision}
        onChange={(decision) => change({ decision })}
      />
      <OfficialText
        label={t('reasons')}
        value={body}
        lengthMax={lengthMax}
        onChange={(body) => change({ body })}
      />
      {decision && body.trim() !== '' && (
        <Preview>
          <div className={layout['official']}>
            <p className={layout['strong']}>{words(`decided-${decision}`)}</p>
            <p className={layout['body']}>{body}</p>
          </div>
        </Preview>
      )}
      <Sign
        button={t('decideSend')}
        roles={['panel']}
        reason={decision ? problem : t('decisionMissing')}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'debates',
            action: 'decide-on-debate',
            input: { proposal, decision: decision ?? '' },
            text: { body },
            about: `/proposals/${proposal}`,
            title: `${t('decideSend')}: ${subject}`,
          },
        ]}
      />
    </Task>
  )
}
