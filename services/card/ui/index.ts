import type { Screen } from '@maru/web/shell/screens.ts'
import { menu as menuEn } from './locales/en.json'
import { menu as menuKo } from './locales/ko.json'

export const screens: readonly Screen[] = [
  {
    path: '/card',
    load: () => import('./card-screen.tsx'),
    menu: { order: 7, label: { ko: menuKo, en: menuEn } },
  },
  { path: '/card/receive', load: () => import('./receive-screen.tsx') },
  { path: '/card/show', load: () => import('./show-screen.tsx') },
  { path: '/facility', load: () => import('./facility-screen.tsx') },
]
