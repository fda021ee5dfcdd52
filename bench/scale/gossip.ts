/**
 * How validators hear of a proposal and of each other's votes. For each peer CometBFT looks for what the peer lacks,
 * sends all of it, and sleeps when there is nothing; what comes meanwhile waits for the end of the sleep. What one
 * has heard it passes on, so that the first of several ways counts.
 */
import type { Links } from './links.ts'
import type { Work } from './processors.ts'
import { createRandom, type Simulation } from './simulation.ts'
import type { CityUnderLoad } from './settings.ts'

export interface GossipParts {
  readonly simulation: Simulation
  readonly links: Links
  readonly city: CityUnderLoad
  readonly heightOf: readonly number[]
  readonly consensusOf: (node: number) => Work
  /** A validator has heard something of its height. */
  readonly changed: (node: number) => void
}

export type Gossip = ReturnType<typeof createGossip>

/** What a validator has of one height: the proposal and its parts, prevotes, precommits. */
interface Known {
  parts: Uint8Array
  readonly votes: Uint8Array
  partCount: number
  prevotes: number
  precommits: number
}

/** The way to one peer, for parts or for votes: what was sent of which height, and when it looks again. */
interface Way {
  height: number
  sent: Uint8Array
  wokeAt: number
  isWaking: boolean
}

const PART_BYTES = 65_536
const PROPOSAL_BYTES = 300
const VOTE_BYTES = 250
/** Of what a message costs, for a copy of one. */
const COPY_SHARE = 0.1

export const createGossip = ({ simulation, links, city, heightOf, consensusOf, changed }: GossipParts) => {
  const { validators, settings } = city
  const { gossipSleepMs, messageMs } = settings
  const known: Map<number, Known>[] = Array.from({ length: validators }, () => new Map())
  const partCounts: number[] = []
  const peers = peersIn(city)
  const ways = peers.map((own) => new Map(own.map((peer) => [peer, [createWay(), createWay()] as const])))

  function createWay(): Way {
    return {
      height: 0,
      sent: new Uint8Array(0),
      wokeAt: -gossipSleepMs * simulation.random(),
      isWaking: false,
    }
  }

  const knownOf = (node: number, height: number): Known => {
    const found = known[node]!.get(height)
    if (found) return found
    const fresh = {
      parts: new Uint8Array(partCounts[height] ?? 0),
      votes: new Uint8Array(2 * validators),
      partCount: 0,
      prevotes: 0,
      precommits: 0,
    }
    known[node]!.set(height, fresh)
    known[node]!.delete(height - HEIGHTS_KEPT)
    return fresh
  }

  /** The end of the sleep that the way is in. */
  const wakeWay = (from: number, to: number, isVotes: boolean): void => {
    const way = ways[from]!.get(to)![isVotes ? 1 : 0]
    if (way.isWaking) return
    way.isWaking = true
    const asleepMs = simulation.now() - way.wokeAt
    const sleeps = Math.ceil(asleepMs / gossipSleepMs)
    simulation.after(way.wokeAt + sleeps * gossipSleepMs - simulation.now(), () => {
      way.isWaking = false
      way.wokeAt = simulation.now()
      sendWhatLacks(from, to, isVotes, way)
    })
  }

  const sendWhatLacks = (from: number, to: number, isVotes: boolean, way: Way): void => {
    const height = heightOf[to]!
    if (heightOf[from]! < height) return
    const own = known[from]!.get(height)
    if (!own) return
    const has = isVotes ? own.votes : own.parts
    const theirs = isVotes ? knownOf(to, height).votes : partsOf(to, height)
    if (way.height !== height) Object.assign(way, { height, sent: new Uint8Array(has.length) })
    const lacking: number[] = []
    for (let at = 0; at < has.length; at++) {
      if (has[at] === 0 || way.sent[at] === 1 || theirs[at] === 1) continue
      way.sent[at] = 1
      lacking.push(at)
    }
    if (isVotes && lacking.length > 0)
      links.send(from, to, lacking.length * VOTE_BYTES, () => receive(to, height, isVotes, lacking))
    else
      for (const at of lacking)
        links.send(from, to, at === 0 ? PROPOSAL_BYTES : PART_BYTES, () => receive(to, height, isVotes, [at]))
  }

  /** What comes a second time costs little: it is found before its signature is checked. */
  const receive = (node: number, height: number, isVotes: boolean, items: readonly number[]): void => {
    const own = isVotes ? knownOf(node, height).votes : partsOf(node, height)
    const fresh = items.filter((at) => own[at] === 0).length
    const ms = messageMs * (fresh + COPY_SHARE * (items.length - fresh))
    if (fresh === 0) return consensusOf(node)(ms, () => undefined)
    consensusOf(node)(ms, () => {
      for (const at of items) add(node, height, isVotes, at)
      heard(node, height, isVotes)
    })
  }

  const partsOf = (node: number, height: number): Uint8Array => {
    const own = knownOf(node, height)
    // How many there are is known once somebody has proposed.
    if (own.parts.length === 0) own.parts = new Uint8Array(partCounts[height] ?? 0)
    return own.parts
  }

  const add = (node: number, height: number, isVotes: boolean, at: number): void => {
    const own = knownOf(node, height)
    const items = isVotes ? own.votes : partsOf(node, height)
    if (items[at] === 1) return
    items[at] = 1
    if (!isVotes) own.partCount++
    else if (at < validators) own.prevotes++
    else own.precommits++
  }

  const heard = (node: number, height: number, isVotes: boolean): void => {
    for (const peer of peers[node]!) if (heightOf[peer] === height) wakeWay(node, peer, isVotes)
    if (heightOf[node] === height) changed(node)
  }

  return {
    peersOf: (node: number): readonly number[] => peers[node]!,
    /** A validator has come to a new height: others may have something for it. */
    entered: (node: number): void => {
      for (const peer of peers[node]!) {
        wakeWay(peer, node, false)
        wakeWay(peer, node, true)
      }
    },
    proposed: (node: number, height: number, bytes: number): void => {
      partCounts[height] = 1 + Math.max(1, Math.ceil(bytes / PART_BYTES))
      for (let at = 0; at < partCounts[height]; at++) add(node, height, false, at)
      heard(node, height, false)
    },
    cast: (node: number, height: number, kind: 'prevote' | 'precommit'): void => {
      add(node, height, true, kind === 'prevote' ? node : validators + node)
      heard(node, height, true)
    },
    hasBlock: (node: number): boolean => {
      const height = heightOf[node]!
      return knownOf(node, height).partCount === partCounts[height]
    },
    prevotes: (node: number): number => knownOf(node, heightOf[node]!).prevotes,
    precommits: (node: number): number => knownOf(node, heightOf[node]!).precommits,
  }
}

/** A validator that is further behind is lost in a simulation; in CometBFT it would be sent old blocks. */
const HEIGHTS_KEPT = 50

/** All others, or as many as there should be: a ring, so that all are reached, and others by chance. */
const peersIn = ({ validators, peers = validators - 1, seed }: CityUnderLoad): number[][] => {
  const random = createRandom(seed)
  const sets = Array.from({ length: validators }, () => new Set<number>())
  const connect = (one: number, other: number): void => {
    if (one === other) return
    sets[one]!.add(other)
    sets[other]!.add(one)
  }
  for (let node = 0; node < validators; node++) {
    connect(node, (node + 1) % validators)
    if (peers >= validators - 1) for (let other = 0; other < node; other++) connect(node, other)
    else while (sets[node]!.size < peers) connect(node, Math.floor(random() * validators))
  }
  return sets.map((set) => [...set].sort((one, other) => one - other))
}
