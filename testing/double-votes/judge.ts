/** Holds what voters heard against what each node says and what each log comes to. Each problem is a sentence. */
import { host } from '@maru/cli/host.ts'
import { runQuery } from '@maru/kernel/execute.ts'
import { services } from '@maru/services/index.ts'
import type { LogSource } from '@maru/verifier/log-reader.ts'
import { recount } from '@maru/verifier/recount.ts'
import { createMembershipVerifier } from '../mass-verifier.ts'
import type { DoubleVote, PlayedPoll } from './play.ts'

export interface Tally {
  readonly voters: number
  readonly tally: readonly { readonly counts: readonly number[] }[] | null
}

/** What the code of the vote that was not counted has to be. */
const secondVote = 'B12-voted-already'

export const judgeVotes = ({ poll, votes }: PlayedPoll): string[] =>
  votes.flatMap((vote) => {
    const said = vote.ballots.map(({ answer }) => ('index' in answer ? 'recorded' : answer.code)).sort()
    return said.join() === `${secondVote},recorded`.split(',').sort().join()
      ? []
      : [`poll ${poll}: the two votes of ${vote.voter} were answered ${said.join(' and ')}`]
  })

/** How often each option was recorded, as the voters heard it. */
export const countsHeard = (votes: readonly DoubleVote[]): readonly number[] =>
  [1, 2].map(
    (choice) =>
      votes.flatMap(({ ballots }) =>
        ballots.filter((each) => each.choice === choice && 'index' in each.answer),
      ).length,
  )

export const judgeTallies = (
  { poll, votes }: PlayedPoll,
  tallies: readonly Tally[],
  of: string,
): string[] => {
  const heard = countsHeard(votes)
  return tallies.flatMap(({ voters, tally }, at) => {
    const counts = tally?.[0]?.counts ?? []
    return voters === votes.length && counts.join() === heard.join()
      ? []
      : [
          `poll ${poll}: ${of} ${at + 1} has ${voters} voters and ${counts.join('/')}, heard was ${heard.join('/')}`,
        ]
  })
}

/** Recounts a log with a verifier that has nothing else, and asks what came out. */
export const recountPolls = async (
  source: LogSource,
  vkey: string,
  polls: readonly number[],
): Promise<{ readonly stateRoot: string; readonly size: number; readonly tallies: readonly Tally[] }> => {
  // Codes that stand for proofs are taken as the nodes took them, and all else as anybody's recount does.
  const verifyMembership = createMembershipVerifier()
  const { state, figures } = await recount({ source, vkey, services, ...host, verifyMembership })
  const service = services.find(({ name }) => name === 'polls')!
  const tallies = polls.map((poll) => runQuery(service, state, figures, 'poll', { poll }) as Tally)
  return { stateRoot: figures.stateRoot, size: figures.size, tallies }
}
