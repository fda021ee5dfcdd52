import { trustedScriptUrl } from './trusted-types.ts'

/** Not while the app is worked on: then what was changed shall be seen. */
export const registerServiceWorker = (): void => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  if (!navigator.serviceWorker.controller) whenServed(keepWhatWasLoaded)
  addEventListener('load', () => {
    navigator.serviceWorker.register(trustedScriptUrl('/service-worker.js')).catch(() => {
      // Without it everything works but reading offline.
    })
  })
}

/** Once what is fetched goes through the service worker, which keeps it. Never where there is none. */
export const whenServed = (run: () => void): void => {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
  if (serviceWorker?.controller) run()
  else serviceWorker?.addEventListener('controllerchange', run, { once: true })
}

/**
 * On a first visit the page has its files before there is a service worker. They pass through it once more, out of the
 * browser's own cache, so that one visit is enough to come back without a network.
 */
const keepWhatWasLoaded = (): void => {
  for (const { name } of performance.getEntriesByType('resource')) {
    if (!new URL(name).pathname.startsWith('/assets/')) continue
    fetch(name).catch(() => {
      // Then it is kept when it is needed next.
    })
  }
}
