import { usePerson } from '@maru/web/city/persons.ts'
import type { Count, Items, Queue } from '@maru/web/screens/desk/queue.ts'
import { type ChangeRow, useOpenChanges } from '../data.ts'
import { ChangeItem, ChangeSubject } from './change-item.tsx'
import { ChangeWork } from './change-work.tsx'
import en from './locales/en.json'
import ko from './locales/ko.json'

interface ChangeOfQueue extends ChangeRow {
  readonly id: string
  /** By the officer who looks at it. */
  readonly isApproved: boolean
}

/** Those first that the officer has not approved. */
const useItems = (): Items<ChangeOfQueue> => {
  const person = usePerson()
  const { data, error, refetch } = useOpenChanges()
  const items = data?.changes.map((row) => ({
    ...row,
    id: String(row.change),
    isApproved: isApprovedBy(row, person?.account),
  }))
  items?.sort((a, b) => Number(a.isApproved) - Number(b.isApproved) || a.change - b.change)
  return { data: items && { items, next: undefined }, error, refetch }
}

const useCount = (): Count | undefined => {
  const person = usePerson()
  const { data } = useOpenChanges()
  return (
    data && {
      count: data.changes.filter((row) => row.state === 'proposed' && !isApprovedBy(row, person?.account))
        .length,
    }
  )
}

const isApprovedBy = ({ standings }: ChangeRow, account: string | undefined): boolean =>
  standings.some(({ officers }) => officers.some((officer) => officer.account === account))

export const queues: readonly Queue[] = [
  {
    id: 'institutions',
    order: 85,
    roles: ['institution'],
    label: { ko: ko.queue, en: en.queue },
    help: { ko: ko.queueHelp, en: en.queueHelp },
    begins: { ko: ko.propose, en: en.propose },
    useCount,
    useItems,
    Row: ChangeItem,
    Subject: ChangeSubject,
    Work: ChangeWork,
  },
]
