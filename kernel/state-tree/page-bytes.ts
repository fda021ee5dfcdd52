import { HASH_WORDS } from './hashing.ts'
import { isInner, NODES_AT, type Page, SLOT_WORDS } from './page.ts'

export interface PageCodec {
  readonly encode: (page: Page, withNodes: boolean) => Uint8Array
  /** Tells whether the inner nodes came along; if not, they have to be hashed again. */
  readonly decode: (stored: Uint8Array, page: Page, withNodes: boolean) => boolean
}

/**
 * A stored page: which slots are occupied and which of those are child pages (16 bits each), then only the
 * occupied slots (64 bytes a leaf, 32 a child), then the inner nodes below the page's root, which the parent
 * keeps. A page with few slots leaves its inner nodes out: hashing two or three is cheaper than storing them
 * in the many small pages at the bottom of the tree.
 */
export function createPageCodec(): PageCodec {
  // Stored bytes may start anywhere in memory; one copy into this buffer lets the rest go by whole words.
  const words = new Uint32Array(1 + 16 * SLOT_WORDS + 16 * HASH_WORDS)
  const bytes = new Uint8Array(words.buffer)
  let chunk = new Uint32Array(0)
  let used = 0

  /**
   * Encoded pages are views of larger chunks, no byte of which is written twice: a buffer of its own costs more than
   * everything else that is done for a small page.
   */
  function cut(length: number): Uint8Array {
    if (used + length > chunk.length) {
      chunk = new Uint32Array(CHUNK_WORDS)
      used = 0
    }
    const start = used
    used = copy(words, 0, chunk, start, length)
    return new Uint8Array(chunk.buffer, start * 4, length * 4)
  }

  return {
    encode(page, withNodes) {
      bytes[0] = page.occupied >> 8
      bytes[1] = page.occupied & 255
      bytes[2] = page.children >> 8
      bytes[3] = page.children & 255
      let at = 1
      for (let slot = 0; slot < 16; slot++) {
        if ((page.occupied & (1 << slot)) === 0) continue
        const skip = (page.children & (1 << slot)) === 0 ? 0 : HASH_WORDS
        at = copy(page.words, slot * SLOT_WORDS + skip, words, at, SLOT_WORDS - skip)
      }
      if (withNodes && hasManySlots(page)) {
        for (let node = 2; node < 16; node++) {
          if (isInner(page, node)) at = copy(page.words, NODES_AT + node * HASH_WORDS, words, at, HASH_WORDS)
        }
      }
      return cut(at)
    },

    decode(stored, page, withNodes) {
      bytes.set(stored)
      page.occupied = (bytes[0]! << 8) | bytes[1]!
      page.children = (bytes[2]! << 8) | bytes[3]!
      let at = 1
      for (let slot = 0; slot < 16; slot++) {
        if ((page.occupied & (1 << slot)) === 0) continue
        const skip = (page.children & (1 << slot)) === 0 ? 0 : HASH_WORDS
        copy(words, at, page.words, slot * SLOT_WORDS + skip, SLOT_WORDS - skip)
        at += SLOT_WORDS - skip
      }
      if (!withNodes || !hasManySlots(page)) return false
      for (let node = 2; node < 16; node++) {
        if (!isInner(page, node)) continue
        copy(words, at, page.words, NODES_AT + node * HASH_WORDS, HASH_WORDS)
        at += HASH_WORDS
      }
      return true
    },
  }
}

const CHUNK_WORDS = 1 << 14

function hasManySlots(page: Page): boolean {
  let rest = page.occupied
  for (let i = 0; i < 3; i++) rest &= rest - 1
  return rest !== 0
}

function copy(from: Uint32Array, start: number, to: Uint32Array, at: number, count: number): number {
  for (let i = 0; i < count; i++) to[at + i] = from[start + i]!
  return at + count
}
