import type { Items, Queue } from '@maru/web/screens/desk/queue.ts'
import { CardSubject } from './card-subject.tsx'
import { CardWork } from './card-work.tsx'
import { FindItem } from './find-item.tsx'
import en from './locales/en.json'
import ko from './locales/ko.json'

/** Nobody can list cards: a resident comes with the number of their account. */
const items: readonly { readonly id: 'find' }[] = [{ id: 'find' }]

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
]
