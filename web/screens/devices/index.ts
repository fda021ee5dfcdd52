import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  { path: '/devices/add', load: () => import('./add-screen.tsx') },
  { path: '/devices/join', load: () => import('./join-screen.tsx') },
]
