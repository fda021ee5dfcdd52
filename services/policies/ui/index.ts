import type { Screen } from '@maru/web/shell/screens.ts'
import { menu as menuEn } from './locales/en.json'
import { menu as menuKo } from './locales/ko.json'

export const screens: readonly Screen[] = [
  {
    path: '/policies',
    load: () => import('./policies-screen.tsx'),
    menu: { order: 3, label: { ko: menuKo, en: menuEn } },
  },
  { path: '/policies/$policy', load: () => import('./policy-screen.tsx') },
]
