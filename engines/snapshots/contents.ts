/**
 * What a snapshot has in it, and why it is to be believed: docs/spec/snapshots.md. CometBFT's light client vouches for
 * one hash, that of the checkpoint's text. The checkpoint has the log's root, an inclusion proof under it the seal, the
 * seal the state root; and the hashes of all parts have to give these two roots. So a snapshot that lies is refused
 * before any part of it is fetched, and a part that is not what it should be is found out by itself.
 */
import { decode, encode, equalBytes, type CborValue } from '@maru/kernel/codec/cbor.ts'
import { decodeEntry, type Seal } from '@maru/kernel/entry.ts'
import { parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { HASH_SIZE, leafHash } from '@maru/kernel/log/leaf.ts'
import { verifyInclusion } from '@maru/kernel/log/proof.ts'
import { rootOfRanges, type LogRange } from '@maru/kernel/log/ranges.ts'
import { fail, ok, type Result } from '@maru/kernel/log/result.ts'
import { EMPTY_SUBTREE } from '@maru/kernel/state-tree/hashing.ts'
import { createSubtreeHasher } from '@maru/kernel/state-tree/subtree.ts'
import { sha256 } from '../host.ts'

/** Of the chunks and of this description. Another one gets another number. */
export const snapshotFormat = 1

/** A subtree of the state: the keys whose hashes begin with so many bits; which bits follows from the ones before. */
export interface StatePart {
  readonly depth: number
  readonly hash: Uint8Array
}

export interface Contents {
  /** The text that the app_hash is the hash of. */
  readonly checkpoint: string
  /** The last entry of the log, and the proof that it is. */
  readonly seal: Uint8Array
  readonly sealProof: readonly Uint8Array[]
  /** In key order, the whole state. Those without keys have no chunk. */
  readonly state: readonly StatePart[]
  readonly log: readonly LogRange[]
}

export type Chunk =
  | { readonly kind: 'state'; readonly part: StatePart; /** As zeros and ones. */ readonly prefix: string }
  | { readonly kind: 'log'; readonly start: number; readonly range: LogRange }

/** What is to be restored, once everything in the contents agrees. */
export interface Plan {
  readonly checkpoint: string
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  readonly seal: Seal
  readonly chunks: readonly Chunk[]
}

export const encodeContents = ({ checkpoint, seal, sealProof, state, log }: Contents): Uint8Array =>
  encode([
    checkpoint,
    seal,
    sealProof,
    state.map(({ depth, hash }) => [depth, hash]),
    log.map(({ count, root }) => [count, root]),
  ])

/** Undefined for bytes that are no contents. */
export const decodeContents = (bytes: Uint8Array): Contents | undefined => {
  const fields = decode(bytes)
  if (!Array.isArray(fields) || fields.length !== 5) return undefined
  const [checkpoint, seal, sealProof, state, log] = fields as CborValue[]
  const isWhole =
    typeof checkpoint === 'string' &&
    seal instanceof Uint8Array &&
    isListOf(sealProof, isHash) &&
    isListOf(state, (part) => isTuple(part, [isCount, isHash])) &&
    isListOf(log, (range) => isTuple(range, [isCount, isHash]))
  if (!isWhole) return undefined
  return {
    checkpoint,
    seal,
    sealProof: sealProof as unknown as Uint8Array[],
    state: (state as unknown as [number, Uint8Array][]).map(([depth, hash]) => ({ depth, hash })),
    log: (log as unknown as [number, Uint8Array][]).map(([count, root]) => ({ count, root })),
  }
}

/** Refuses contents that do not follow from the app_hash, to the last part. */
export const checkContents = (metadata: Uint8Array, appHash: Uint8Array, origin: string): Result<Plan> => {
  const contents = decodeContents(metadata)
  if (!contents) return fail('snapshot-malformed', 'the description of the snapshot cannot be read')
  const { checkpoint, seal, sealProof, state, log } = contents
  if (!equalBytes(sha256(Buffer.from(checkpoint)), appHash))
    return fail('snapshot-checkpoint', 'its checkpoint is not the one that the validators have signed')
  const parsed = parseCheckpoint(checkpoint)
  if (!parsed.ok) return parsed
  const { size, root } = parsed.value
  if (parsed.value.origin !== origin)
    return fail('snapshot-origin', `it is of ${parsed.value.origin}, not of ${origin}`)
  const entry = decodeEntry(seal)
  if (
    entry?.kind !== 'seal' ||
    !verifyInclusion(sha256, size - 1, size, leafHash(sha256, seal), sealProof, root)
  )
    return fail('snapshot-seal', 'its last entry is not the last one of the log')
  const parts = joinParts(state)
  if (!parts || !equalBytes(parts, entry.seal.stateRoot))
    return fail('snapshot-state', 'its parts of the state do not give the state root')
  const logRoot = rootOfRanges(sha256, log, size)
  if (!logRoot || !equalBytes(logRoot, root))
    return fail('snapshot-log', 'its parts of the log do not give the root of the log')
  return ok({ checkpoint, origin, size, root, seal: entry.seal, chunks: chunksOf(contents) })
}

export const chunksOf = ({ state, log }: Pick<Contents, 'state' | 'log'>): Chunk[] => {
  const prefixes = prefixesOf(state)
  const chunks: Chunk[] = []
  state.forEach((part, at) => {
    if (!isEmpty(part)) chunks.push({ kind: 'state', part, prefix: prefixes[at]! })
  })
  let start = 0
  for (const range of log) {
    chunks.push({ kind: 'log', start, range })
    start += range.count
  }
  return chunks
}

/** A part without rows has no chunk. */
export const isEmpty = ({ hash }: StatePart): boolean => equalBytes(hash, EMPTY_SUBTREE)

/** The root of the parts. Undefined unless each part of the key space is there once. */
export const joinParts = (state: readonly StatePart[]): Uint8Array | undefined => {
  const { join } = createSubtreeHasher(sha256)
  let at = 0
  const joinAt = (depth: number): Uint8Array | undefined => {
    const part = state[at]
    if (!part || part.depth < depth || part.depth > depthMax) return undefined
    if (part.depth === depth) {
      at++
      return part.hash
    }
    const left = joinAt(depth + 1)
    const right = left && joinAt(depth + 1)
    return left && right && join(left, right)
  }
  const root = joinAt(0)
  return at === state.length ? root : undefined
}

/** Which bits each part stands for: the parts cut the key space like the leaves of a binary tree. */
const prefixesOf = (state: readonly StatePart[]): string[] => {
  const prefixes: string[] = []
  let next = ''
  for (const { depth } of state) {
    const prefix = next.padEnd(depth, '0')
    prefixes.push(prefix)
    const lastZero = prefix.lastIndexOf('0')
    next = lastZero < 0 ? '' : `${prefix.slice(0, lastZero)}1`
  }
  return prefixes
}

/** Parts are cut until they are small enough; deeper than this only somebody who grinds hashes could make it. */
export const depthMax = 64

const isHash = (value: unknown): boolean => value instanceof Uint8Array && value.length === HASH_SIZE

const isCount = (value: unknown): boolean => typeof value === 'number' && value >= 0

const isListOf = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isItem)

const isTuple = (value: unknown, are: readonly ((item: unknown) => boolean)[]): boolean =>
  Array.isArray(value) && value.length === are.length && are.every((is, at) => is(value[at]))
