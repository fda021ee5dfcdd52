import type { Items, Queue } from '@maru/web/screens/desk/queue.ts'
import { CardSubject } from './card-subject.tsx'
import { CardWork } from './card-work.tsx'
import { useAllFacilities } from '../facilities.ts'
import { FacilityItem, type FacilityOfQueue } from './facility-item.tsx'
import { FacilitySubject } from './facility-subject.tsx'
import { FacilityWork } from './facility-work.tsx'
import { FindItem } from './find-item.tsx'
import en from './locales/en.json'
import ko from './locales/ko.json'

/** Nobody can list cards: a resident comes with the number of their account. */
const items: readonly { readonly id: 'find' }[] = [{ id: 'find' }]

const useFacilityItems = (): Items<FacilityOfQueue> => {
  const { data, error, refetch } = useAllFacilities()
  const items = data?.map((row) => ({ ...row, id: row.facility }))
  return { data: items && { items, next: undefined }, error, refetch }
}

const useFind = (): Items<(typeof items)[number]> => ({
  data: { items, next: undefined },
  error: null,
  refetch: () => undefined,
})

export const queues: readonly Queue[] = [
  {
    id: 'cards',
    order: 41,
    roles: ['registrar'],
    label: { ko: ko.cards, en: en.cards },
    help: { ko: ko['cards-help'], en: en['cards-help'] },
    subjectLabel: { ko: ko.subject, en: en.subject },
    useItems: useFind,
    Row: FindItem,
    Subject: CardSubject,
    Work: CardWork,
  },
  {
    id: 'facilities',
    order: 43,
    roles: ['mayor', 'department', 'registrar'],
    label: { ko: ko.facilities, en: en.facilities },
    help: { ko: ko['facilities-help'], en: en['facilities-help'] },
    subjectLabel: { ko: ko.facilitySubject, en: en.facilitySubject },
    useItems: useFacilityItems,
    textOf: ({ ko: korean, en: english, facility }: FacilityOfQueue) => `${korean} ${english} ${facility}`,
    begins: { ko: ko['register-facility'], en: en['register-facility'] },
    beginners: ['mayor'],
    Row: FacilityItem,
    Subject: FacilitySubject,
    Work: FacilityWork,
  },
]
