/** The town of a run: residents who can vote by name and as members, and polls of two options. */
import { randomBytes } from 'node:crypto'
import { dev } from '@maru/cities/dev.ts'
import { createSeed, developmentSigner, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import type { NamedGroup } from '@maru/client/membership/group-path.ts'
import type { Identity } from '@maru/client/membership/identity.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction, type Wish } from '@maru/client/transaction.ts'
import { sha256 } from '@maru/engines/host.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import type { GroupTree } from '@maru/kernel/membership/tree.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { readGroup, type GroupChange } from '../group-tree.ts'
import { massIdentity } from '../mass-members.ts'
import { eachOf, settled, type Network, type SentText } from './network.ts'

export type Secrecy = 'named' | 'anonymous'

/** Of a poll with two options. */
export const choices = [1, 2] as const

export interface Resident {
  readonly signer: Signer
  readonly identity: Identity
}

export const enrol = async (network: Network, count: number): Promise<readonly Resident[]> => {
  const residents = Array.from({ length: count }, (_, number) => ({
    signer: signerFromSeed(createSeed()),
    identity: massIdentity(number, dev.chain),
  }))
  await eachOf(network, residents, 'enrolled', async ({ signer, identity }, at) => {
    const own = { commitment: numberToBytes(identity.commitment), groups: ['city'] }
    const place = { district: dev.districts[0]!.id, birthYearBand: 1980 }
    const person = { ...newKey(signer, dev.chain), identity: own, ...place }
    await recorded(network, sign(registrar, 'residents/enrol-resident', person), at)
  })
  return residents
}

/** The number of the new poll, which is the first or second of the town. */
export const openPoll = async (network: Network, poll: number, secrecy: Secrecy): Promise<number> => {
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

/** The group of an anonymous poll, as it was when that opened. */
export const groupOf = async ({ query }: Network, poll: number): Promise<GroupTree> => {
  const { members } = (await query('polls', 'poll', { poll })) as { members: Omit<NamedGroup, 'group'> }
  return readGroup({ group: 'city', ...members }, async (group, after) => {
    const page = await query('residents', 'group-changes', { group, after, limit: 5_000 })
    return (page as { changes: readonly GroupChange[] }).changes
  })
}

export const sign = (signer: Signer, path: string, input: CborValue): Uint8Array => {
  const [service, action] = path.split('/') as [string, string]
  const wish: Wish = { service, action, input }
  return signTransaction(signer, wish, { chain: dev.chain, validUntil: validUntil() })
}

export const validUntil = (): number => Date.now() + 480_000

const registrar = developmentSigner('registrar')
const mayor = developmentSigner('mayor')

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
