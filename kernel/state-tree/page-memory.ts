import type { PageStore } from './pages.ts'
import type { PageChanges } from './update.ts'

export interface PageMemory extends PageStore {
  readonly write: (pages: PageChanges) => void
  readonly paths: () => Iterable<string>
}

/**
 * A page store for a verifier that keeps the whole tree in memory. An array of its own for each page would
 * weigh more than the page: there is one for every three leaves. So pages of one size lie side by side in
 * chunks, a page that changes its size moves, and the gap it leaves goes to the next page of that size.
 */
export function createPageMemory(): PageMemory {
  const places = new Map<string, number>()
  const rooms: Room[] = []

  function take(size: number): number {
    const room = (rooms[size] ??= { chunks: [], gaps: [], used: 0 })
    const place = room.gaps.pop() ?? room.used++
    if (place >= room.chunks.length * CHUNK_PAGES) {
      room.chunks.push(new Uint8Array(CHUNK_PAGES * bytesOf(size)))
    }
    return size * MOST_PAGES + place
  }

  function viewOf(place: number): Uint8Array {
    const size = Math.trunc(place / MOST_PAGES)
    const index = place % MOST_PAGES
    const start = (index % CHUNK_PAGES) * bytesOf(size)
    return rooms[size]!.chunks[Math.trunc(index / CHUNK_PAGES)]!.subarray(start, start + bytesOf(size))
  }

  function free(place: number): void {
    rooms[Math.trunc(place / MOST_PAGES)]!.gaps.push(place % MOST_PAGES)
  }

  return {
    get(path) {
      const place = places.get(path)
      return place === undefined ? undefined : viewOf(place)
    },
    paths: () => places.keys(),
    write(pages) {
      for (const [path, page] of pages) {
        const old = places.get(path)
        const size = page === undefined ? undefined : sizeOf(page)
        const keeps = old !== undefined && size === Math.trunc(old / MOST_PAGES)
        if (old !== undefined && !keeps) free(old)
        if (page === undefined || size === undefined) {
          places.delete(path)
          continue
        }
        const place = keeps ? old : take(size)
        if (!keeps) places.set(path, place)
        viewOf(place).set(page)
      }
    },
  }
}

/** Pages whose length is the same: `gaps` are places given up below `used`. */
interface Room {
  readonly chunks: Uint8Array[]
  readonly gaps: number[]
  used: number
}

const CHUNK_PAGES = 256
const MOST_PAGES = 1 << 25

/** A page is a head of four bytes and a number of 32-byte hashes. */
function sizeOf(page: Uint8Array): number {
  return (page.length - 4) >> 5
}

function bytesOf(size: number): number {
  return 4 + 32 * size
}
