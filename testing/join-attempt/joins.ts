/**
 * How somebody who has everything would try to find out who cast which vote. Each attempt names, for every vote, the
 * residents it could be of; what it is worth is how often a guess among them is right.
 */
import { tokensOf } from './tokens.ts'

/** What was seen of one vote, or of one resident: in requests, and in what they signed. */
export interface Trace {
  /** The account; of a vote, the truth, which no attempt looks at. */
  readonly account: string
  /** Whatever was in the requests: addresses, header fields, sizes. */
  readonly fields: readonly string[]
  readonly bytes: readonly Uint8Array[]
  readonly times: readonly number[]
  readonly ports: readonly number[]
}

export interface Attempt {
  readonly by: string
  /** From 0 to 1: the share of votes that it gives to whom they are of. */
  readonly success: number
}

export type Guesses = (vote: Trace) => readonly string[]

export const attemptAll = (votes: readonly Trace[], residents: readonly Trace[]): readonly Attempt[] => [
  attempt('a field, a token or bytes that few share', votes, byToken(votes, residents)),
  attempt('the request just before', votes, byTime(residents)),
  attempt('the order of requests and votes', votes, byOrder(votes, residents)),
  attempt('the nearest port', votes, byPort(residents)),
]

export const attempt = (by: string, votes: readonly Trace[], guesses: Guesses): Attempt => {
  const rightly = votes.map((vote) => {
    const guessed = guesses(vote)
    return guessed.includes(vote.account) ? 1 / guessed.length : 0
  })
  return { by, success: rightly.reduce((sum, each) => sum + each, 0) / votes.length }
}

/** A token of a few residents and a few votes, and of nobody else. */
const fewMax = 3

const byToken = (votes: readonly Trace[], residents: readonly Trace[]): Guesses => {
  const votesWith = countTokens(votes)
  const residentsWith = new Map<string, Set<string>>()
  for (const resident of residents)
    for (const token of tokensOf(resident)) {
      if ((votesWith.get(token) ?? 0) === 0) continue
      const owners = residentsWith.get(token) ?? new Set()
      residentsWith.set(token, owners.add(resident.account))
    }
  return (vote) => {
    const found = new Set<string>()
    for (const token of tokensOf(vote)) {
      const owners = residentsWith.get(token)
      if (!owners || owners.size > fewMax || votesWith.get(token)! > fewMax) continue
      for (const owner of owners) found.add(owner)
    }
    return [...found]
  }
}

const countTokens = (traces: readonly Trace[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const trace of traces)
    for (const token of tokensOf(trace)) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

const byTime =
  (residents: readonly Trace[]): Guesses =>
  ({ times: [at = 0] }) => {
    const before = (trace: Trace): number => Math.max(...trace.times.filter((time) => time < at), -Infinity)
    return nearest(residents, (resident) => at - before(resident))
  }

const byOrder = (votes: readonly Trace[], residents: readonly Trace[]): Guesses => {
  const first = ({ times }: Trace): number => Math.min(...times)
  const last = ({ times }: Trace): number => Math.max(...times)
  const inOrder = [...residents].sort((one, other) => last(one) - last(other))
  const places = new Map(
    [...votes].sort((one, other) => first(one) - first(other)).map((vote, at) => [vote, at]),
  )
  return (vote) => [inOrder[places.get(vote)!]?.account ?? '']
}

const byPort =
  (residents: readonly Trace[]): Guesses =>
  ({ ports: [port = 0] }) =>
    nearest(residents, ({ ports }) => Math.min(...ports.map((each) => Math.abs(each - port)), Infinity))

const nearest = (residents: readonly Trace[], distanceOf: (resident: Trace) => number): string[] => {
  const distances = residents.map(distanceOf)
  const least = Math.min(...distances)
  if (least === Infinity) return []
  return residents.filter((_, at) => distances[at] === least).map(({ account }) => account)
}
