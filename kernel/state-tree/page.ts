import { HASH_BYTES, HASH_WORDS, type NodeHasher, NOWHERE } from './hashing.ts'

/**
 * Four binary levels of the tree, opened up. Slot s keeps a key hash at word 16s and a hash at word 16s + 8:
 * a leaf's own hash, or a child page's subtree hash (then the key hash is unused). The inner nodes follow as a
 * binary heap: node 1 is the page's root, nodes 8 to 15 join two slots each, and 16 + s is slot s itself.
 *
 * A leaf is kept as its hash and not as its value hash, because a neighbour's hash is needed each time a path
 * beside it changes, and a value hash never is.
 */
export interface Page {
  readonly words: Uint32Array
  readonly bytes: Uint8Array
  occupied: number
  children: number
  /** Slots above which the inner nodes are not hashed yet. */
  stale: number
}

export const SLOT_WORDS = 2 * HASH_WORDS
export const NODES_AT = 16 * SLOT_WORDS
export const ALL_SLOTS = 0xffff

export function createPage(): Page {
  const words = new Uint32Array(NODES_AT + 16 * HASH_WORDS)
  return { words, bytes: new Uint8Array(words.buffer), occupied: 0, children: 0, stale: 0 }
}

/** Hashes the inner nodes above stale slots, and no others. */
export function rehash(page: Page, hasher: NodeHasher): void {
  const slots = page.stale
  if (slots === 0) return
  page.stale = 0
  for (let node = 15; node > 0; node--) {
    if ((slots & COVERS[node]!) === 0 || !isInner(page, node)) continue
    const hash = hasher.inner(page.words, hashAt(page, 2 * node), hashAt(page, 2 * node + 1))
    page.bytes.set(hash, (NODES_AT + node * HASH_WORDS) * 4)
  }
}

/** An inner node has two leaves or more beneath it; a subtree with a single leaf is that leaf. */
export function isInner(page: Page, node: number): boolean {
  const slots = page.occupied & COVERS[node]!
  return (slots & (slots - 1)) !== 0 || (slots & page.children) !== 0
}

/** Where, in words, the hash of this node stands. */
export function hashAt(page: Page, node: number): number {
  const slots = page.occupied & COVERS[node]!
  if (slots === 0) return NOWHERE
  if (node < 16 && isInner(page, node)) return NODES_AT + node * HASH_WORDS
  return (31 - Math.clz32(slots)) * SLOT_WORDS + HASH_WORDS
}

export function keyAt(page: Page, slot: number): Uint8Array {
  const start = slot * SLOT_WORDS * 4
  return page.bytes.subarray(start, start + HASH_BYTES)
}

export function isSingleLeaf(page: Page): boolean {
  return page.occupied !== 0 && !isInner(page, 1)
}

export function setLeaf(page: Page, slot: number, keyHash: Uint8Array, leafHash: Uint8Array): void {
  const start = slot * SLOT_WORDS * 4
  page.bytes.set(keyHash, start)
  page.bytes.set(leafHash, start + HASH_BYTES)
  page.occupied |= 1 << slot
  page.children &= ~(1 << slot)
}

export function clearSlot(page: Page, slot: number): void {
  page.occupied &= ~(1 << slot)
  page.children &= ~(1 << slot)
}

/** The slots under each node of the heap, as a bit set. */
const COVERS = Uint16Array.from({ length: 32 }, (_, node) => {
  if (node === 0) return 0
  const level = 31 - Math.clz32(node)
  const width = 16 >> level
  return ((1 << width) - 1) << ((node - (1 << level)) * width)
})
