import type { Items, Queue } from '@maru/web/screens/desk/queue.ts'
import { pageSize, type PollRow, usePolls } from '../data.ts'
import en from './locales/en.json'
import ko from './locales/ko.json'
import { PollItem, PollSubject } from './poll-item.tsx'
import { PollWork } from './poll-work.tsx'

export interface DeskPoll extends PollRow {
  readonly id: string
}

/** The city's own, newest first, also those that are over: their results are read here. */
const useCityPolls = ({ cursor }: { readonly cursor: string | undefined }): Items<DeskPoll> => {
  const after = cursor === undefined ? undefined : Number(cursor)
  const { data, error, refetch } = usePolls({ asker: 'city', after })
  const page = data && {
    items: data.polls.map((row) => ({ ...row, id: String(row.poll) })),
    next: data.polls.length < pageSize ? undefined : String(data.polls.at(-1)?.poll),
  }
  return { data: page, error, refetch }
}

const polls: Queue<DeskPoll> = {
  id: 'polls',
  order: 65,
  roles: ['department', 'mayor'],
  label: { ko: ko.polls, en: en.polls },
  help: { ko: ko.pollsHelp, en: en.pollsHelp },
  begins: { ko: ko.ask, en: en.ask },
  useItems: useCityPolls,
  Row: PollItem,
  Subject: PollSubject,
  Work: PollWork,
}

export const queues: readonly Queue[] = [polls]
