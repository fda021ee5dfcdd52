import type { Items, Queue } from '@maru/web/screens/desk/queue.ts'
import { useServices } from '../data.ts'
import en from './locales/en.json'
import ko from './locales/ko.json'
import { ServiceItem, type ServiceOfQueue } from './service-item.tsx'
import { ServiceSubject } from './service-subject.tsx'
import { ServiceWork } from './service-work.tsx'

/** What is suspended waits for somebody; the others stand in the order of their codes. */
const useServiceItems = (): Items<ServiceOfQueue> => {
  const { data, error, refetch } = useServices()
  const items = (data?.services ?? [])
    .filter(({ state }) => state !== 'ended')
    .map((service) => ({ ...service, id: service.service }))
    .sort((a, b) => Number(b.state === 'suspended') - Number(a.state === 'suspended'))
  return { data: data && { items, next: undefined }, error, refetch }
}

export const queues: readonly Queue[] = [
  {
    id: 'relying-services',
    order: 60,
    roles: ['registrar', 'auditor'],
    label: { ko: ko.queue, en: en.queue },
    help: { ko: ko['queue-help'], en: en['queue-help'] },
    subjectLabel: { ko: ko.subject, en: en.subject },
    useItems: useServiceItems,
    begins: { ko: ko.register, en: en.register },
    Row: ServiceItem,
    Subject: ServiceSubject,
    Work: ServiceWork,
  },
]
