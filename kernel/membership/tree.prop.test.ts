// The tree of a group, grown leaf by leaf, has the root and the paths of Semaphore's own libraries.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Group } from '@semaphore-protocol/group'
import { LeanIMT } from '@zk-kit/lean-imt'
import * as fc from 'fast-check'
import { groupOrder } from './numbers.ts'
import { appendLeaf, createGroupTree, hashPair, replaceLeaf, rootOf, type Nodes } from './tree.ts'

const commitment = fc.bigInt({ min: 1n, max: groupOrder - 1n })

const memoryNodes = (): Nodes & { readonly hashed: () => number } => {
  const kept = new Map<string, bigint>()
  let hashed = 0
  return {
    get: (level, index) => {
      const value = kept.get(`${level}/${index}`)
      assert.notEqual(value, undefined, `node ${index} of level ${level} was never put`)
      return value!
    },
    put: (level, index, value) => {
      if (level > 0) hashed++
      kept.set(`${level}/${index}`, value)
    },
    hashed: () => hashed,
  }
}

const grown = (leaves: readonly bigint[]) => {
  const nodes = memoryNodes()
  for (const [size, leaf] of leaves.entries()) appendLeaf(nodes, size, leaf)
  return nodes
}

test('after every leaf and every change the root is that of @zk-kit/lean-imt', () => {
  const change = fc.record({ at: fc.nat(), leaf: fc.option(commitment, { nil: 0n }) })
  const property = fc.property(
    fc.array(commitment, { minLength: 1, maxLength: 40 }),
    fc.array(change, { maxLength: 8 }),
    (leaves, changes) => {
      const [nodes, theirs] = [memoryNodes(), new LeanIMT<bigint>(hashPair)]
      for (const [size, leaf] of leaves.entries()) {
        appendLeaf(nodes, size, leaf)
        theirs.insert(leaf)
        assert.equal(rootOf(nodes, size + 1), theirs.root)
      }
      for (const { at, leaf } of changes) {
        replaceLeaf(nodes, leaves.length, at % leaves.length, leaf)
        theirs.update(at % leaves.length, leaf)
        assert.equal(rootOf(nodes, leaves.length), theirs.root)
      }
    },
  )
  fc.assert(property, { seed: 24, numRuns: 12 })
})

test('a removed member leaves a zero, as in @semaphore-protocol/group, and each path is theirs', () => {
  const members = Array.from({ length: 21 }, (_, at) => BigInt(at + 1) ** 9n)
  const group = new Group(members)
  const nodes = grown(members)
  group.removeMember(4)
  replaceLeaf(nodes, members.length, 4, 0n)
  assert.equal(rootOf(nodes, members.length), group.root)
  const tree = createGroupTree(members.with(4, 0n))
  assert.equal(tree.root, group.root)
  for (const at of [0, 3, 5, 15, 16, 19, 20]) {
    const { siblings, index } = group.generateMerkleProof(at)
    assert.deepEqual(tree.pathTo(at), { root: group.root, siblings, index })
  }
})

test('a group of one has its member for a root, and an empty one zero', () => {
  assert.equal(rootOf(grown([7n]), 1), 7n)
  assert.equal(createGroupTree([7n]).root, 7n)
  assert.deepEqual(createGroupTree([7n]).pathTo(0), { root: 7n, siblings: [], index: 0 })
  assert.equal(rootOf(grown([]), 0), 0n)
})

test('a leaf costs one hash on average', () => {
  const nodes = grown(Array.from({ length: 128 }, (_, at) => BigInt(at)))
  assert.equal(nodes.hashed(), 127)
})
