import type { Screen } from '@maru/web/shell/screens.ts'
import { menu as menuEn } from './locales/en.json'
import { menu as menuKo } from './locales/ko.json'

export const screens: readonly Screen[] = [
  {
    path: '/proposals',
    load: () => import('./proposals-screen.tsx'),
    menu: { order: 1, label: { ko: menuKo, en: menuEn } },
  },
  { path: '/proposals/new', load: () => import('./write-screen.tsx') },
  { path: '/proposals/$proposal', load: () => import('./proposal-screen.tsx') },
  { path: '/proposals/$proposal/edit', load: () => import('./edit-screen.tsx') },
]
