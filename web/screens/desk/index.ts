import type { Screen } from '../../shell/screens.ts'
import { menu as menuEn } from './locales/en.json'
import { menu as menuKo } from './locales/ko.json'

export const screens: readonly Screen[] = [
  {
    path: '/desk',
    load: () => import('./desk-screen.tsx'),
    menu: { order: 0.5, label: { ko: menuKo, en: menuEn }, for: 'officers' },
  },
  { path: '/desk/$queue', load: () => import('./desk-screen.tsx') },
  { path: '/desk/$queue/$item', load: () => import('./desk-screen.tsx') },
]
