import type { Queue, Role } from '@maru/web/screens/desk/queue.ts'
import type { List } from '../../work.ts'
import { type DutyItem, useWork, useWorkCount } from './data.ts'
import { DutyRow } from './duty-row.tsx'
import { DutySubject } from './duty-subject.tsx'
import { DutyWork } from './duty-work.tsx'
import en from './locales/en.json'
import ko from './locales/ko.json'

const queue = (
  list: List,
  order: number,
  roles: readonly Role[],
  isByDepartment = false,
): Queue<DutyItem> => ({
  id: list,
  order,
  roles,
  label: { ko: ko[list], en: en[list] },
  help: { ko: ko[`${list}-help`], en: en[`${list}-help`] },
  ...(isByDepartment && { isByDepartment }),
  ...(list !== 'given' && { useCount: (asked) => useWorkCount(list, asked) }),
  useItems: (asked) => useWork(list, asked),
  Row: DutyRow,
  Subject: DutySubject,
  Work: DutyWork,
})

export const queues: readonly Queue[] = [
  queue('overdue', 10, ['department', 'mayor'], true),
  queue('due-soon', 11, ['department', 'mayor'], true),
  queue('to-assign', 12, ['mayor']),
  queue('to-answer', 13, ['department', 'mayor'], true),
  queue('mayor', 14, ['mayor']),
  queue('given', 90, ['department', 'mayor'], true),
]
