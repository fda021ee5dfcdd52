import type { Queue, QueueItem } from '@maru/web/screens/desk/queue.ts'
import { type QuestionItem, useQuestions, useUndecided, useUndecidedCount } from './data.ts'
import en from './locales/en.json'
import ko from './locales/ko.json'
import { PanelRow, PanelSubject } from './panel-item.tsx'
import { PanelWork } from './panel-work.tsx'
import { QuestionRow, QuestionSubject } from './question-item.tsx'
import { QuestionWork } from './question-work.tsx'

const panel: Queue<QueueItem> = {
  id: 'panel',
  order: 20,
  roles: ['panel'],
  label: { ko: ko.panel, en: en.panel },
  help: { ko: ko.panelHelp, en: en.panelHelp },
  useCount: useUndecidedCount,
  useItems: useUndecided,
  Row: PanelRow,
  Subject: PanelSubject,
  Work: PanelWork,
}

const questions: Queue<QuestionItem> = {
  id: 'questions',
  order: 60,
  roles: ['mayor'],
  label: { ko: ko.questions, en: en.questions },
  help: { ko: ko.questionsHelp, en: en.questionsHelp },
  begins: { ko: ko.ask, en: en.ask },
  useItems: useQuestions,
  Row: QuestionRow,
  Subject: QuestionSubject,
  Work: QuestionWork,
}

export const queues: readonly Queue[] = [panel, questions]
