import { EMPTY_SUBTREE, INNER_DOMAIN, LEAF_DOMAIN } from './hashing.ts'

/** The messages of cosmos.ics23.v1 that this tree uses, named like the fields of @confio/ics23. */
export interface LeafOp {
  readonly hash: number
  readonly prehashKey: number
  readonly prehashValue: number
  readonly length: number
  readonly prefix: Uint8Array
}

export interface InnerOp {
  readonly hash: number
  readonly prefix: Uint8Array
  readonly suffix: Uint8Array
}

/** `key` is the key's hash, see `stateTreeSpec`; `path` goes from the leaf up to the root. */
export interface ExistenceProof {
  readonly key: Uint8Array
  readonly value: Uint8Array
  readonly leaf: LeafOp
  readonly path: readonly InnerOp[]
}

export interface NonExistenceProof {
  readonly key: Uint8Array
  readonly left?: ExistenceProof
  readonly right?: ExistenceProof
}

export interface CommitmentProof {
  readonly exist?: ExistenceProof
  readonly nonexist?: NonExistenceProof
}

export const SHA256_OP = 1
const NO_HASH = 0
const NO_PREFIX = 0

/**
 * The spec that the jmt crate publishes, but with the key's hash for a key: the tree is ordered by key hash,
 * and @confio/ics23 compares the keys it is given, without `prehash_key_before_comparison`. The hashes are
 * the same either way. @confio/ics23 0.6.8 also ignores `emptyChild`: it refuses an absence proof with an empty
 * sibling between the neighbours, and no other shape would help, since the hashes fix each step. Cosmos' own
 * ics23 crate (0.12) and `verifyAbsence` accept these. Nobody's proof can hold an empty value (ICS-23 refuses
 * it) or, here, a leaf deeper than 64 levels, which takes two key hashes with 64 leading bits in common.
 */
export const stateTreeSpec = {
  leafSpec: {
    hash: SHA256_OP,
    prehashKey: NO_HASH,
    prehashValue: SHA256_OP,
    length: NO_PREFIX,
    prefix: LEAF_DOMAIN as Uint8Array,
  },
  innerSpec: {
    childOrder: [0, 1],
    childSize: 32,
    minPrefixLength: INNER_DOMAIN.length,
    maxPrefixLength: INNER_DOMAIN.length,
    emptyChild: EMPTY_SUBTREE as Uint8Array,
    hash: SHA256_OP,
  },
  minDepth: 0,
  maxDepth: 64,
}
