import { Parts } from '@maru/web/parts/parts.tsx'
import type { ItemProps, Queue } from '@maru/web/screens/desk/queue.ts'
import { createElement } from 'react'
import { type ProposalItem, useJoinable } from './data.ts'
import { JoinRow } from './join-row.tsx'
import { JoinTask } from './join-task.tsx'
import en from './locales/en.json'
import ko from './locales/ko.json'

const join: Queue<ProposalItem> = {
  id: 'join',
  order: 40,
  roles: ['moderator', 'mayor'],
  label: { ko: ko.join, en: en.join },
  help: { ko: ko.joinHelp, en: en.joinHelp },
  useItems: useJoinable,
  Row: JoinRow,
  Subject: ({ id }: ItemProps) => createElement(Parts, { on: 'proposal-itself', number: Number(id) }),
  Work: JoinTask,
}

export const queues: readonly Queue[] = [join]
