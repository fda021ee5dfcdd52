/** A policy for a proposal whose answer made none, in one's own department. */
import { useNameOf } from '@maru/web/city/city.ts'
import { useDraft } from '@maru/web/city/drafts.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { Select, TextField } from '@maru/web/kit/field.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDepartmentsOf } from './data.ts'
import { BudgetField, problemOfTitled, readBudget, TitledFields, TitledPreview } from './fields.tsx'
import { useTexts } from './texts.ts'

const empty = { department: '', title: '', body: '', budget: '' }

export const OpenPolicy = () => {
  const t = useTexts()
  const nameOf = useNameOf()
  const navigate = useNavigate()
  const person = usePerson()
  const departments = useDepartmentsOf(person?.account) ?? []
  const search: { readonly proposal?: unknown } = useSearch({ strict: false })
  const { draft, change, clear } = useDraft('desk.policy.new', empty)
  const only = departments.length === 1 ? departments[0] : undefined
  const department = only ?? departments.find((each) => each === draft.department)
  const typed =
    typeof search.proposal === 'string' || typeof search.proposal === 'number' ? String(search.proposal) : ''
  const proposal = /^\d{1,15}$/.test(typed) ? Number(typed) : 0
  const budget = readBudget(draft.budget)
  return (
    <Task title={t('open')} rule={t('rule-open')}>
      <TextField
        label={t('proposal')}
        help={t('proposalHelp')}
        required
        inputMode="numeric"
        value={typed}
        onChange={({ target }) =>
          void navigate({
            to: '/desk/policies/new',
            search: target.value === '' ? {} : { proposal: target.value },
            replace: true,
            resetScroll: false,
          })
        }
      />
      {!only && (
        <Select
          label={t('department')}
          required
          options={departments.map((value) => ({ value, label: nameOf('departments', value) }))}
          value={department ?? ''}
          onChange={(department) => change({ department })}
        />
      )}
      <TitledFields draft={draft} change={change} />
      <BudgetField value={draft.budget} onChange={(budget) => change({ budget })} />
      <TitledPreview draft={draft} />
      <Sign
        button={t('send-open')}
        roles={['department']}
        department={department}
        reason={reasonNot()}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'policies',
            action: 'open-policy',
            input: { proposal, department: department ?? '', budgetWon: budget ?? 0 },
            text: { title: draft.title, body: draft.body },
            about: `/proposals/${proposal}`,
            title: `${t('send-open')}: ${draft.title}`,
          },
        ]}
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (proposal === 0) return t('proposalMissing')
    if (department === undefined) return t('departmentMissing')
    const problem = problemOfTitled(draft) ?? (budget === undefined ? 'budgetMissing' : undefined)
    return problem && t(problem)
  }
}
