/** One vote on its way to the ledger. Whoever signs with an account's key is turned away: that key names its voter. */
import type { Recorded } from '@maru/kernel/ledger.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import type { VoteAnswer } from '@maru/road/message.ts'
import type { Context } from '../context.ts'
import { recordedById, type Records } from '../records.ts'
import { refusalText } from '../texts.ts'

export type Casting = Records & Pick<Context, 'actionOf'>

export const castVote =
  (casting: Casting, answerMs: number) =>
  async (bytes: Uint8Array): Promise<VoteAnswer> => {
    const { ledger, feed, actionOf } = casting
    const parsed = parseTransaction(bytes, ledger.rules.hash)
    if (!parsed.ok) return refusedVote(parsed.refusal.code)
    const { id, service, action, membership } = parsed.value
    if (!membership) return refusedVote('W2-names-its-voter')
    // A text would have to come along, and is a voice by which people are known.
    if (actionOf(service, action)?.content) return refusedVote('S2-content-missing')
    const outcome = await within(answerMs, ledger.submit(bytes))
    if (!outcome) return { state: 'accepted', id }
    if (outcome.ok) return recordedVote(casting, outcome.value)
    const { code } = outcome.refusal
    // The ledger refuses a second copy; whoever sends one wants the receipt of the first.
    if (code !== 'T6-replayed' && code !== 'T4-expired') return refusedVote(code)
    const waiting = code === 'T6-replayed' ? feed.waitFor(id, answerMs) : undefined
    const first = (await recordedById(casting, id)) ?? (await waiting)
    if (first) return recordedVote(casting, first)
    return code === 'T6-replayed' ? { state: 'accepted', id } : refusedVote(code)
  }

export const refusedVote = (code: string): VoteAnswer => ({
  state: 'refused',
  code,
  detail: { ko: refusalText(code, 'ko'), en: refusalText(code, 'en') },
})

const recordedVote = async ({ ledger }: Casting, recorded: Recorded): Promise<VoteAnswer> => {
  const { id, index, height, time, receipt } = recorded
  // Where refusals are recorded too, a transaction in the log may still have been refused.
  if ('refusal' in receipt) return refusedVote(receipt.refusal.code)
  return { state: 'recorded', id, index, height, time, proof: await ledger.publicLog.proof(index) }
}

const within = async <Value>(ms: number, promise: Promise<Value>): Promise<Value | undefined> => {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, ms, undefined)))
  try {
    return await Promise.race([promise, over])
  } finally {
    clearTimeout(timer)
  }
}
