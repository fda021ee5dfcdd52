import type { Screen } from '@maru/web/shell/screens.ts'
import { menu as menuEn } from './locales/en.json'
import { menu as menuKo } from './locales/ko.json'

export const screens: readonly Screen[] = [
  {
    path: '/debates',
    load: () => import('./debates-screen.tsx'),
    menu: { order: 2, label: { ko: menuKo, en: menuEn } },
  },
  { path: '/debates/$debate', load: () => import('./debate-screen.tsx') },
]
