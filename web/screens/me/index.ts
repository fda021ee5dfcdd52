import type { Screen } from '../../shell/screens.ts'
import { menu as menuEn } from './locales/en.json'
import { menu as menuKo } from './locales/ko.json'

export const screens: readonly Screen[] = [
  {
    path: '/me',
    load: () => import('./me-screen.tsx'),
    menu: { order: 8, label: { ko: menuKo, en: menuEn } },
  },
  { path: '/me/notices', load: () => import('./notices-screen.tsx') },
]
