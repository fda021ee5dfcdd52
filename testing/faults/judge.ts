/** Holds what voters saw against the log. Each problem is a sentence; none is what a run is for. */
import type { Act, CountRead, History, Read } from './history.ts'
import { byKey, isLinearisable, type Model } from './linearisable.ts'
import type { LoggedAct, ReadLog } from './log-order.ts'

export const judgeHistory = (history: History, log: ReadLog): string[] => [
  ...judgeRecords(history.acts, log),
  ...judgeRealTime(history.acts),
  ...judgeLinearisability(history.acts),
  ...judgeReads(history, log),
]

/** Every acknowledged vote is in the log once, where its receipt says, and nothing that was refused is in it. */
const judgeRecords = (acts: readonly Act[], { ids, acts: logged }: ReadLog): string[] => {
  const problems: string[] = []
  if (new Set(ids).size !== ids.length)
    problems.push(`${ids.length - new Set(ids).size} transactions are in the log twice`)
  const loggedById = new Map(logged.map((act) => [act.id, act]))
  for (const act of acts) {
    const found = loggedById.get(act.id)
    if (act.outcome === 'recorded' && (found?.index !== act.index || found?.height !== act.height))
      problems.push(
        `${act.id} was acknowledged at ${act.index}, but the log has it at ${found?.index ?? 'no place'}`,
      )
    if (act.outcome === 'refused' && found)
      problems.push(`${act.id} was refused (${act.code}), but is entry ${found.index}`)
  }
  return problems
}

/** Who voted after another had a receipt stands behind that one in the log. */
const judgeRealTime = (acts: readonly Act[]): string[] => {
  const recorded = acts.filter(({ outcome }) => outcome === 'recorded')
  const byEnd = [...recorded].sort((one, other) => one.to - other.to)
  let ended = 0
  let latest = -1
  return [...recorded]
    .sort((one, other) => one.from - other.from)
    .flatMap((act) => {
      for (; ended < byEnd.length && byEnd[ended]!.to < act.from; ended++)
        latest = Math.max(latest, byEnd[ended]!.index!)
      return act.index! > latest
        ? []
        : [`${act.id} was sent after entry ${latest} was acknowledged, but is entry ${act.index}`]
    })
}

type Support = Model<boolean, Act['action'], 'recorded' | 'refused'>

/** One support of one resident: given or not. A refusal is right when it was so already. */
export const supportModel: Support = {
  initial: false,
  step: (isGiven, action, output) => {
    const wanted = action === 'support-proposal'
    if (output === 'refused') return isGiven === wanted ? isGiven : undefined
    // Without an answer it may also have been refused.
    if (isGiven === wanted) return output === undefined ? isGiven : undefined
    return wanted
  },
  nameOf: String,
}

const judgeLinearisability = (acts: readonly Act[]): string[] =>
  [...byKey(acts, ({ account, proposal }) => `${account} ${proposal}`)].flatMap(([key, own]) => {
    const operations = own.map(({ action, outcome, from, to }) => ({
      input: action,
      output: outcome === 'unknown' ? undefined : outcome,
      from,
      to,
    }))
    return isLinearisable(supportModel, operations)
      ? []
      : [`the acts of ${key} could not have happened one after the other`]
  })

/**
 * A validator answers reads from its own state, which may lie behind: what it promises is that this was the state
 * after the height it names, and that nobody is led back before what they had from it.
 */
const judgeReads = ({ reads, counts }: History, { acts }: ReadLog): string[] => {
  const byProposal = byKey(acts, ({ proposal }) => String(proposal))
  const problems: string[] = []
  const judge = (read: Read | CountRead, said: boolean | number, is: boolean | number): void => {
    const where = `validator ${read.node + 1} at height ${read.height}`
    if (said !== is) problems.push(`${where} said ${said} of proposal ${read.proposal}, the log says ${is}`)
    if (read.height < read.heightSeen)
      problems.push(`${where} led client ${read.client} back from height ${read.heightSeen}`)
  }
  for (const read of reads) {
    const own = (byProposal.get(String(read.proposal)) ?? []).filter(
      ({ account }) => account === read.account,
    )
    judge(read, read.supports, stateAt(own, read.height) > 0)
  }
  for (const read of counts)
    judge(read, read.count, stateAt(byProposal.get(String(read.proposal)) ?? [], read.height))
  return problems
}

const stateAt = (acts: readonly LoggedAct[], height: number): number =>
  acts
    .filter((act) => act.height <= height)
    .reduce((sum, { action }) => sum + (action === 'support-proposal' ? 1 : -1), 0)
