import type { Screen } from '../../shell/screens.ts'
import { menu as menuEn } from './locales/en.json'
import { menu as menuKo } from './locales/ko.json'

export const screens: readonly Screen[] = [
  {
    path: '/tracker',
    load: () => import('./tracker-screen.tsx'),
    menu: { order: 7, label: { ko: menuKo, en: menuEn } },
  },
  { path: '/tracker/search', load: () => import('./search-screen.tsx') },
  { path: '/tracker/blocks', load: () => import('./blocks-screen.tsx') },
  { path: '/tracker/blocks/$height', load: () => import('./block-screen.tsx') },
  { path: '/tracker/entries/$index', load: () => import('./entry-screen.tsx') },
  { path: '/tracker/transactions/$id', load: () => import('./transaction-screen.tsx') },
  { path: '/tracker/accounts/$account', load: () => import('./account-screen.tsx') },
  { path: '/tracker/proposals/$proposal', load: () => import('./proposal-screen.tsx') },
  { path: '/tracker/storage', load: () => import('./storage-screen.tsx') },
  { path: '/tracker/services', load: () => import('./services-screen.tsx') },
]
