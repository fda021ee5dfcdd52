/** The receipt of an act: from this device, or from the city. */
import { CityRefusal } from '@maru/client/city-client.ts'
import { cityClient } from '../../city/api.ts'
import { renewReceipt } from '../../city/renew.ts'
import { openStore } from '../../city/store.ts'

/** Throws CityRefusal when the city knows no such act. */
export const receiptNow = async (
  id: string,
): Promise<{ readonly file: string; readonly isKept: boolean }> => {
  const kept = await (await openStore()).get('receipts', id)
  if (kept?.proof) return { file: (await renewReceipt(kept)).proof, isKept: true }
  const { proof } = (await cityClient().get(`/api/receipts/${id}`)) as { readonly proof: string }
  return { file: proof, isKept: false }
}

/** The proof that the city gives today; undefined when it says that there is no such act. */
export const proofOfToday = async (id: string): Promise<string | undefined> => {
  try {
    return ((await cityClient().get(`/api/receipts/${id}`)) as { readonly proof: string }).proof
  } catch (error) {
    if (error instanceof CityRefusal && error.status === 404) return undefined
    throw error
  }
}
