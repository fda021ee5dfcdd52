import type { Change } from './batch.ts'
import { createNodeHasher, type Hash } from './hashing.ts'
import type { CommitmentProof, ExistenceProof } from './ics23.ts'
import { AFTER, BEFORE, hasKey, neighbourOf, type Side } from './neighbours.ts'
import { rehash } from './page.ts'
import { createPageSource, type PageStore, ROOT_PATH } from './pages.ts'
import { hashOf, proveLeaf } from './prove.ts'
import { type PageChanges, updatePages } from './update.ts'

export interface StateTree {
  readonly root: () => Uint8Array
  /**
   * The tree counts the batch as done at once. The caller writes `pages` into the store before the next call;
   * if that fails, this tree is of no more use and a new one has to be opened over the store. The pages are
   * views of larger chunks, so a store in memory copies them (or is a `createPageMemory`).
   */
  readonly update: (changes: Iterable<Change>) => { root: Uint8Array; pages: PageChanges }
  /** Undefined if the tree does not have this key with this value. */
  readonly proveMembership: (keyHash: Uint8Array, value: Uint8Array) => CommitmentProof | undefined
  /** The hashes of the keys next to this one, the one before and the one after, where there are such. */
  readonly neighboursOf: (keyHash: Uint8Array) => Uint8Array[]
  /** Undefined if the key is there. The proof shows the neighbours, so it needs their values. */
  readonly proveAbsence: (keyHash: Uint8Array, valueOf: ValueOf) => CommitmentProof | undefined
}

export type ValueOf = (keyHash: Uint8Array) => Uint8Array | undefined

/**
 * An authenticated map from key hashes to value hashes, with the hashes of Penumbra's jmt. It keeps the last
 * state only: pages are named by their nibble path and overwritten in place.
 */
export function createStateTree({ hash, store }: { hash: Hash; store: PageStore }): StateTree {
  const hasher = createNodeHasher(hash)
  const source = createPageSource(store)

  function root(): Uint8Array {
    const page = source.load(ROOT_PATH, 0, 0)
    rehash(page, hasher)
    return hashOf(page, 1).slice()
  }

  function neighbour(keyHash: Uint8Array, side: Side, valueOf: ValueOf): ExistenceProof | undefined {
    const found = neighbourOf(source, keyHash, side)
    if (found === undefined) return undefined
    const value = valueOf(found)
    const proof = value && proveLeaf(source, hasher, hash, found, value)
    if (proof === undefined) throw new Error('state tree: a value does not match its leaf')
    return proof
  }

  return {
    root,
    update(changes) {
      const pages = updatePages(source, hasher, changes)
      return { root: root(), pages }
    },
    proveMembership(keyHash, value) {
      const exist = proveLeaf(source, hasher, hash, keyHash, value)
      return exist && { exist }
    },
    neighboursOf(keyHash) {
      return [BEFORE, AFTER].flatMap((side) => neighbourOf(source, keyHash, side as Side) ?? [])
    },
    proveAbsence(keyHash, valueOf) {
      if (hasKey(source, keyHash)) return undefined
      const left = neighbour(keyHash, BEFORE, valueOf)
      const right = neighbour(keyHash, AFTER, valueOf)
      return { nonexist: { key: keyHash.slice(), ...(left && { left }), ...(right && { right }) } }
    },
  }
}
