import { trustedScriptUrl } from './trusted-types.ts'

/** Not while the app is worked on: then what was changed shall be seen. */
export const registerServiceWorker = (): void => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => {
    navigator.serviceWorker.register(trustedScriptUrl('/service-worker.js')).catch(() => {
      // Without it everything works but reading offline.
    })
  })
}
