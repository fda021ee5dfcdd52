import type { Screen } from '@maru/web/shell/screens.ts'

export const screens: readonly Screen[] = [{ path: '/enrol', load: () => import('./enrol-screen.tsx') }]
