/**
 * Acting in the city: sign, send, keep the receipt, prove it. An act is put on the device before it is sent and taken
 * off when the city has answered, so that closing the page or losing the network loses nothing. What is sent again are
 * the same bytes, which the city records once; when they have expired without an answer, the city is asked whether it
 * has them before anything is signed anew.
 */
import { CityRefusal, type Submitted } from '@maru/client/city-client.ts'
import { cityClient, isPassing } from './api.ts'
import type { City } from './city.ts'
import { cityNow, setClock } from './clock.ts'
import { signerOf } from './keys.ts'
import type { Person } from './persons.ts'
import { openStore, type Receipt, type Waiting } from './store.ts'
import { signWish, storeWish, type Wish } from './wish.ts'

/** How far an act is. It is "recorded" only when the city has answered with its receipt. */
export type Step =
  | { readonly step: 'signing' }
  | { readonly step: 'sending' }
  | { readonly step: 'recorded'; readonly receipt: Receipt }
  | { readonly step: 'provable'; readonly receipt: Receipt }
  /** Kept on this device until the city can be reached. */
  | { readonly step: 'waiting'; readonly key: number }

/** Throws CityRefusal when the city refuses, and KeyLost when the key is not on this device any more. */
export const act = async (
  wish: Wish,
  person: Person,
  chain: string,
  onStep: (step: Step) => void,
): Promise<void> => {
  const waiting: Waiting = { person, wish: storeWish(wish, chain), since: Date.now() }
  const store = await openStore()
  const key = await store.add('outbox', waiting)
  await send({ ...waiting, key }, onStep)
}

/** Sends what waits on this device, oldest first. Returns how many are still waiting. */
export const sendWaiting = async (onStep: (waiting: Waiting, step: Step) => void): Promise<number> => {
  const store = await openStore()
  for (const waiting of await store.getAll('outbox')) {
    if (underWay.has(waiting.key as number)) continue
    await send(waiting, (step) => onStep(waiting, step))
  }
  return store.count('outbox')
}

/** Takes back an act that was not sent yet. False when it is on its way: then it can only be undone in the city. */
export const takeBack = async (key: number): Promise<boolean> => {
  const store = await openStore()
  const waiting = await store.get('outbox', key)
  if (!waiting || waiting.signed || underWay.has(key)) return false
  await store.delete('outbox', key)
  return true
}

const underWay = new Set<number>()
const retryDelaysMs = [500, 1500, 4000]

const send = async (waiting: Waiting, onStep: (step: Step) => void): Promise<void> => {
  const key = waiting.key as number
  underWay.add(key)
  try {
    const submitted = await submit(waiting, onStep)
    if (submitted === undefined) return onStep({ step: 'waiting', key })
    const store = await openStore()
    const receipt = receiptOf(waiting, submitted)
    await store.put('receipts', receipt)
    await store.delete('outbox', key)
    onStep({ step: 'recorded', receipt })
    const { proveReceipt } = await import('./prove.ts')
    const { vkey } = (await cityClient().get('/api/city')) as City
    if (proveReceipt(receipt, vkey).ok) onStep({ step: 'provable', receipt })
  } catch (error) {
    // What the city refuses is answered; trying again would be refused again.
    if (error instanceof CityRefusal) await (await openStore()).delete('outbox', key)
    throw error
  } finally {
    underWay.delete(key)
  }
}

/** Undefined when the city could not be reached. */
const submit = async (waiting: Waiting, onStep: (step: Step) => void): Promise<Submitted | undefined> => {
  let current = waiting
  for (let attempt = 0; ; attempt++) {
    if (!navigator.onLine) return undefined
    try {
      if (!current.signed || current.signed.validUntil < cityNow()) {
        const recorded = current.signed && (await findRecorded(current.signed.id))
        if (recorded) return recorded
        onStep({ step: 'signing' })
        current = await sign(current)
      }
      onStep({ step: 'sending' })
      const { signed, wish } = current
      return await cityClient().submit((signed as Signed).bytes, wish.text)
    } catch (error) {
      const delayMs = retryDelaysMs[attempt]
      if (isOfAnotherTime(error) && attempt === 0) {
        await setClock()
        current = withoutSignature(current)
      } else if (!isPassing(error)) throw error
      else if (delayMs === undefined) return undefined
      else await new Promise((resolve) => setTimeout(resolve, delayMs))
    }
  }
}

type Signed = NonNullable<Waiting['signed']>

/** Kept before it is sent: whatever happens after, the same bytes go out again. */
const sign = async (waiting: Waiting): Promise<Waiting> => {
  const signer = await signerOf(waiting.person)
  const signed = { ...waiting, signed: await signWish(signer, waiting.wish, cityNow()) }
  await (await openStore()).put('outbox', signed)
  return signed
}

const withoutSignature = ({ signed: _signed, ...waiting }: Waiting): Waiting => waiting

/** The device's clock is wrong: such a transaction was refused and can be signed anew. */
const isOfAnotherTime = (error: unknown): boolean =>
  error instanceof CityRefusal && (error.code === 'T4-expired' || error.code === 'T5-valid-too-long')

const findRecorded = async (id: string): Promise<Submitted | undefined> => {
  try {
    return (await cityClient().get(`/api/receipts/${id}`)) as Submitted
  } catch (error) {
    if (error instanceof CityRefusal && error.status === 404) return undefined
    throw error
  }
}

const receiptOf = ({ person, wish }: Waiting, submitted: Submitted): Receipt => {
  const { id, index, height, time, proof = '' } = submitted
  const { chain, service, action, about, title } = wish
  return { id, chain, account: person.account, index, height, time, service, action, about, title, proof }
}
