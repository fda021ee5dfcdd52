import type { Items, Queue } from '@maru/web/screens/desk/queue.ts'
import { useOfficers } from '../data.ts'
import en from './locales/en.json'
import ko from './locales/ko.json'
import { DueItem } from './due-item.tsx'
import { DueSubject } from './due-subject.tsx'
import { DueWork } from './due-work.tsx'
import { OfficerItem, type OfficerOfQueue } from './officer-item.tsx'
import { OfficerSubject } from './officer-subject.tsx'
import { OfficerWork } from './officer-work.tsx'
import { ReadsItem } from './reads-item.tsx'
import { ReadsSubject } from './reads-subject.tsx'
import { ReadsWork } from './reads-work.tsx'
import { ServiceItem } from './service-item.tsx'
import { ResidentSubject } from './resident-subject.tsx'
import { ResidentWork } from './resident-work.tsx'

/** What people come to the registrar's desk for. Nobody can list the residents. */
const services: readonly { readonly id: 'enrol' | 'find' }[] = [{ id: 'enrol' }, { id: 'find' }]

const useServices = (): Items<(typeof services)[number]> => ({
  data: { items: services, next: undefined },
  error: null,
  refetch: () => undefined,
})

/** Whoever opens it reads who they are, and that is kept: the list of queues does not count them. */
const dueLists: readonly { readonly id: 'due' }[] = [{ id: 'due' }]

const useDueLists = (): Items<(typeof dueLists)[number]> => ({
  data: { items: dueLists, next: undefined },
  error: null,
  refetch: () => undefined,
})

const readLists: readonly { readonly id: 'all' }[] = [{ id: 'all' }]

const useReadLists = (): Items<(typeof readLists)[number]> => ({
  data: { items: readLists, next: undefined },
  error: null,
  refetch: () => undefined,
})

const useOfficerItems = (): Items<OfficerOfQueue> => {
  const { data, error, refetch } = useOfficers()
  const accounts = [...new Set(data?.officers.map(({ account }) => account))]
  const items = accounts.map((account) => ({
    id: account,
    roles: (data?.officers ?? []).filter((officer) => officer.account === account).map(({ role }) => role),
  }))
  return { data: data && { items, next: undefined }, error, refetch }
}

export const queues: readonly Queue[] = [
  {
    id: 'residents',
    order: 40,
    roles: ['registrar'],
    label: { ko: ko.residents, en: en.residents },
    help: { ko: ko['residents-help'], en: en['residents-help'] },
    subjectLabel: { ko: ko.subjectDesk, en: en.subjectDesk },
    useItems: useServices,
    Row: ServiceItem,
    Subject: ResidentSubject,
    Work: ResidentWork,
  },
  {
    id: 'birthdays',
    order: 42,
    roles: ['registrar'],
    label: { ko: ko.birthdays, en: en.birthdays },
    help: { ko: ko['birthdays-help'], en: en['birthdays-help'] },
    subjectLabel: { ko: ko.subjectDesk, en: en.subjectDesk },
    useItems: useDueLists,
    Row: DueItem,
    Subject: DueSubject,
    Work: DueWork,
  },
  {
    id: 'reads',
    order: 83,
    roles: ['auditor'],
    label: { ko: ko.reads, en: en.reads },
    help: { ko: ko['reads-help'], en: en['reads-help'] },
    subjectLabel: { ko: ko.readsSubject, en: en.readsSubject },
    useItems: useReadLists,
    Row: ReadsItem,
    Subject: ReadsSubject,
    Work: ReadsWork,
  },
  {
    id: 'officers',
    order: 81,
    roles: ['mayor'],
    label: { ko: ko.officers, en: en.officers },
    help: { ko: ko['officers-help'], en: en['officers-help'] },
    subjectLabel: { ko: ko.subjectRecord, en: en.subjectRecord },
    useItems: useOfficerItems,
    begins: { ko: ko.register, en: en.register },
    Row: OfficerItem,
    Subject: OfficerSubject,
    Work: OfficerWork,
  },
]
