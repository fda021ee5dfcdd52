import type { Items, Queue, Role } from '@maru/web/screens/desk/queue.ts'
import type { CaseState } from '../../state.ts'
import { type CaseRow, useCases } from '../data.ts'
import { CaseItem } from './case-item.tsx'
import { CaseSubject } from './case-subject.tsx'
import { CaseWork } from './case-work.tsx'
import en from './locales/en.json'
import ko from './locales/ko.json'

interface CaseOfQueue extends CaseRow {
  readonly id: string
}

const pageSize = 20
const countMax = 100

/** What somebody waits for comes oldest first; what is hidden, newest first, and nobody counts it. */
const queue = (
  id: 'reports' | 'appeals' | 'waiting-texts' | 'hidden-texts' | 'upheld-texts',
  order: number,
  state: CaseState,
  roles: readonly Role[] = ['moderator'],
): Queue<CaseOfQueue> => ({
  id,
  order,
  roles,
  label: { ko: ko[id], en: en[id] },
  help: { ko: ko[`${id}-help`], en: en[`${id}-help`] },
  ...(order < 90 && { useCount: () => useCount(state) }),
  subjectLabel: { ko: ko.subject, en: en.subject },
  useItems: ({ cursor }) => useItems(state, order < 90 ? 'oldest' : 'newest', cursor),
  Row: CaseItem,
  Subject: CaseSubject,
  Work: CaseWork,
})

export const queues: readonly Queue[] = [
  queue('appeals', 20, 'appealed', ['moderator', 'auditor']),
  queue('reports', 21, 'reported'),
  queue('waiting-texts', 22, 'waiting'),
  queue('hidden-texts', 91, 'hidden'),
  queue('upheld-texts', 92, 'upheld'),
]

const useCount = (state: CaseState) => {
  const { data } = useCases({ state, order: 'oldest', limit: countMax })
  return data && { count: data.cases.length, isMore: data.cases.length === countMax }
}

const useItems = (
  state: CaseState,
  order: 'newest' | 'oldest',
  cursor: string | undefined,
): Items<CaseOfQueue> => {
  const { data, error, refetch } = useCases({ state, order, after: cursor, limit: pageSize })
  const items = data?.cases.map((row) => ({ ...row, id: String(row.case) }))
  const next = items?.length === pageSize ? items.at(-1)?.id : undefined
  return { data: items && { items, next }, error, refetch }
}
