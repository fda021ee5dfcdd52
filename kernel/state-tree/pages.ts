import { ALL_SLOTS, createPage, type Page } from './page.ts'
import { createPageCodec } from './page-bytes.ts'

export interface PageStore {
  get(path: string): Uint8Array | undefined
}

/** Where a page is: `index` numbers the nibble path, and is only kept as deep as pages stay open. */
export interface PageSource {
  /** The page as stored; the caller must be done with other pages of this depth. */
  readonly load: (path: string, depth: number, index: number) => Page
  readonly fresh: (depth: number, index: number) => Page
  readonly drop: (depth: number, index: number) => void
  readonly encode: (page: Page, depth: number) => Uint8Array
}

/** A database key may not be empty, so the root page has a name and the others add a hex digit a nibble. */
export const ROOT_PATH = '/'
const HEX = '0123456789abcdef'

/**
 * The upper four page levels, 4,369 pages at most, stay open with their inner nodes: every batch passes
 * through them, and with them open only changed paths are hashed. Below, one page for each depth is filled
 * again and again, since the pass never holds two pages of the same depth.
 */
export function createPageSource(store: PageStore): PageSource {
  const codec = createPageCodec()
  const open: (Page | undefined)[] = Array.from({ length: 16 + 256 + 4096 + 1 })
  const passing: Page[] = []

  function fresh(depth: number, index: number): Page {
    if (depth < OPEN_DEPTHS) return (open[OPEN_FROM[depth]! + index] = createPage())
    const page = (passing[depth] ??= createPage())
    page.occupied = 0
    page.children = 0
    page.stale = 0
    return page
  }

  return {
    fresh,
    load(path, depth, index) {
      const kept = depth < OPEN_DEPTHS ? open[OPEN_FROM[depth]! + index] : undefined
      if (kept !== undefined) return kept
      const page = fresh(depth, index)
      const stored = store.get(path)
      if (stored === undefined) {
        if (depth > 0) throw new Error(`state tree: page ${path} is missing`)
      } else if (!codec.decode(stored, page, depth >= OPEN_DEPTHS)) {
        page.stale = ALL_SLOTS
      }
      return page
    },
    drop(depth, index) {
      if (depth < OPEN_DEPTHS) open[OPEN_FROM[depth]! + index] = undefined
    },
    // Open pages never need their inner nodes from the store again, except once after a start.
    encode: (page, depth) => codec.encode(page, depth >= OPEN_DEPTHS),
  }
}

export function pathInside(path: string, slot: number): string {
  return path + HEX[slot]!
}

const OPEN_DEPTHS = 4
const OPEN_FROM = [0, 1, 17, 273]
