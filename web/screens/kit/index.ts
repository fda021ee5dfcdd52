import type { Screen } from '../../shell/screens.ts'

/** Every part of the kit, while the app is worked on. */
export const screens: readonly Screen[] = import.meta.env.DEV
  ? [{ path: '/kit', load: () => import('./kit-screen.tsx') }]
  : []
