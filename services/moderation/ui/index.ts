import type { Screen } from '@maru/web/shell/screens.ts'

export const screens: readonly Screen[] = [
  { path: '/moderation', load: () => import('./log-screen.tsx') },
  { path: '/moderation/$case', load: () => import('./case-screen.tsx') },
]
