import { bitAt, compareBytes, EMPTY_SUBTREE, equalBytes, INNER_DOMAIN, LEAF_DOMAIN } from './hashing.ts'
import type { Hash } from './hashing.ts'
import { type CommitmentProof, type ExistenceProof, type InnerOp, SHA256_OP, stateTreeSpec } from './ics23.ts'

export function verifyMembership(
  hash: Hash,
  root: Uint8Array,
  keyHash: Uint8Array,
  value: Uint8Array,
  proof: CommitmentProof,
): boolean {
  const { exist } = proof
  return (
    exist !== undefined &&
    equalBytes(exist.key, keyHash) &&
    equalBytes(exist.value, value) &&
    leadsToRoot(hash, root, exist)
  )
}

/**
 * Both neighbours are in the tree, the key lies between them, and so does no other leaf: everything between
 * their two paths is an empty subtree. An empty tree has no neighbours to show; its root says it all.
 */
export function verifyAbsence(
  hash: Hash,
  root: Uint8Array,
  keyHash: Uint8Array,
  proof: CommitmentProof,
): boolean {
  const { nonexist } = proof
  if (nonexist === undefined || keyHash.length !== 32 || !equalBytes(nonexist.key, keyHash)) return false
  const { left, right } = nonexist
  if (left === undefined && right === undefined) return equalBytes(root, EMPTY_SUBTREE)
  if (left !== undefined && !(leadsToRoot(hash, root, left) && compareBytes(left.key, keyHash) < 0))
    return false
  if (right !== undefined && !(leadsToRoot(hash, root, right) && compareBytes(keyHash, right.key) < 0))
    return false
  const fork = left === undefined || right === undefined ? 0 : commonBits(left.key, right.key) + 1
  return nothingBeside(left, fork, 0) && nothingBeside(right, fork, 1)
}

function leadsToRoot(hash: Hash, root: Uint8Array, proof: ExistenceProof): boolean {
  const { key, value, leaf, path } = proof
  const { leafSpec } = stateTreeSpec
  const isLeaf =
    leaf.hash === leafSpec.hash &&
    leaf.prehashKey === leafSpec.prehashKey &&
    leaf.prehashValue === leafSpec.prehashValue &&
    leaf.length === leafSpec.length &&
    equalBytes(leaf.prefix, leafSpec.prefix)
  if (!isLeaf || key.length !== 32 || path.length > 256) return false
  let node = hash(join(LEAF_DOMAIN, key, hash(value)))
  for (const [height, step] of path.entries()) {
    if (!isStep(step, bitAt(key, path.length - 1 - height))) return false
    node = hash(join(step.prefix, node, step.suffix))
  }
  return equalBytes(node, root)
}

/** The key's bit says on which side the sibling stands: a leaf can only be where its key leads. */
function isStep(step: InnerOp, bit: number): boolean {
  return (
    step.hash === SHA256_OP &&
    step.prefix.length === INNER_DOMAIN.length + (bit === 1 ? 32 : 0) &&
    step.suffix.length === (bit === 1 ? 0 : 32) &&
    equalBytes(step.prefix.subarray(0, INNER_DOMAIN.length), INNER_DOMAIN)
  )
}

/** Below the fork, siblings on the side of the absent key have to be empty. */
function nothingBeside(proof: ExistenceProof | undefined, fork: number, bit: number): boolean {
  if (proof === undefined) return true
  const { key, path } = proof
  for (let depth = fork; depth < path.length; depth++) {
    if (bitAt(key, depth) !== bit) continue
    const step = path[path.length - 1 - depth]!
    const sibling = bit === 1 ? step.prefix.subarray(INNER_DOMAIN.length) : step.suffix
    if (!equalBytes(sibling, EMPTY_SUBTREE)) return false
  }
  return true
}

function commonBits(a: Uint8Array, b: Uint8Array): number {
  let depth = 0
  while (depth < 256 && bitAt(a, depth) === bitAt(b, depth)) depth++
  return depth
}

function join(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}
