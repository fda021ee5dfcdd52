/**
 * Push messages on this device (https://www.w3.org/TR/push-api/): the browser subscribes at its own push service, and
 * the city is told where that is. The service worker shows what comes.
 */
export interface PushPlace {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

/** `refused`: the reader has said no, and only the browser's settings can change that. */
export type PushState = 'unsupported' | 'refused' | 'off' | 'on'

export const readPush = async (): Promise<{ readonly state: PushState; readonly endpoint?: string }> => {
  const manager = await managerOf()
  if (!manager) return { state: 'unsupported' }
  if (Notification.permission === 'denied') return { state: 'refused' }
  const subscription = await manager.getSubscription()
  return subscription ? { state: 'on', endpoint: subscription.endpoint } : { state: 'off' }
}

/** Asks for permission, so only after a press. Undefined when it was not given. */
export const startPush = async (publicKey: string): Promise<PushPlace | undefined> => {
  const manager = await managerOf()
  if (!manager || (await Notification.requestPermission()) !== 'granted') return undefined
  // One of another city's key cannot be changed, only ended.
  await (await manager.getSubscription())?.unsubscribe()
  const made = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  return placeOf(made)
}

/** Where this device was told; undefined when it was not. */
export const stopPush = async (): Promise<PushPlace | undefined> => {
  const subscription = await (await managerOf())?.getSubscription()
  if (!subscription) return undefined
  const place = placeOf(subscription)
  await subscription.unsubscribe()
  return place
}

/** As it is, to change how often. */
export const currentPush = async (): Promise<PushPlace | undefined> => {
  const subscription = await (await managerOf())?.getSubscription()
  return subscription ? placeOf(subscription) : undefined
}

/** A subscription always has both keys (section 8.1). */
const placeOf = (subscription: PushSubscription): PushPlace => {
  const { p256dh = '', auth = '' } = subscription.toJSON().keys ?? {}
  return { endpoint: subscription.endpoint, p256dh, auth }
}

const managerOf = async (): Promise<PushManager | undefined> => {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis) || !('Notification' in globalThis))
    return undefined
  return (await navigator.serviceWorker.getRegistration())?.pushManager
}
