/**
 * Every resident of a town votes twice: two different votes, signed by the same key or proven with the same nullifier,
 * sent at the same moment to two nodes. Every node may take one of them in.
 */
import { randomBytes } from 'node:crypto'
import { dev } from '@maru/cities/dev.ts'
import { createMemberTransaction, type MemberWish } from '@maru/client/membership/member-transaction.ts'
import { nodeProver } from '@maru/client/membership/node-prover.ts'
import { sha256 } from '@maru/engines/host.ts'
import type { GroupTree } from '@maru/kernel/membership/tree.ts'
import { pathOf } from '../group-tree.ts'
import { createMassTransaction } from '../mass-members.ts'
import { eachOf, settled, type Answer, type Network } from './network.ts'
import { choices, sign, validUntil, type Resident, type Secrecy } from './town.ts'

export interface Ballot {
  readonly node: number
  /** Option 1 or 2. */
  readonly choice: number
  readonly answer: Answer
}

/** Who voted, and both of their votes. */
export interface DoubleVote {
  readonly voter: string
  readonly ballots: readonly [Ballot, Ballot]
}

export interface PlayedPoll {
  readonly poll: number
  readonly secrecy: Secrecy
  readonly votes: readonly DoubleVote[]
  readonly seconds: number
}

/** Every resident votes for both options at once, at two nodes that are not the same for all. */
export const voteByName = (
  network: Network,
  residents: readonly Resident[],
  poll: number,
): Promise<PlayedPoll> =>
  voteTwice(network, residents, { poll, secrecy: 'named' }, ({ signer }) =>
    Promise.resolve(
      inputsOf(poll).map((input) => sign(signer, 'polls/vote', input)) as [Uint8Array, Uint8Array],
    ),
  )

/** The same as members: the first `realProofs` of them with real proofs, the others with codes (mass-members.ts). */
export const voteAsMembers = (
  network: Network,
  residents: readonly Resident[],
  poll: number,
  { tree, realProofs }: { readonly tree: GroupTree; readonly realProofs: number },
): Promise<PlayedPoll> =>
  voteTwice(network, residents, { poll, secrecy: 'anonymous' }, async ({ identity }, at) => {
    const wishes = inputsOf(poll).map((input): MemberWish => {
      const payload = { chain: dev.chain, validUntil: validUntil(), service: 'polls', action: 'vote', input }
      return {
        identity,
        path: pathOf(tree, identity),
        scope: ['poll', poll],
        payload: { ...payload, salt: randomBytes(8) },
      }
    }) as [MemberWish, MemberWish]
    if (at >= realProofs) return wishes.map(createMassTransaction) as [Uint8Array, Uint8Array]
    const { prove } = await nodeProver()
    const [first, second] = wishes
    return [
      await createMemberTransaction(first, sha256, prove),
      await createMemberTransaction(second, sha256, prove),
    ]
  })

const inputsOf = (poll: number) =>
  choices.map((choice) => ({ poll, answers: [[choice]], sequence: 1, isHere: false }))

const voteTwice = async (
  network: Network,
  residents: readonly Resident[],
  { poll, secrecy }: Pick<PlayedPoll, 'poll' | 'secrecy'>,
  make: (resident: Resident, at: number) => Promise<readonly [Uint8Array, Uint8Array]>,
): Promise<PlayedPoll> => {
  const began = performance.now()
  const votes = await eachOf(network, residents, 'voted twice', async (resident, at) =>
    castBoth(
      secrecy === 'named' ? network : byRoad(network),
      resident.signer.keyId,
      at,
      await make(resident, at),
    ),
  )
  return { poll, secrecy, votes, seconds: secondsSince(began) }
}

const byRoad = ({ cast, ...network }: Network): Network => ({
  ...network,
  cast,
  send: (node, transaction) => cast(node, transaction),
})

/** The first of them goes to one node and the second to another at the same moment. */
export const castBoth = async (
  network: Network,
  voter: string,
  at: number,
  [first, second]: readonly [Uint8Array, Uint8Array],
): Promise<DoubleVote> => {
  const nodes = [
    at % network.nodeCount,
    (at + 1 + (at % (network.nodeCount - 1))) % network.nodeCount,
  ] as const
  const ballot = async (which: 0 | 1, transaction: Uint8Array): Promise<Ballot> => ({
    node: nodes[which],
    choice: choices[which],
    answer: await settled(network, nodes[which], transaction, at),
  })
  return { voter, ballots: await Promise.all([ballot(0, first), ballot(1, second)]) }
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10
