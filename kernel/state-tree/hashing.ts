/** SHA-256. The answer should be a plain small array: a Node Buffer for each hash makes a batch twice as slow. */
export type Hash = (data: Uint8Array) => Uint8Array

export interface NodeHasher {
  readonly inner: (words: Uint32Array, left: number, right: number) => Uint8Array
  readonly leaf: (keyHash: Uint8Array, valueHash: Uint8Array) => Uint8Array
}

export const HASH_BYTES = 32
export const HASH_WORDS = 8
export const LEAF_DOMAIN = ascii('JMT::LeafNode')
export const INNER_DOMAIN = ascii('JMT::IntrnalNode')
export const EMPTY_SUBTREE = ascii('SPARSE_MERKLE_PLACEHOLDER_HASH__')

/** A position that stands for the empty subtree instead of a place in the page. */
export const NOWHERE = -1

/**
 * The hash inputs are written into two buffers that live as long as the tree: a batch hashes some tens of
 * thousands of nodes, and a fresh buffer for each would cost more than copying the children. The inner domain
 * is 16 bytes long, so children lie on word boundaries and are copied eight words at a time.
 */
export function createNodeHasher(hash: Hash): NodeHasher {
  const innerWords = new Uint32Array((INNER_DOMAIN.length + 2 * HASH_BYTES) / 4)
  const innerBytes = new Uint8Array(innerWords.buffer)
  innerBytes.set(INNER_DOMAIN)
  const emptyWords = new Uint32Array(EMPTY_SUBTREE.slice().buffer)
  const leafBytes = new Uint8Array(LEAF_DOMAIN.length + 2 * HASH_BYTES)
  leafBytes.set(LEAF_DOMAIN)

  function put(words: Uint32Array, from: number, to: number): void {
    const source = from === NOWHERE ? emptyWords : words
    const start = from === NOWHERE ? 0 : from
    for (let i = 0; i < HASH_WORDS; i++) innerWords[to + i] = source[start + i]!
  }

  return {
    inner(words, left, right) {
      put(words, left, 4)
      put(words, right, 4 + HASH_WORDS)
      return hash(innerBytes)
    },
    leaf(keyHash, valueHash) {
      leafBytes.set(keyHash, LEAF_DOMAIN.length)
      leafBytes.set(valueHash, LEAF_DOMAIN.length + HASH_BYTES)
      return hash(leafBytes)
    },
  }
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compareBytes(a, b) === 0
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

/** The nibble of a key hash that picks the slot in a page at this depth. */
export function nibbleAt(keyHash: Uint8Array, depth: number): number {
  const byte = keyHash[depth >> 1]!
  return (depth & 1) === 0 ? byte >> 4 : byte & 15
}

export function bitAt(keyHash: Uint8Array, depth: number): number {
  return (keyHash[depth >> 3]! >> (7 - (depth & 7))) & 1
}

function ascii(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}
