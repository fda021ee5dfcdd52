/**
 * Residents enrol, read, sign and vote, some through the relay and after a wait as the app does it, some directly and
 * carelessly. What comes out is what a city could have known, and who cast which vote, which it should not.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { dev } from '@maru/cities/dev.ts'
import { CityRefusal, createCityClient } from '@maru/client/city-client.ts'
import { createSeed, developmentSigner, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import type { Identity } from '@maru/client/membership/identity.ts'
import { readGroupPath, type NamedGroup } from '@maru/client/membership/group-path.ts'
import { createMemberTransaction, type MemberWish } from '@maru/client/membership/member-transaction.ts'
import { nodeProver } from '@maru/client/membership/node-prover.ts'
import { newKey } from '@maru/client/new-key.ts'
import { sendVote } from '@maru/client/send-vote.ts'
import { createTakeTile } from '@maru/client/take-tile.ts'
import type { VoteRoad } from '@maru/client/vote-road.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { voteDelayMsMax, voteTimeAt } from '@maru/client/vote-time.ts'
import { sha256 } from '@maru/engines/host.ts'
import type { MemberPath } from '@maru/kernel/membership/tree.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { packVote, votePath, voteType } from '@maru/road/message.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { createMassTransaction, massIdentity } from '../mass-members.ts'
import { openDevice, type Device } from './device.ts'

export interface Resident {
  readonly signer: Signer
  readonly identity: Identity
  readonly device: Device
  /** Makes real proofs; the others send codes that stand for one (mass-members.ts). */
  readonly hasProver: boolean
}

/** A poll, or a debate in which members take sides; and the proposal that they support meanwhile by name. */
export interface Ballot {
  readonly of: 'poll' | 'debate'
  readonly number: number
  readonly proposal: number
}

/** A vote or a side, and by what the request that carried it is known. */
export interface Cast {
  readonly account: string
  readonly transaction: Uint8Array
  /** SHA-256 of the body, in hexadecimal: the city knows which vote came in which request. */
  readonly body: string
}

/** Waits of minutes take seconds here, and so does the time in which everybody votes. */
const HASTE = 60

const REAL_PROOFS = 2

const sign = (signer: Signer, path: string, input: CborValue): Uint8Array => {
  const [service, action] = path.split('/') as [string, string]
  return signTransaction(
    signer,
    { service, action, input },
    { chain: dev.chain, validUntil: Date.now() + 300_000 },
  )
}

export const enrolResidents = async (url: string, count: number): Promise<readonly Resident[]> => {
  const residents = Array.from({ length: count }, (_, number) => ({
    signer: signerFromSeed(createSeed()),
    identity: massIdentity(number, dev.chain),
    device: openDevice(number),
    hasProver: number < REAL_PROOFS,
  }))
  for (const { signer, identity } of residents) {
    const own = { commitment: numberToBytes(identity.commitment), groups: ['city'] }
    const person = {
      ...newKey(signer, dev.chain),
      identity: own,
      district: dev.districts[0]!.id,
      birthYearBand: 1980,
    }
    await submit(url, sign(developmentSigner('registrar'), 'residents/enrol-resident', person))
  }
  return residents
}

/** The city of a busy machine may say that it is busy. */
const submit = async (
  url: string,
  ...sent: Parameters<ReturnType<typeof createCityClient>['submit']>
): Promise<void> => {
  for (;;) {
    try {
      return void (await createCityClient(url).submit(...sent))
    } catch (error) {
      if (!(error instanceof CityRefusal) || error.status < 500) throw error
      await wait(200)
    }
  }
}

/** Polls of the city, and a proposal with each for residents to support meanwhile. */
export const openPolls = async (url: string, resident: Resident, count: number): Promise<void> => {
  for (let number = 1; number <= count; number++) {
    const words = commit({
      title: `Poll ${number}`,
      body: '',
      questions: [{ question: 'Which?', options: ['One', 'Two'] }],
    })
    const times = {
      opens: null,
      closes: Date.now() + 5 * 86_400_000,
      canChange: false,
      shownFrom: 20,
      place: null,
    }
    const questions = [{ kind: 'single', options: 2, askedIf: null }]
    const input = { secrecy: 'anonymous', group: 'city', questions, ...times, content: words.commitment }
    await submit(url, sign(developmentSigner('mayor'), 'polls/open-policy-poll', input), words)
    await propose(url, resident)
  }
}

/** Debates that open from the returned moment on take sides without a name. */
export const letSidesBeTaken = async (url: string): Promise<number> => {
  // Later than a busy machine takes it in, for a number changes only from a moment to come.
  const from = Date.now() + 10_000
  const change = { service: 'debates', name: 'anonymousOpinions', from, value: 1 }
  await submit(url, sign(developmentSigner('mayor'), 'parameters/change-parameter', change))
  return from
}

/** A question of the city's own, and one more proposal. */
export const openDebate = async (url: string, resident: Resident, from: number): Promise<void> => {
  await wait(Math.max(0, from + 200 - Date.now()))
  const words = commit({ title: 'Debate', body: '' })
  const opening = sign(developmentSigner('mayor'), 'debates/open-debate', { content: words.commitment })
  await submit(url, opening, words)
  await propose(url, resident)
}

const propose = async (url: string, { signer }: Resident): Promise<void> => {
  const words = commit({ title: 'Proposal', body: '' })
  const proposed = { field: dev.fields[0]!.id, district: null, content: words.commitment }
  await submit(url, sign(signer, 'proposals/open-proposal', proposed), words)
}

const commit = (content: object) => {
  const salt = randomBytes(16)
  return { content, salt, commitment: commitContent(sha256, salt, content) }
}

/** As the app does it: the tiles at the first look, later something under one's name, and after a wait the vote. */
export const voteAsTheApp = async (
  url: string,
  residents: readonly Resident[],
  ballot: Ballot,
  relay: string,
): Promise<readonly Cast[]> => {
  const road = { ...(await voteRoad(url)), relay }
  const paths = await Promise.all(residents.map((resident) => pathOf(url, resident, ballot, road)))
  return withSealedBodies((sealed) =>
    Promise.all(
      residents.map(async (resident, at) => {
        await wait((Math.random() * voteDelayMsMax) / HASTE)
        await actByName(url, resident, ballot)
        const now = Date.now()
        const { sendAt, validUntil } = voteTimeAt(now, Math.random())
        const wish = wishOf(resident, paths[at]!, ballot, validUntil)
        const transaction = resident.hasProver ? await proveReally(wish) : createMassTransaction(wish)
        await wait((sendAt - now) / HASTE)
        const send = () => sealed.run(resident.signer.keyId, () => sendVote(road, transaction))
        let answer = await send()
        while (answer.state === 'accepted') answer = await send()
        if (answer.state !== 'recorded') throw new Error(JSON.stringify(answer))
        return { account: resident.signer.keyId, transaction }
      }),
    ),
  )
}

/** From the own address, with the own session, and at once: what must be found, or the search is no good. */
export const voteCarelessly = async (
  url: string,
  residents: readonly Resident[],
  ballot: Ballot,
): Promise<readonly Cast[]> => {
  const road = await voteRoad(url)
  const casts: Cast[] = []
  for (const resident of residents) {
    await actByName(url, resident, ballot)
    const path = await pathOf(url, resident, ballot, road)
    const { validUntil } = voteTimeAt(Date.now(), 0)
    const transaction = createMassTransaction(wishOf(resident, path, ballot, validUntil))
    const body = packVote(transaction)
    await resident.device.post(new URL(votePath, road.url).href, voteType, body)
    casts.push({ account: resident.signer.keyId, transaction, body: digestOf(body) })
  }
  return casts
}

const digestOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex')

const actByName = async (
  url: string,
  { signer, device }: Resident,
  { of, number, proposal }: Ballot,
): Promise<void> => {
  await device.get(`${url}/api/${of}s/${of}?${of}=${number}`)
  const support = sign(signer, 'proposals/support-proposal', { proposal })
  await device.post(`${url}/api/transactions`, 'application/cbor', support)
}

const wishOf = (
  { identity }: Resident,
  path: MemberPath,
  { of, number }: Ballot,
  validUntil: number,
): MemberWish => {
  const chance = Math.floor(Math.random() * 2)
  const [service, action, chosen] =
    of === 'poll'
      ? (['polls', 'vote', { answers: [[1 + chance]], isHere: false }] as const)
      : (['debates', 'take-side', { side: chance === 0 ? 'for' : 'against' }] as const)
  const input = { [of]: number, ...chosen, sequence: 1 }
  const payload = { chain: dev.chain, validUntil, service, action, input, salt: randomBytes(8) }
  return { identity, path, scope: [of, number], payload }
}

const proveReally = async (wish: MemberWish): Promise<Uint8Array> => {
  const { prove } = await nodeProver()
  return createMemberTransaction(wish, sha256, prove)
}

const voteRoad = async (url: string): Promise<VoteRoad> =>
  ((await createCityClient(url).get('/api/city')) as { readonly votes: VoteRoad }).votes

/** As the app does it when it first sees a poll: one's place from the city, the tiles on the votes' own road. */
const pathOf = async (
  url: string,
  { signer, identity, device }: Resident,
  { of, number }: Ballot,
  road: VoteRoad,
): Promise<MemberPath> => {
  await device.get(`${url}/api/residents/membership?account=${signer.keyId}`)
  const client = createCityClient(url)
  const { members } = (await client.query(`${of}s`, of, { [of]: number })) as {
    members: Omit<NamedGroup, 'group'>
  }
  const { places } = (await client.query('residents', 'membership', { account: signer.keyId })) as {
    places: { city: number }
  }
  const named = { group: 'city', ...members }
  return (await readGroupPath(named, places.city, identity.commitment, createTakeTile(road)))!
}

/** The city opens what is sealed and so knows which request a vote came in; here the sender says it. */
const withSealedBodies = async (
  run: (sender: AsyncLocalStorage<string>) => Promise<readonly Omit<Cast, 'body'>[]>,
): Promise<readonly Cast[]> => {
  const sender = new AsyncLocalStorage<string>()
  const bodies = new Map<string, string>()
  const fetchReally = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const account = sender.getStore()
    if (account !== undefined && init?.body instanceof Uint8Array) bodies.set(account, digestOf(init.body))
    return fetchReally(input, init)
  }
  try {
    const casts = await run(sender)
    return casts.map((cast) => ({ ...cast, body: bodies.get(cast.account)! }))
  } finally {
    globalThis.fetch = fetchReally
  }
}
