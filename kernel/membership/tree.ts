/**
 * The tree of a group: a LeanIMT (zkkit.org/leanimt-paper.pdf) over Poseidon, as Semaphore v4 has it. A node with one
 * child is that child; one with two is their hash. A leaf is a member's identity commitment, or zero once it is gone:
 * nobody has a secret for zero.
 *
 * Kept are only nodes under which no leaf is missing. So a new leaf costs one hash, on average, and the right edge is
 * put together when somebody asks for the root.
 */
import { poseidon2 } from 'poseidon-lite/poseidon2'

/** Of complete nodes by level (0: leaves) and place. */
export interface Nodes {
  readonly get: (level: number, index: number) => bigint
  readonly put: (level: number, index: number, value: bigint) => void
}

/** What the circuit has room for: 24 levels of siblings. */
export const groupSizeMax = 16_777_216

export const hashPair = (left: bigint, right: bigint): bigint => poseidon2([left, right])

/** Puts a leaf behind the `size` that are there. */
export const appendLeaf = (nodes: Nodes, size: number, leaf: bigint): void => {
  nodes.put(0, size, leaf)
  for (let level = 0, index = size; index % 2 === 1; level++, index = half(index))
    nodes.put(level + 1, half(index), hashPair(nodes.get(level, index - 1), nodes.get(level, index)))
}

export const replaceLeaf = (nodes: Nodes, size: number, at: number, leaf: bigint): void => {
  nodes.put(0, at, leaf)
  let index = at
  for (let level = 0; isComplete(size, level + 1, half(index)); level++, index = half(index)) {
    const left = index - (index % 2)
    nodes.put(level + 1, half(index), hashPair(nodes.get(level, left), nodes.get(level, left + 1)))
  }
}

/** Zero for a tree without leaves. */
export const rootOf = (nodes: Pick<Nodes, 'get'>, size: number): bigint => {
  let edge: bigint | undefined
  for (let level = 0, count = size; count > 0; level++, count = half(count)) {
    if (count % 2 === 0) continue
    const last = nodes.get(level, count - 1)
    edge = edge === undefined ? last : hashPair(last, edge)
  }
  return edge ?? 0n
}

const isComplete = (size: number, level: number, index: number): boolean => (index + 1) * 2 ** level <= size

const half = (count: number): number => (count - (count % 2)) / 2

/** Where a leaf stands below a root, as the circuit wants it: that is all a member's proof takes of a group. */
export interface MemberPath {
  readonly root: bigint
  readonly siblings: readonly bigint[]
  readonly index: number
}

/** All of a tree: of the few nodes that a tile takes together, or of a whole group in a test. */
export interface GroupTree {
  readonly leaves: readonly bigint[]
  readonly root: bigint
  readonly pathTo: (at: number) => MemberPath
}

/** One hash for each leaf, 0.17 ms. */
export const createGroupTree = (leaves: readonly bigint[]): GroupTree => {
  const levels = [leaves]
  for (let level = leaves; level.length > 1; levels.push(level)) level = parentsOf(level)
  const root = levels.at(-1)![0] ?? 0n
  return {
    leaves,
    root,
    pathTo: (at) => {
      const siblings: bigint[] = []
      let [index, place] = [0, at]
      for (const level of levels) {
        const sibling = level[place % 2 === 0 ? place + 1 : place - 1]
        if (sibling !== undefined) {
          index += (place % 2) * 2 ** siblings.length
          siblings.push(sibling)
        }
        place = half(place)
      }
      return { root, siblings, index }
    },
  }
}

const parentsOf = (level: readonly bigint[]): bigint[] => {
  const parents: bigint[] = []
  for (let at = 0; at < level.length; at += 2) {
    const right = level[at + 1]
    parents.push(right === undefined ? level[at]! : hashPair(level[at]!, right))
  }
  return parents
}
