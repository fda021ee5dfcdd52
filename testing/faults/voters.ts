/**
 * Residents who support proposals and take that back all through a run, several devices each, as a real client does it:
 * what is not answered is sent again, the same bytes, to the next validator, until there is a receipt or a refusal.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { dev } from '@maru/cities/dev.ts'
import { CityRefusal, createCityClient } from '@maru/client/city-client.ts'
import type { Signer } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { sha256 } from '@maru/engines/host.ts'
import type { Act, History } from './history.ts'
import { createRandom, type Random } from './random.ts'
import type { Town } from './town.ts'

export interface VotersOptions {
  readonly town: Town
  /** Where the validators' servers are. */
  readonly urls: readonly string[]
  readonly seed: number
  /** Each resident votes from so many devices at once. */
  readonly devices: number
}

export const startVoters = ({ town, urls, seed, devices }: VotersOptions) => {
  const history: History = { acts: [], reads: [], counts: [] }
  const startedAt = performance.now()
  const clock = (): number => performance.now() - startedAt
  const waiting = new Map<number, number>()
  let isOver = false

  const vote = async (client: number, signer: Signer): Promise<void> => {
    const random = createRandom(seed * 1_000 + client)
    const ownUrls = urls.map((_, at) => urls[(client + at) % urls.length]!)
    const city = createCityClient(ownUrls)
    const heightsSeen = urls.map(() => 0)
    while (!isOver) {
      const proposal = random.pick(town.proposals)
      if (random.below(3) > 0) {
        waiting.set(client, clock())
        const act = await submit(city, signer, { client, proposal, random, clock, isOver: () => isOver })
        waiting.delete(client)
        history.acts.push(act)
        const answered = urls.indexOf(city.address())
        heightsSeen[answered] = Math.max(heightsSeen[answered]!, act.height ?? 0)
      }
      await look({ client, urls, proposal, account: signer.keyId, random, clock, heightsSeen, history })
      await wait(random.between(50, 400))
    }
  }
  const voting = town.residents.flatMap((signer, resident) =>
    Array.from({ length: devices }, (_, device) => vote(resident * devices + device, signer)),
  )

  return {
    history,
    clock,
    recordedCount: (): number => history.acts.filter(({ outcome }) => outcome === 'recorded').length,
    /** How long the one has waited who has waited longest, of those that wait now. */
    longestWaitMs: (): number => Math.max(0, ...[...waiting.values()].map((since) => clock() - since)),
    stop: async (): Promise<void> => {
      isOver = true
      await Promise.all(voting)
    },
  }
}

interface Submitting {
  readonly client: number
  readonly proposal: number
  readonly random: Random
  readonly clock: () => number
  readonly isOver: () => boolean
}

/** After the end of the voting there is still so much time for an answer. */
const LAST_ANSWERS_MS = 60_000

const submit = async (
  city: ReturnType<typeof createCityClient>,
  signer: Signer,
  { client, proposal, random, clock, isOver }: Submitting,
): Promise<Act> => {
  const action = random.pick(['support-proposal', 'withdraw-support'] as const)
  const validUntil = Date.now() + 240_000
  const bytes = signTransaction(
    signer,
    { service: 'proposals', action, input: { proposal } },
    { chain: dev.chain, validUntil },
  )
  const act = {
    client,
    account: signer.keyId,
    proposal,
    action,
    id: bytesToHex(sha256(bytes)),
    from: clock(),
  }
  let code = 'none'
  let overAt: number | undefined
  while (Date.now() < validUntil + 10_000) {
    if (isOver()) overAt ??= clock()
    if (overAt !== undefined && clock() - overAt > LAST_ANSWERS_MS) break
    try {
      const { index, height } = await city.submit(bytes)
      return { ...act, to: clock(), outcome: 'recorded', index, height }
    } catch (error) {
      code = error instanceof CityRefusal ? error.code : 'unreachable'
      if (error instanceof CityRefusal && isFinal(error))
        return { ...act, to: clock(), outcome: 'refused', code }
      await wait(200)
    }
  }
  return { ...act, to: clock(), outcome: 'unknown', code }
}

/** A validator whose clock is wrong takes what is in time for expired: the next one is asked. */
const isFinal = ({ status, code }: CityRefusal): boolean =>
  status < 500 && status !== 429 && code !== 'T4-expired' && code !== 'T5-valid-too-long'

interface Looking {
  readonly client: number
  readonly urls: readonly string[]
  readonly proposal: number
  readonly account: string
  readonly random: Random
  readonly clock: () => number
  readonly heightsSeen: number[]
  readonly history: History
}

/** Asks one validator, not always the same, whether this account supports the proposal, or how many do. */
const look = async ({ client, urls, proposal, account, random, clock, heightsSeen, history }: Looking) => {
  const node = random.below(urls.length)
  const isCount = random.below(3) === 0
  const path = isCount ? `proposal?proposal=${proposal}` : `support?proposal=${proposal}&account=${account}`
  const from = clock()
  const heightSeen = heightsSeen[node]!
  try {
    const response = await fetch(`${urls[node]}/api/proposals/${path}`, {
      signal: AbortSignal.timeout(2_000),
    })
    const answer = (await response.json()) as { readonly supports: boolean | number }
    if (!response.ok) return
    const height = Number(response.headers.get('maru-height'))
    heightsSeen[node] = Math.max(heightSeen, height)
    const read = { client, proposal, node, from, to: clock(), height, heightSeen }
    if (isCount) history.counts.push({ ...read, count: answer.supports as number })
    else history.reads.push({ ...read, account, supports: answer.supports as boolean })
  } catch {
    // It is down, or cut off: nothing was read.
  }
}
