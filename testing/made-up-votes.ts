/** Members of a city who vote in its polls with real proofs, for tests: a proof takes seconds, so there are few. */
import { developmentSigner } from '@maru/client/keys.ts'
import { identityOf, type Identity } from '@maru/client/membership/identity.ts'
import { createMemberTransaction } from '@maru/client/membership/member-transaction.ts'
import { nodeProver } from '@maru/client/membership/node-prover.ts'
import { sha256 } from '@maru/engines/host.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import type { Recorded } from '@maru/kernel/ledger.ts'
import { vote } from '@maru/services/polls/actions/vote.ts'
import type { Answers } from '@maru/services/polls/questions.ts'
import type { Poll } from '@maru/services/polls/state.ts'
import { recordedOf, type TestCity } from './city.ts'
import { pathOf, readGroup } from './group-tree.ts'

type City = Pick<TestCity, 'act' | 'genesis' | 'now' | 'query' | 'submit'>

/** Gives residents, by their accounts, an identity each in the group `city`. */
export const giveIdentities = async (
  city: City,
  accounts: readonly string[],
): Promise<readonly Identity[]> => {
  const identities: Identity[] = []
  for (const account of accounts) {
    const secret = sha256(Buffer.from(`maru test secret: ${account}`)).subarray(0, 16)
    const identity = identityOf(secret, city.genesis.chain)
    const input = { account, commitment: numberToBytes(identity.commitment), groups: ['city'] }
    recordedOf(await city.act(developmentSigner('registrar'), 'residents', 'set-identity', input))
    identities.push(identity)
  }
  return identities
}

/** The bytes of a vote, proved for the group as it was when the poll opened. */
export const proveVote = async (
  city: City,
  identity: Identity,
  poll: number,
  answers: Answers,
  sequence = 1,
): Promise<Uint8Array> => {
  const { group, members } = city.query('polls', 'poll', { poll }) as Poll
  if (!members) throw new Error(`poll ${poll} has no members`)
  const tree = await readGroup({ group, ...members }, (name, after) => {
    const page = city.query('residents', 'group-changes', { group: name, after }) as Changes
    return Promise.resolve(page.changes)
  })
  const input = { poll, answers: answers.map((answer) => answer && [...answer]), sequence, isHere: false }
  const scope = vote.membership?.scope(input) ?? []
  const payload = {
    ...{ chain: city.genesis.chain, validUntil: city.now() + 300_000, service: 'polls', action: 'vote' },
    input,
    salt: sha256(Buffer.from(`${poll} ${identity.commitment} ${sequence}`)).subarray(0, 8),
  }
  const { prove } = await nodeProver()
  return createMemberTransaction({ identity, path: pathOf(tree, identity), scope, payload }, sha256, prove)
}

interface Changes {
  readonly changes: readonly { readonly version: number; readonly index: number; readonly leaf: string }[]
}

/** The outcome, or the refusal's code. */
export const castMemberVote = async (
  city: City,
  ...wish: Parameters<typeof proveVote> extends [City, ...infer Rest] ? Rest : never
): Promise<Recorded | string> => city.submit(await proveVote(city, ...wish))
