/**
 * A town enrols its residents and asks them in polls, and each of them votes twice: two different votes, signed by the
 * same key or proven with the same nullifier, sent at the same moment to two nodes. Every node may take one of them in.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { dev } from '@maru/cities/dev.ts'
import { createSeed, developmentSigner, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction, type Wish } from '@maru/client/transaction.ts'
import { sha256 } from '@maru/engines/host.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { commitContent } from '@maru/services/content-commitment.ts'

export interface SentText {
  readonly content: object
  readonly salt: Uint8Array
}

/** What a node answered in the end, or the code with which it does not know yet. */
export type Answer = { readonly index: number } | { readonly code: string }

export interface Network {
  readonly nodeCount: number
  /** `from` says which device sends; a server counts requests by address. */
  readonly send: (node: number, transaction: Uint8Array, from: number, text?: SentText) => Promise<Answer>
  readonly log: (line: string) => void
}

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
  readonly secrecy: 'named' | 'anonymous'
  readonly votes: readonly DoubleVote[]
  readonly seconds: number
}

/** Of a poll with two options. */
const choices = [1, 2] as const

export const enrol = async (network: Network, count: number): Promise<readonly Signer[]> => {
  const residents = Array.from({ length: count }, () => signerFromSeed(createSeed()))
  await eachOf(network, residents, 'enrolled', async (resident, at) => {
    const person = { ...newKey(resident, dev.chain), district: dev.districts[0]!.id, birthYearBand: 1980 }
    await recorded(network, sign(registrar, 'residents/enrol-resident', person), at)
  })
  return residents
}

/** The number of the new poll, which is the first or second of the town. */
export const openPoll = async (
  network: Network,
  poll: number,
  secrecy: PlayedPoll['secrecy'],
): Promise<number> => {
  const salt = randomBytes(16)
  const question = { question: 'Which?', options: ['One', 'The other'] }
  const content = { title: `Double votes, ${secrecy}`, body: '', questions: [question] }
  const input = {
    secrecy,
    group: 'city',
    questions: [{ kind: 'single', options: choices.length, askedIf: null }],
    opens: null,
    closes: Date.now() + 5 * 86_400_000,
    canChange: false,
    shownFrom: secrecy === 'named' ? 0 : 20,
    place: null,
    content: commitContent(sha256, salt, content),
  }
  await recorded(network, sign(mayor, 'polls/open-policy-poll', input), 0, { content, salt })
  return poll
}

/** Every resident votes for both options at once, at two nodes that are not the same for all. */
export const voteByName = async (
  network: Network,
  residents: readonly Signer[],
  poll: number,
): Promise<PlayedPoll> => {
  const began = performance.now()
  const votes = await eachOf(network, residents, 'voted twice', async (resident, at) => {
    const cast = (choice: number): Uint8Array => {
      const input = { poll, answers: [[choice]], sequence: 1, isHere: false }
      return sign(resident, 'polls/vote', input)
    }
    return castBoth(network, resident.keyId, at, [cast(1), cast(2)])
  })
  return { poll, secrecy: 'named', votes, seconds: secondsSince(began) }
}

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

export const sign = (signer: Signer, path: string, input: CborValue): Uint8Array => {
  const [service, action] = path.split('/') as [string, string]
  const wish: Wish = { service, action, input }
  return signTransaction(signer, wish, { chain: dev.chain, validUntil: Date.now() + 480_000 })
}

/** Runs as many at a time as keep four validators busy, and tells of every tenth part. */
export const eachOf = async <Item, Value>(
  { log }: Pick<Network, 'log'>,
  items: readonly Item[],
  what: string,
  run: (item: Item, at: number) => Promise<Value>,
): Promise<Value[]> => {
  const values: Value[] = []
  let next = 0
  let done = 0
  const work = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      values[at] = await run(items[at]!, at)
      if (++done % Math.ceil(items.length / 10) === 0 && items.length >= 1_000) log(`${done} ${what}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return values
}

const AT_ONCE = 200
const registrar = developmentSigner('registrar')
const mayor = developmentSigner('mayor')

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10

/** For what is only needed on the way. */
const recorded = async (
  network: Network,
  transaction: Uint8Array,
  from: number,
  text?: SentText,
): Promise<void> => {
  const answer = await settled(network, from % network.nodeCount, transaction, from, text)
  if ('code' in answer) throw new Error(`refused: ${answer.code}`)
}

/** Sends the same bytes to the same node until it knows. */
const settled = async (
  { send }: Network,
  node: number,
  transaction: Uint8Array,
  from: number,
  text?: SentText,
): Promise<Answer> => {
  for (let attempt = 0; ; attempt++) {
    const answer = await send(node, transaction, from, text)
    if ('index' in answer || !isOpen(answer.code) || attempt === ATTEMPTS_MAX) return answer
    await wait(250)
  }
}

const ATTEMPTS_MAX = 400
const isOpen = (code: string): boolean =>
  ['T12-busy', 'T13-stopped', 'T17-undecided', 'S7-too-many-requests', 'S10-busy', 'unreachable'].includes(
    code,
  )
