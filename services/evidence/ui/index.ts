import type { Screen } from '@maru/web/shell/screens.ts'

export const screens: readonly Screen[] = [
  { path: '/tracker/evidence', load: () => import('./evidence-screen.tsx') },
]
