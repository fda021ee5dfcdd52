/**
 * How often this device sent a vote in a poll, and nothing of what it was: enough to say that one has voted, and to
 * number the next vote, where the city is not asked for one's own.
 */
const storeName = (account: string, poll: number): string => `maru.cast.${account}.${poll}`

export const castHere = (account: string | undefined, poll: number): number => {
  try {
    return account === undefined ? 0 : Number(localStorage.getItem(storeName(account, poll)) ?? 0)
  } catch {
    return 0
  }
}

/** One more number is used. */
export const noteCast = (account: string | undefined, poll: number): void => {
  if (account === undefined) return
  try {
    localStorage.setItem(storeName(account, poll), String(castHere(account, poll) + 1))
  } catch {
    // Then it is known as long as the page is open.
  }
}
