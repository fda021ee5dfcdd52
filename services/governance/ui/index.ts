import type { Screen } from '@maru/web/shell/screens.ts'

export const screens: readonly Screen[] = [
  { path: '/governance', load: () => import('./governance-screen.tsx') },
]
