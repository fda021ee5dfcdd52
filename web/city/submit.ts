/**
 * Sending an act until it is answered. What is sent again are the same bytes, which the city records once; when they
 * have expired without an answer, the city is asked whether it has them before anything is signed anew.
 */
import { CityRefusal, type Submitted } from '@maru/client/city-client.ts'
import type { OnStep } from './act.ts'
import { cityClient, isPassing } from './api.ts'
import { cityNow, setClock } from './clock.ts'
import { signerOf } from './keys.ts'
import { openStore, type Waiting } from './store.ts'
import { signWish } from './wish.ts'

const retryDelaysMs = [500, 1500, 4000]

/** Undefined when the city could not be reached. Throws what it refused with. */
export const submitWaiting = async (waiting: Waiting, onStep: OnStep): Promise<Submitted | undefined> => {
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
