import type { Screen } from '@maru/web/shell/screens.ts'

export const screens: readonly Screen[] = [
  { path: '/enrol', load: () => import('./enrol-screen.tsx') },
  { path: '/consent', load: () => import('./consent-screen.tsx') },
  { path: '/me/person', load: () => import('./person-screen.tsx') },
  { path: '/recovery', load: () => import('./recovery-screen.tsx') },
]
