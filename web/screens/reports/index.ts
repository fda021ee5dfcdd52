import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [{ path: '/reports', load: () => import('./reports-screen.tsx') }]
