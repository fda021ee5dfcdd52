import type { Screen } from '../../shell/screens.ts'
import { menu as menuEn } from './locales/en.json'
import { menu as menuKo } from './locales/ko.json'

export const screens: readonly Screen[] = [
  {
    path: '/',
    load: () => import('./home-screen.tsx'),
    menu: { order: 0, label: { ko: menuKo, en: menuEn } },
  },
]
