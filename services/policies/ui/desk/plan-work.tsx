/** The plan of a policy and its budget. What stood before stays in the history. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { useText } from '@maru/web/city/text-of.ts'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { BudgetField, problemOfTitled, readBudget, TitledFields, TitledPreview } from './fields.tsx'
import type { PolicyProps } from './policy-work.tsx'
import { useTexts } from './texts.ts'

interface Titled {
  readonly title: string
  readonly body: string
}

export const PlanWork = (props: PolicyProps) =>
  props.row.content === undefined ? (
    <Plan {...props} before={{ title: '', body: '' }} />
  ) : (
    <Replan {...props} content={props.row.content} />
  )

const Replan = ({ content, ...props }: PolicyProps & { readonly content: string }) => {
  const { data } = useText<Titled>(content)
  return data === undefined ? (
    <Skeleton lines={8} height="30rem" />
  ) : (
    <Plan {...props} before={data ?? { title: '', body: '' }} />
  )
}

const Plan = ({ row, subject, before }: PolicyProps & { readonly before: Titled }) => {
  const t = useTexts()
  const { policy, department, budgetWon } = row
  const { draft, change, clear } = useDraft(`desk.policy.${policy}.plan`, {
    title: before.title,
    body: before.body,
    budget: budgetWon === undefined ? '' : String(budgetWon),
  })
  const budget = readBudget(draft.budget)
  const problem = problemOfTitled(draft) ?? (budget === undefined ? 'budgetMissing' : undefined)
  return (
    <Task title={t('step-plan')} rule={t('rule-plan')}>
      <TitledFields draft={draft} change={change} />
      <BudgetField value={draft.budget} onChange={(budget) => change({ budget })} />
      <TitledPreview draft={draft} />
      <Sign
        button={t('send-plan')}
        roles={['department']}
        department={department}
        reason={problem && t(problem)}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'policies',
            action: 'plan-policy',
            input: { policy, budgetWon: budget ?? 0 },
            text: { title: draft.title, body: draft.body },
            about: `/policies/${policy}`,
            title: `${t('send-plan')}: ${subject}`,
          },
        ]}
      />
    </Task>
  )
}
