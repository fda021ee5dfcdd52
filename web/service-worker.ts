/**
 * Reading without a network. Files of the app are kept when they are first used (their names change with their
 * contents); pages and answers of the city are asked for anew, and what was read before is shown when that fails.
 * Nothing is ever sent from here: acts wait on the device until the page sends them (city/outbox.ts). And it shows
 * push messages, which come also while no page is open (city/push.ts).
 */
/// <reference lib="webworker" />
const worker = globalThis as unknown as ServiceWorkerGlobalScope

declare const buildName: string

const files = `maru-files-${buildName}`
const answers = 'maru-answers'
const answersMax = 300
/** A week. */
const answersAgeMsMax = 604_800_000

worker.addEventListener('install', (event) => {
  event.waitUntil(keepFirstPage().then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(fromFiles(request))
  else if (request.mode === 'navigate') {
    event.respondWith(page(request))
    event.waitUntil(dropOldAnswers())
  } else if (isReading(pathname)) event.respondWith(answer(request))
})

worker.addEventListener('push', (event) => {
  const { title, body = '' } = readMessage(event.data)
  const tag = 'maru-notices'
  event.waitUntil(worker.registration.showNotification(title, { body, tag, icon: '/icon-192.png' }))
})

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openInbox())
})

/** As server/notices/messages.ts writes it. A browser shows something for each message, whatever is in it. */
const readMessage = (data: PushMessageData | null): { readonly title: string; readonly body?: string } => {
  const unread = { title: '마루' }
  try {
    return (data?.json() ?? unread) as { readonly title: string; readonly body: string }
  } catch {
    return unread
  }
}

/** In the window that is open already, if there is one. */
const openInbox = async (): Promise<void> => {
  const [open] = await worker.clients.matchAll({ type: 'window' })
  const inbox = '/me?tab=inbox'
  if (!open) await worker.clients.openWindow(inbox)
  else await (await open.navigate(inbox))?.focus()
}

/** Answers to read later. The live feed never ends, exports are large, and a receipt is asked for to be sure. */
const isReading = (pathname: string): boolean =>
  pathname.startsWith('/api/') &&
  !/^\/api\/(?:events|open-data|evidence|receipts|card-office\/(?:checks|requests))/.test(pathname)

/** The page names the files it begins with: they are kept with it, so that the next visit needs no network. */
const keepFirstPage = async (): Promise<void> => {
  const cache = await caches.open(files)
  // Who accepts no HTML gets what is meant for programs.
  const response = await fetch('/', { cache: 'no-cache', headers: { accept: 'text/html' } })
  const html = await response.clone().text()
  await cache.put('/', response)
  const names = [...html.matchAll(/(?:src|href)="(\/(?:assets\/|icon|manifest)[^"]+)"/g)].map(
    ([, name]) => name as string,
  )
  await cache.addAll(names)
}

const dropOthers = async (): Promise<void> => {
  for (const name of await caches.keys()) if (name !== files && name !== answers) await caches.delete(name)
}

const fromFiles = async (request: Request): Promise<Response> => {
  const cache = await caches.open(files)
  const found = await cache.match(request)
  if (found) return found
  const response = await fetch(request)
  if (response.ok) await cache.put(request, response.clone())
  return response
}

/** All pages are the one that the app starts from. */
const page = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request)
  } catch {
    const kept = await (await caches.open(files)).match('/', { ignoreVary: true })
    return kept ?? Response.error()
  }
}

/** What the city takes back, as a text that was hidden or erased, goes from here too as soon as the city says so. */
const answer = async (request: Request): Promise<Response> => {
  const cache = await caches.open(answers)
  try {
    const response = await fetch(request)
    if (response.ok) await cache.put(request, response.clone())
    else if (response.status < 500) await cache.delete(request)
    await trim(cache)
    return response
  } catch (error) {
    const kept = await cache.match(request, { ignoreVary: true })
    if (kept && !isOld(kept)) return kept
    throw error
  }
}

const isOld = ({ headers }: Response): boolean =>
  Date.now() - Date.parse(headers.get('date') ?? '') > answersAgeMsMax

/** The oldest go first. */
const trim = async (cache: Cache): Promise<void> => {
  const keys = await cache.keys()
  for (const key of keys.slice(0, Math.max(0, keys.length - answersMax))) await cache.delete(key)
}

/** Whoever has not come for so long is not waiting to read on. */
const dropOldAnswers = async (): Promise<void> => {
  const cache = await caches.open(answers)
  for (const key of await cache.keys()) {
    const kept = await cache.match(key)
    if (kept && isOld(kept)) await cache.delete(key)
  }
}
