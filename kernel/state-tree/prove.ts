import { bitAt, EMPTY_SUBTREE, equalBytes, HASH_WORDS, INNER_DOMAIN, nibbleAt, NOWHERE } from './hashing.ts'
import type { Hash, NodeHasher } from './hashing.ts'
import { type ExistenceProof, type InnerOp, SHA256_OP, stateTreeSpec } from './ics23.ts'
import { hashAt, isInner, keyAt, type Page, rehash } from './page.ts'
import { pathInside, type PageSource, ROOT_PATH } from './pages.ts'

/** The way from this key's leaf up to the root, or undefined if the tree has no such key with this value. */
export function proveLeaf(
  source: PageSource,
  hasher: NodeHasher,
  hash: Hash,
  keyHash: Uint8Array,
  value: Uint8Array,
): ExistenceProof | undefined {
  const path: InnerOp[] = []
  let name = ROOT_PATH
  for (let depth = 0, index = 0; ; depth++) {
    const page = source.load(name, depth, index)
    const slot = nibbleAt(keyHash, depth)
    if ((page.occupied & (1 << slot)) === 0) return undefined
    rehash(page, hasher)
    addSteps(path, page, keyHash, depth, slot)
    if ((page.children & (1 << slot)) === 0) {
      const found =
        equalBytes(keyAt(page, slot), keyHash) &&
        equalBytes(hashOf(page, 16 + slot), hasher.leaf(keyHash, hash(value)))
      if (!found) return undefined
      return { key: keyHash.slice(), value, leaf: stateTreeSpec.leafSpec, path: path.reverse() }
    }
    name = pathInside(name, slot)
    index = index * 16 + slot
  }
}

/** The hash of a node in a page, copied out. */
export function hashOf(page: Page, node: number): Uint8Array {
  const at = hashAt(page, node)
  return at === NOWHERE ? EMPTY_SUBTREE : page.bytes.slice(at * 4, (at + HASH_WORDS) * 4)
}

function addSteps(path: InnerOp[], page: Page, keyHash: Uint8Array, depth: number, slot: number): void {
  for (let level = 0; level < 4; level++) {
    const node = (16 + slot) >> (4 - level)
    if (!isInner(page, node)) return
    const isRight = bitAt(keyHash, 4 * depth + level) === 1
    const sibling = hashOf(page, 2 * node + (isRight ? 0 : 1))
    path.push({
      hash: SHA256_OP,
      prefix: isRight ? Uint8Array.of(...INNER_DOMAIN, ...sibling) : INNER_DOMAIN,
      suffix: isRight ? new Uint8Array(0) : sibling,
    })
  }
}
