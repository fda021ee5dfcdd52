import type { Screen } from '@maru/web/shell/screens.ts'

export const screens: readonly Screen[] = [
  { path: '/sign-in/$interaction', load: () => import('./interaction-screen.tsx') },
  { path: '/me/sign-in', load: () => import('./mine-screen.tsx') },
  { path: '/services', load: () => import('./services-screen.tsx') },
]
