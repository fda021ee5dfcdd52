import { compareBytes, equalBytes, nibbleAt } from './hashing.ts'
import { keyAt, type Page } from './page.ts'
import { pathInside, type PageSource, ROOT_PATH } from './pages.ts'

/** BEFORE looks for the greatest key less than a given one, AFTER for the least key greater than it. */
export type Side = typeof BEFORE | typeof AFTER
export const BEFORE = -1
export const AFTER = 1

export function neighbourOf(source: PageSource, keyHash: Uint8Array, side: Side): Uint8Array | undefined {
  return search(source, keyHash, side, ROOT_PATH, 0, 0)
}

export function hasKey(source: PageSource, keyHash: Uint8Array): boolean {
  let path = ROOT_PATH
  for (let depth = 0, index = 0; ; depth++) {
    const page = source.load(path, depth, index)
    const slot = nibbleAt(keyHash, depth)
    if ((page.occupied & (1 << slot)) === 0) return false
    if ((page.children & (1 << slot)) === 0) return equalBytes(keyAt(page, slot), keyHash)
    path = pathInside(path, slot)
    index = index * 16 + slot
  }
}

function search(
  source: PageSource,
  keyHash: Uint8Array,
  side: Side,
  path: string,
  depth: number,
  index: number,
): Uint8Array | undefined {
  const page = source.load(path, depth, index)
  const slot = nibbleAt(keyHash, depth)
  const bit = 1 << slot
  if ((page.children & bit) !== 0) {
    const found = search(source, keyHash, side, pathInside(path, slot), depth + 1, index * 16 + slot)
    if (found !== undefined) return found
  } else if ((page.occupied & bit) !== 0 && compareBytes(keyAt(page, slot), keyHash) * side > 0) {
    return keyAt(page, slot).slice()
  }
  return nearest(source, page, slot + side, side, path, depth, index)
}

/** The first key from this slot on: the one that is nearest to the slots already passed. */
function nearest(
  source: PageSource,
  page: Page,
  from: number,
  side: Side,
  path: string,
  depth: number,
  index: number,
): Uint8Array | undefined {
  for (let slot = from; slot >= 0 && slot < 16; slot += side) {
    if ((page.occupied & (1 << slot)) === 0) continue
    if ((page.children & (1 << slot)) === 0) return keyAt(page, slot).slice()
    const inside = pathInside(path, slot)
    const child = source.load(inside, depth + 1, index * 16 + slot)
    return nearest(source, child, side === AFTER ? 0 : 15, side, inside, depth + 1, index * 16 + slot)
  }
  return undefined
}
