/** Lets kept votes go out at their times while a page of the app is open, and tells whoever has cast them. */
import type { MemberStep } from './cast-as-member.ts'
import { cityNow } from './clock.ts'
import { openVotes, type KeptVote } from './kept-votes.ts'
import { showKeptVotes } from './kept-votes-shown.ts'
import { postponeOverdue, sendAllAtOnce, sendDueVotes } from './send-votes.ts'

/** From here on it will be sent, whatever happens to the page. `onStep` hears of it while this page is open. */
export const keepVote = async (vote: KeptVote, onStep: (step: MemberStep) => void): Promise<void> => {
  followers.set(vote.key, onStep)
  await (await openVotes()).put('votes', vote)
  if (vote.sendAt > cityNow()) onStep({ step: 'holding', until: vote.sendAt })
  await runVotes()
}

export const hurryVotes = async (): Promise<void> => {
  await sendAllAtOnce()
  await runVotes()
}

/** When the app is opened. */
export const resumeVotes = async (): Promise<void> => {
  await postponeOverdue()
  await runVotes()
}

/** Sends what is due now, and comes back for what is due next. */
export const runVotes = async (): Promise<void> => {
  clearTimeout(timer)
  const left = await sendDueVotes(remake, ({ key }, step) => followers.get(key)?.(step))
  showKeptVotes(left.map(({ sendAt }) => sendAt))
  clearTimeout(timer)
  if (left.length === 0) return
  const next = Math.min(...left.map(({ sendAt }) => sendAt))
  timer = setTimeout(() => void runVotes(), Math.max(250, next - cityNow()))
}

const followers = new Map<string, (step: MemberStep) => void>()
let timer: ReturnType<typeof setTimeout> | undefined

/** By whoever acts here now, and only if it is theirs. */
const remake = async (vote: KeptVote): Promise<KeptVote | undefined> => {
  const { makeAgain } = await import('./cast-as-member.ts')
  return makeAgain(vote).catch(() => undefined)
}
