/**
 * Notices: what somebody follows, and their inbox. A request is signed as an act is and never recorded, so that nobody
 * but the account's own keys reads what it is told (docs/spec/notices.md).
 */
import { cityClient } from './api.ts'
import type { City } from './city.ts'
import { cityNow } from './clock.ts'
import { signerOf } from './keys.ts'
import type { Person } from './persons.ts'
import type { StoredValue } from './store.ts'
import { signWish } from './wish.ts'

export interface InboxPage {
  readonly notices: readonly {
    readonly id: string
    readonly event: string
    readonly data: { readonly [name: string]: unknown }
    readonly time: number
    /** The sentence, in the reader's language. */
    readonly text: string
    readonly read: boolean
  }[]
  readonly unread: number
  /** To be handed to `mark-read`. */
  readonly reached: number
  readonly next: string | null
}

/** Throws CityRefusal, and KeyLost when the key is not on this device any more. */
export const askNotices = async <Answer>(
  person: Person,
  { chain }: Pick<City, 'chain'>,
  action: string,
  input: { readonly [field: string]: StoredValue },
): Promise<Answer> => {
  const wish = { chain, service: 'notices', action, input, about: '', title: '' }
  const { bytes } = await signWish(await signerOf(person), wish, cityNow())
  return (await cityClient().askNotices(bytes)) as Answer
}
