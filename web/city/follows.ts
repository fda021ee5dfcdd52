/**
 * What this device knows an account to follow. The city tells it to nobody but the account, and only when it signs; so
 * that a page need not ask for a signature to show a button, the device remembers.
 */
import { keepOnDevice } from './kept.ts'

/** As the city writes topics: `proposal:12`. */
export type Topic =
  `${'proposal' | 'debate' | 'poll' | 'polls' | 'field' | 'district' | 'department'}:${string}`

interface Follows {
  readonly [account: string]: readonly string[]
}

const kept = keepOnDevice<Follows>('maru.follows', {})
const none: readonly string[] = []

export const useFollows = (account: string | undefined): readonly string[] => {
  const follows = kept.use()
  return account === undefined ? none : (follows[account] ?? none)
}

/** What the city has said is the truth; what was known before is forgotten. */
export const rememberFollows = (account: string, topics: readonly string[]): void =>
  kept.change({ ...kept.current(), [account]: topics })

export const rememberFollow = (account: string, topic: string, isFollowed: boolean): void => {
  const others = (kept.current()[account] ?? none).filter((each) => each !== topic)
  rememberFollows(account, isFollowed ? [...others, topic] : others)
}
