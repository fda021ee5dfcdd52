/** A text that is hidden or waits, for who has to judge it and for who wrote it: the request is signed, not recorded. */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { cityClient } from './api.ts'
import type { City } from './city.ts'
import { cityNow } from './clock.ts'
import { signerOf } from './keys.ts'
import type { Person } from './persons.ts'
import { signWish } from './wish.ts'

/** `content` is its commitment, 64 hexadecimal digits. Throws CityRefusal, and KeyLost when the key is not here any more. */
export const readHeldText = async (
  person: Person,
  { chain }: Pick<City, 'chain'>,
  content: string,
): Promise<{ readonly [field: string]: string }> => {
  const input = { content: hexToBytes(content) }
  const wish = { chain, service: 'held-texts', action: 'read', input, about: '', title: '' }
  const { bytes } = await signWish(await signerOf(person), wish, cityNow())
  const answer = (await cityClient().readHeldText(bytes)) as {
    readonly content: { readonly [field: string]: string }
  }
  return answer.content
}
