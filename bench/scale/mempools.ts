/**
 * Votes on their way: taken in at one validator, checked, sent on to all, waiting to be proposed, and answered. They
 * travel in bundles of those that come within a few milliseconds, so that a run has not as many events as votes.
 */
import type { Links } from './links.ts'
import type { Work } from './processors.ts'
import type { Simulation } from './simulation.ts'
import type { CityUnderLoad } from './settings.ts'

export interface Bundle {
  readonly count: number
  readonly entry: number
  readonly sentAt: number
  /** Who has it or is being sent it; who has checked it. */
  readonly claimed: Uint8Array
  readonly seen: Uint8Array
  readonly committed: Uint8Array
}

export interface MempoolsParts {
  readonly simulation: Simulation
  readonly links: Links
  readonly city: CityUnderLoad
  readonly peersOf: (node: number) => readonly number[]
  readonly machineOf: (node: number) => { readonly cores: Work; readonly application: Work }
  readonly arrived: (node: number) => void
}

export interface VotesOutcome {
  readonly votesPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly meanMs: number
}

const BUNDLE_MS = 20
const BUNDLE_VOTES = 50

export const createMempools = ({ simulation, links, city, peersOf, machineOf, arrived }: MempoolsParts) => {
  const { validators, costs, entries, load, warmSeconds, seconds } = city
  const waiting: Bundle[][] = Array.from({ length: validators }, () => [])
  const answered: { readonly ms: number; readonly count: number }[] = []

  const submit = (entry: number, count: number): void => {
    const marks = (): Uint8Array => new Uint8Array(validators)
    const sentAt = simulation.now()
    const bundle = { count, entry, sentAt, claimed: marks(), seen: marks(), committed: marks() }
    bundle.claimed[entry] = 1
    admit(entry, bundle, costs.admitMs, costs.admitConsensusMs)
  }

  const admit = (node: number, bundle: Bundle, applicationMs: number, consensusMs: number): void => {
    const { cores, application } = machineOf(node)
    cores(bundle.count * (costs.signatureMs + consensusMs), () =>
      application(bundle.count * applicationMs, () => {
        bundle.seen[node] = 1
        passOn(node, bundle)
        if (bundle.committed[node] === 1) return
        waiting[node]!.push(bundle)
        arrived(node)
      }),
    )
  }

  /** To all who have not sent it: whoever has it already gets it in vain. */
  const passOn = (node: number, bundle: Bundle): void => {
    const bytes = bundle.count * costs.bytes
    for (const peer of peersOf(node)) {
      if (bundle.claimed[peer] === 1) links.spend(node, bytes)
      else {
        bundle.claimed[peer] = 1
        links.send(node, peer, bytes, () => admit(peer, bundle, costs.followMs, costs.followConsensusMs))
      }
    }
  }

  const answer = (bundle: Bundle): void => {
    if (simulation.now() >= 1_000 * warmSeconds)
      answered.push({ ms: simulation.now() - bundle.sentAt, count: bundle.count })
    if ('clients' in load) submit(bundle.entry, bundle.count)
  }

  const atAPace = (entry: number, perBundle: number): void => {
    let owed = simulation.random()
    const next = (): void => {
      owed += perBundle * (0.5 + simulation.random())
      if (owed >= 1) submit(entry, Math.floor(owed))
      owed -= Math.floor(owed)
      simulation.after(BUNDLE_MS, next)
    }
    next()
  }

  return {
    start: (): void => {
      for (let entry = 0; entry < entries; entry++) {
        if ('votesPerSecond' in load) atAPace(entry, (load.votesPerSecond * BUNDLE_MS) / 1_000 / entries)
        else
          for (let left = load.clients / entries; left > 0; left -= BUNDLE_VOTES)
            simulation.after(500 * simulation.random(), () => submit(entry, Math.min(left, BUNDLE_VOTES)))
      }
    },
    isEmpty: (node: number): boolean => waiting[node]!.length === 0,
    lengthOf: (node: number): number => waiting[node]!.reduce((sum, { count }) => sum + count, 0),
    take: (node: number, votesMax: number, bytesMax: number): Bundle[] => {
      const taken: Bundle[] = []
      let count = 0
      for (const bundle of waiting[node]!) {
        count += bundle.count
        if (count > votesMax || count * costs.bytes > bytesMax) break
        taken.push(bundle)
      }
      return taken
    },
    /** Votes of a block that this validator meets for the first time. */
    unseenBy: (node: number, bundles: readonly Bundle[]): number =>
      bundles.reduce((sum, { seen, count }) => sum + (seen[node] === 1 ? 0 : count), 0),
    committed: (node: number, bundles: readonly Bundle[]): void => {
      for (const bundle of bundles) bundle.committed[node] = 1
      waiting[node] = waiting[node]!.filter(({ committed }) => committed[node] === 0)
      for (const bundle of bundles) if (bundle.entry === node) answer(bundle)
    },
    outcome: (): VotesOutcome => summary(answered, seconds - warmSeconds),
  }
}

const summary = (
  answered: readonly { readonly ms: number; readonly count: number }[],
  seconds: number,
): VotesOutcome => {
  const sorted = [...answered].sort((one, other) => one.ms - other.ms)
  const total = sorted.reduce((sum, { count }) => sum + count, 0)
  const at = (share: number): number => {
    let passed = 0
    return sorted.find(({ count }) => (passed += count) >= share * total)?.ms ?? Number.NaN
  }
  const mean = sorted.reduce((sum, { ms, count }) => sum + ms * count, 0) / total
  return { votesPerSecond: total / seconds, p50Ms: at(0.5), p99Ms: at(0.99), meanMs: mean }
}
