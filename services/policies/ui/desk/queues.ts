import type { Queue } from '@maru/web/screens/desk/queue.ts'
import { type PolicyItem, usePolicyCount, usePolicyWork } from './data.ts'
import en from './locales/en.json'
import ko from './locales/ko.json'
import { PolicyRowItem } from './policy-item.tsx'
import { PolicySubject } from './policy-subject.tsx'
import { PolicyWork } from './policy-work.tsx'

const shown = { Row: PolicyRowItem, Subject: PolicySubject, Work: PolicyWork }

const waiting: Queue<PolicyItem> = {
  id: 'policies-to-assign',
  order: 30,
  roles: ['mayor'],
  label: { ko: ko.toAssign, en: en.toAssign },
  help: { ko: ko['toAssign-help'], en: en['toAssign-help'] },
  useCount: (asked) => usePolicyCount('waiting-for-department', asked),
  useItems: (asked) => usePolicyWork('waiting-for-department', asked),
  ...shown,
}

const underway: Queue<PolicyItem> = {
  id: 'policies',
  order: 31,
  roles: ['department', 'mayor'],
  isByDepartment: true,
  label: { ko: ko.underway, en: en.underway },
  help: { ko: ko['underway-help'], en: en['underway-help'] },
  useCount: (asked) => usePolicyCount('underway', asked),
  useItems: (asked) => usePolicyWork('underway', asked),
  begins: { ko: ko.open, en: en.open },
  ...shown,
}

export const queues: readonly Queue[] = [waiting, underway]
