/**
 * When an anonymous vote is sent. Whoever votes has often just done something under their own name; a random wait puts
 * the votes of others in between. The time limit in the vote must not tell when its device made it, nor how wrong that
 * device's clock is: it follows from when the vote is sent, and everybody's is at a full five minutes.
 */
export const voteDelayMsMax = 180_000
const limitStepMs = 300_000
/** For the way, and for a block. */
const marginMs = 60_000

export interface VoteTime {
  readonly sendAt: number
  readonly validUntil: number
}

/** `now` by the city's clock; `random` from 0 to below 1. Nine minutes at most, of the ten that the ledger allows. */
export const voteTimeAt = (now: number, random: number): VoteTime => {
  const sendAt = now + Math.floor(random * voteDelayMsMax)
  return { sendAt, validUntil: Math.ceil((sendAt + marginMs) / limitStepMs) * limitStepMs }
}

/**
 * The same where the proof was made in time. Where a slow device took longer, the vote would go out just as its maker
 * stops waiting: then it waits anew, no longer than others do and not into the next limit, which would be another proof's.
 */
export const sendTimeAfterProof = ({ sendAt, validUntil }: VoteTime, now: number, random: number): number => {
  if (sendAt > now) return sendAt
  const longest = Math.min(voteDelayMsMax, validUntil - marginMs - now)
  return now + Math.floor(random * Math.max(0, longest))
}
