import type { Screen } from '@maru/web/shell/screens.ts'

export const screens: readonly Screen[] = [
  { path: '/parameters', load: () => import('./parameters-screen.tsx') },
]
