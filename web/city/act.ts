/**
 * Acting in the city: sign, send, keep the receipt, prove it. An act is put on the device before it is sent and taken
 * off when the city has answered, so that closing the page or losing the network loses nothing. While it is sent it is
 * locked, so that no other tab of the browser sends it too.
 */
import { CityRefusal, type Submitted } from '@maru/client/city-client.ts'
import { cityClient } from './api.ts'
import type { City } from './city.ts'
import { cityNow } from './clock.ts'
import { KeyLost, signerOf } from './keys.ts'
import type { Person } from './persons.ts'
import { openStore, type Receipt, type Waiting } from './store.ts'
import { submitWaiting } from './submit.ts'
import { signWish, storeWish, type Wish } from './wish.ts'

/** How far an act is. It is "recorded" only when the city has answered with its receipt. */
export type Step =
  | { readonly step: 'signing' }
  | { readonly step: 'sending' }
  | { readonly step: 'recorded'; readonly receipt: Receipt }
  | { readonly step: 'provable'; readonly receipt: Receipt }
  /** Kept on this device until the city can be reached. */
  | { readonly step: 'waiting'; readonly key: string }
  /** A CityRefusal, or KeyLost when the key is not on this device any more. */
  | { readonly step: 'failed'; readonly error: unknown }

export type OnStep = (step: Step) => void

export const act = async (wish: Wish, person: Person, chain: string, onStep: OnStep): Promise<void> => {
  const key = crypto.randomUUID()
  const waiting: Waiting = { key, person, wish: storeWish(wish, chain), since: Date.now() }
  if (wish.deliver) return deliver(waiting, wish.deliver, onStep)
  await locked(key, async () => {
    await (await openStore()).put('outbox', waiting)
    await send(waiting, onStep)
  })
}

const deliver = async (waiting: Waiting, by: NonNullable<Wish['deliver']>, onStep: OnStep): Promise<void> => {
  try {
    onStep({ step: 'signing' })
    const { bytes } = await signWish(await signerOf(waiting.person), waiting.wish, cityNow())
    onStep({ step: 'sending' })
    await keep(waiting, await by(bytes), onStep)
  } catch (error) {
    onStep({ step: 'failed', error })
  }
}

/** Sends what waits on this device, oldest first. */
export const sendWaiting = async (onStep: (waiting: Waiting, step: Step) => void): Promise<void> => {
  const store = await openStore()
  const all = await store.getAll('outbox')
  for (const { key } of all.sort((a, b) => a.since - b.since)) {
    await locked(key, async () => {
      const waiting = await store.get('outbox', key)
      if (waiting) await send(waiting, (step) => onStep(waiting, step))
    })
  }
}

/** Takes back an act that was not sent yet. False when it may be on its way: then it can only be undone in the city. */
export const takeBack = async (key: string): Promise<boolean> => {
  let isTaken = false
  await locked(key, async () => {
    const store = await openStore()
    const waiting = await store.get('outbox', key)
    if (!waiting || waiting.signed) return
    await store.delete('outbox', key)
    isTaken = true
  })
  return isTaken
}

/** Does nothing while somebody else has it. */
const locked = (key: string, run: () => Promise<void>): Promise<void> =>
  navigator.locks.request(`maru-act-${key}`, { ifAvailable: true }, async (lock) => {
    if (lock) await run()
  })

const send = async (waiting: Waiting, onStep: OnStep): Promise<void> => {
  const { key } = waiting
  const store = await openStore()
  try {
    const submitted = await submitWaiting(waiting, onStep)
    if (submitted === undefined) return onStep({ step: 'waiting', key })
    await keep(waiting, submitted, onStep)
  } catch (error) {
    // What the city refuses is answered; trying again would be refused again.
    if (error instanceof CityRefusal || error instanceof KeyLost) await store.delete('outbox', key)
    onStep({ step: 'failed', error })
  }
}

const keep = async (waiting: Waiting, submitted: Submitted, onStep: OnStep): Promise<void> => {
  const receipt = receiptOf(waiting, submitted)
  const store = await openStore()
  await store.put('receipts', receipt)
  await store.delete('outbox', waiting.key)
  onStep({ step: 'recorded', receipt })
  if (await isProvable(receipt)) onStep({ step: 'provable', receipt })
  setTimeout(() => void renewLater(receipt), cosignedMs)
}

/** Without a network the receipt stays as it came, and is swapped when it is checked. */
const renewLater = async (receipt: Receipt): Promise<void> => {
  const renew = await import('./renew.ts').catch(() => undefined)
  await renew?.renewReceipt(receipt)
}

/** By then others have signed the checkpoint as well, where others do. */
const cosignedMs = 5_000

/** False too when the network went away meanwhile: it is recorded, and can be proven later. */
const isProvable = async (receipt: Receipt): Promise<boolean> => {
  try {
    const { proveReceipt } = await import('./prove.ts')
    const { vkey } = (await cityClient().get('/api/city')) as City
    return proveReceipt(receipt, vkey).ok
  } catch {
    return false
  }
}

const receiptOf = ({ person, wish }: Waiting, submitted: Submitted): Receipt => {
  const { id, index, height, time, proof = '' } = submitted
  const { chain, service, action, about, title } = wish
  return { id, chain, account: person.account, index, height, time, service, action, about, title, proof }
}
