/** A block's header and the hash that validators sign (CometBFT v0.38, spec/core/data_structures.md). */
import { encodeUtf8 } from '../codec/utf8.ts'
import type { Hash } from '../crypto/host.ts'
import { leafHash, rootOf } from '../log/leaf.ts'
import { type Bytes, putBytes, putMessage, putNumber } from './protobuf.ts'
import { encodeInstant, type Instant } from './time.ts'

/** A block by its hash, and by the parts in which it travels. Before the first block both hashes are empty. */
export interface BlockId {
  readonly hash: Uint8Array
  readonly partCount: number
  readonly partsHash: Uint8Array
}

export interface Header {
  readonly blockVersion: number
  readonly appVersion: number
  readonly chain: string
  readonly height: number
  readonly time: Instant
  readonly lastBlock: BlockId
  readonly lastCommitHash: Uint8Array
  readonly dataHash: Uint8Array
  readonly validatorsHash: Uint8Array
  readonly nextValidatorsHash: Uint8Array
  readonly consensusHash: Uint8Array
  /** What the application said after the block before this one. */
  readonly appHash: Uint8Array
  readonly lastResultsHash: Uint8Array
  readonly evidenceHash: Uint8Array
  readonly proposer: Uint8Array
}

/** The root of a tree (RFC 6962) over the fields, each in protobuf. */
export const headerHash = (hash: Hash, header: Header): Uint8Array =>
  rootOf(
    hash,
    [
      versionOf(header),
      wrapped(encodeUtf8(header.chain)),
      numberOf(header.height),
      encodeInstant(header.time),
      encodeBlockId(header.lastBlock),
      wrapped(header.lastCommitHash),
      wrapped(header.dataHash),
      wrapped(header.validatorsHash),
      wrapped(header.nextValidatorsHash),
      wrapped(header.consensusHash),
      wrapped(header.appHash),
      wrapped(header.lastResultsHash),
      wrapped(header.evidenceHash),
      wrapped(header.proposer),
    ].map((field) => leafHash(hash, Uint8Array.from(field))),
  )

/** BlockID as CanonicalBlockID: the same fields, and the parts are written even when there are none. */
export const encodeBlockId = ({ hash, partCount, partsHash }: BlockId): Bytes => {
  const parts: Bytes = []
  putNumber(parts, 1, partCount)
  putBytes(parts, 2, partsHash)
  const out: Bytes = []
  putBytes(out, 1, hash)
  putMessage(out, 2, parts)
  return out
}

const versionOf = ({ blockVersion, appVersion }: Header): Bytes => {
  const out: Bytes = []
  putNumber(out, 1, blockVersion)
  putNumber(out, 2, appVersion)
  return out
}

/** google.protobuf.StringValue, BytesValue and Int64Value: one field each. */
const wrapped = (bytes: Uint8Array): Bytes => {
  const out: Bytes = []
  putBytes(out, 1, bytes)
  return out
}

const numberOf = (value: number): Bytes => {
  const out: Bytes = []
  putNumber(out, 1, value)
  return out
}
