import { type Change, sortBatch } from './batch.ts'
import { equalBytes, HASH_BYTES, HASH_WORDS, nibbleAt, type NodeHasher } from './hashing.ts'
import { clearSlot, isSingleLeaf, keyAt, NODES_AT, type Page, rehash, setLeaf, SLOT_WORDS } from './page.ts'
import { pathInside, type PageSource, ROOT_PATH } from './pages.ts'

/** The pages to write; undefined stands for a page to delete. */
export type PageChanges = Map<string, Uint8Array | undefined>

/** One pass over the tree in key order: each page a batch touches is loaded, changed and hashed once. */
export function updatePages(source: PageSource, hasher: NodeHasher, changes: Iterable<Change>): PageChanges {
  const batch = sortBatch(changes)
  const written: PageChanges = new Map()

  const page = source.load(ROOT_PATH, 0, 0)
  const existed = page.occupied !== 0
  if (applyTo(page, ROOT_PATH, 0, 0, 0, batch.length)) {
    if (page.occupied !== 0) written.set(ROOT_PATH, source.encode(page, 0))
    else if (existed) written.set(ROOT_PATH, undefined)
  }
  return written

  /** Brings the changes from `start` up to `end` into this page; tells whether anything is different. */
  function applyTo(
    page: Page,
    path: string,
    depth: number,
    index: number,
    start: number,
    end: number,
  ): boolean {
    let changed = 0
    for (let from = start; from < end;) {
      const slot = nibbleAt(batch[from]![0], depth)
      let to = from + 1
      while (to < end && nibbleAt(batch[to]![0], depth) === slot) to++
      if (applySlot(page, path, depth, index, slot, from, to)) changed |= 1 << slot
      from = to
    }
    if (changed === 0) return false
    page.stale |= changed
    rehash(page, hasher)
    return true
  }

  function applySlot(
    page: Page,
    path: string,
    depth: number,
    index: number,
    slot: number,
    from: number,
    to: number,
  ): boolean {
    const bit = 1 << slot
    const isChild = (page.children & bit) !== 0
    const isLeaf = !isChild && (page.occupied & bit) !== 0
    if (!isChild && to - from === 1) {
      const [keyHash, valueHash] = batch[from]!
      const same = isLeaf && equalBytes(keyAt(page, slot), keyHash)
      if (same || !isLeaf) return putLeaf(page, slot, keyHash, valueHash)
      if (valueHash === undefined) return false
    }
    const inside = pathInside(path, slot)
    const insideIndex = index * 16 + slot
    if (isChild) {
      const child = source.load(inside, depth + 1, insideIndex)
      if (!applyTo(child, inside, depth + 1, insideIndex, from, to)) return false
      settle(page, slot, child, inside, depth + 1, insideIndex, true)
      return true
    }
    const child = source.fresh(depth + 1, insideIndex)
    if (isLeaf) moveLeaf(page, slot, child, nibbleAt(keyAt(page, slot), depth + 1))
    const differs = applyTo(child, inside, depth + 1, insideIndex, from, to)
    if (differs) settle(page, slot, child, inside, depth + 1, insideIndex, false)
    else source.drop(depth + 1, insideIndex)
    return differs
  }

  function putLeaf(
    page: Page,
    slot: number,
    keyHash: Uint8Array,
    valueHash: Uint8Array | undefined,
  ): boolean {
    const occupied = (page.occupied & (1 << slot)) !== 0
    if (valueHash === undefined) {
      clearSlot(page, slot)
      return occupied
    }
    const leafHash = hasher.leaf(keyHash, valueHash)
    const start = (slot * SLOT_WORDS + HASH_WORDS) * 4
    if (occupied && equalBytes(page.bytes.subarray(start, start + HASH_BYTES), leafHash)) return false
    setLeaf(page, slot, keyHash, leafHash)
    return true
  }

  /** A child page with one leaf or none is no page: what is left of it goes back into the parent's slot. */
  function settle(
    page: Page,
    slot: number,
    child: Page,
    path: string,
    depth: number,
    index: number,
    existed: boolean,
  ): void {
    clearSlot(page, slot)
    if (child.occupied !== 0 && !isSingleLeaf(child)) {
      copyHash(child, page, slot)
      written.set(path, source.encode(child, depth))
      return
    }
    if (child.occupied !== 0) moveLeaf(child, 31 - Math.clz32(child.occupied), page, slot)
    if (existed) written.set(path, undefined)
    source.drop(depth, index)
  }
}

function moveLeaf(from: Page, slot: number, to: Page, at: number): void {
  for (let i = 0; i < SLOT_WORDS; i++) to.words[at * SLOT_WORDS + i] = from.words[slot * SLOT_WORDS + i]!
  to.occupied |= 1 << at
}

function copyHash(child: Page, page: Page, slot: number): void {
  const at = slot * SLOT_WORDS + HASH_WORDS
  for (let i = 0; i < HASH_WORDS; i++) page.words[at + i] = child.words[NODES_AT + HASH_WORDS + i]!
  page.occupied |= 1 << slot
  page.children |= 1 << slot
}
