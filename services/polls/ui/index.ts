import type { Screen } from '@maru/web/shell/screens.ts'
import { menu as menuEn } from './locales/en.json'
import { menu as menuKo } from './locales/ko.json'

export const screens: readonly Screen[] = [
  {
    path: '/polls',
    load: () => import('./polls-screen.tsx'),
    menu: { order: 3, label: { ko: menuKo, en: menuEn } },
  },
  { path: '/polls/write', load: () => import('./write-screen.tsx') },
  { path: '/polls/$poll', load: () => import('./poll-screen.tsx') },
  { path: '/polls/$poll/vote', load: () => import('./recorded-screen.tsx') },
]
