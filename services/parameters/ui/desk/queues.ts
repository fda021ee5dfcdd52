import type { Items, Queue } from '@maru/web/screens/desk/queue.ts'
import { type ParameterRow, useParameters } from '../data.ts'
import en from './locales/en.json'
import ko from './locales/ko.json'
import { ParameterItem } from './parameter-item.tsx'
import { ParameterSubject } from './parameter-subject.tsx'
import { ParameterWork } from './parameter-work.tsx'

interface ParameterOfQueue extends ParameterRow {
  readonly id: string
}

const useItems = (): Items<ParameterOfQueue> => {
  const { data, error, refetch } = useParameters()
  const items = data?.parameters.map((row) => ({ ...row, id: `${row.service}.${row.name}` }))
  return { data: items && { items, next: undefined }, error, refetch }
}

export const queues: readonly Queue[] = [
  {
    id: 'parameters',
    order: 80,
    roles: ['mayor'],
    label: { ko: ko.parameters, en: en.parameters },
    help: { ko: ko['parameters-help'], en: en['parameters-help'] },
    useItems,
    Row: ParameterItem,
    Subject: ParameterSubject,
    Work: ParameterWork,
  },
]
