/**
 * Asking the vault: who is behind an account (docs/spec/enrolment.md). A request is signed as an act is and never
 * recorded, and nothing of it is kept on this device.
 */
import type { Submitted } from '@maru/client/city-client.ts'
import { cityClient } from './api.ts'
import { cityNow } from './clock.ts'
import { signerOf } from './keys.ts'
import type { Person } from './persons.ts'
import { sendAgain } from './send-again.ts'
import type { StoredValue } from './store.ts'
import { signWish } from './wish.ts'

type Input = { readonly [field: string]: StoredValue }

/** Throws CityRefusal, and KeyLost when the key is not on this device any more. */
export const askVault = async <Answer>(
  person: Person,
  chain: string,
  action: string,
  input: Input,
): Promise<Answer> => {
  const wish = { chain, service: 'vault', action, input, about: '', title: '' }
  const { bytes } = await signWish(await signerOf(person), wish, cityNow())
  return (await cityClient().askVault(bytes)) as Answer
}

/** For a wish's `deliver`: the act goes to the ledger through the vault. Sent again, it is recorded once. */
export const sendThroughVault = (
  person: Person,
  chain: string,
  action: string,
  input: Input & { readonly transaction: Uint8Array },
): Promise<Submitted> => sendAgain(() => askVault<Submitted>(person, chain, action, input))
