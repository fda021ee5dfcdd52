import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [{ path: '/help', load: () => import('./help-screen.tsx') }]
