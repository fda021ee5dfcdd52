/**
 * One frame of the journal is one block:
 *
 *   'MARU' | length of the body (4 bytes) | height (8) | form (1) | number of entries (3) | consensus height (8), in
 *   form 1 only | (length (4) | entry) ... | checkpoint | the first 16 bytes of SHA-256 over a secret and all before
 *
 * Numbers are big-endian. The checksum covers everything, so a frame is whole or it is not there. The secret keeps a
 * transaction from carrying bytes that pass for a frame when the block around them is torn.
 */
import { createHash } from 'node:crypto'

export interface Frame {
  readonly height: number
  /** Which block of an outer consensus it came with. That one counts the blocks too in which nothing is recorded. */
  readonly consensusHeight?: number
  readonly entries: readonly Uint8Array[]
  readonly checkpoint: string
}

export interface FrameCodec {
  readonly encode: (frame: Frame) => Buffer
  /** The frame that starts at `offset`, and where the next one does. Undefined when there is no whole one. */
  readonly decode: (
    bytes: Buffer,
    offset: number,
  ) => { readonly frame: Frame; readonly next: number } | undefined
  /** Where the next whole frame after `offset` starts: tells damage in the middle from an end that was torn off. */
  readonly findAfter: (bytes: Buffer, offset: number) => number | undefined
}

export const createFrameCodec = (secret: Uint8Array): FrameCodec => {
  const checksum = (bytes: Uint8Array): Buffer =>
    createHash('sha256').update(secret).update(bytes).digest().subarray(0, CHECKSUM)

  const decode: FrameCodec['decode'] = (bytes, offset) => {
    if (offset + HEADER > bytes.length || bytes.readUInt32BE(offset) !== MAGIC) return undefined
    const end = offset + HEADER + bytes.readUInt32BE(offset + 4)
    if (end + CHECKSUM > bytes.length) return undefined
    if (!bytes.subarray(end, end + CHECKSUM).equals(checksum(bytes.subarray(offset, end)))) return undefined
    return { frame: readBody(bytes.subarray(offset + HEADER, end)), next: end + CHECKSUM }
  }

  return {
    encode: (frame) => {
      const bytes = writeFrame(frame)
      const end = bytes.length - CHECKSUM
      bytes.set(checksum(bytes.subarray(0, end)), end)
      return bytes
    },
    decode,
    findAfter: (bytes, offset) => {
      for (let at = bytes.indexOf('MARU', offset + 1); at >= 0; at = bytes.indexOf('MARU', at + 1)) {
        if (decode(bytes, at)) return at
      }
      return undefined
    },
  }
}

const MAGIC = 0x4d415255
const HEADER = 8
const FIXED = 12
const CHECKSUM = 16

const writeFrame = ({ height, consensusHeight, entries, checkpoint }: Frame): Buffer => {
  const note = Buffer.from(checkpoint)
  const fixed = FIXED + (consensusHeight === undefined ? 0 : 8)
  let length = fixed + note.length
  for (const entry of entries) length += 4 + entry.length
  const bytes = Buffer.allocUnsafe(HEADER + length + CHECKSUM)
  bytes.writeUInt32BE(MAGIC, 0)
  bytes.writeUInt32BE(length, 4)
  bytes.writeBigUInt64BE(BigInt(height), HEADER)
  bytes.writeUInt8(consensusHeight === undefined ? 0 : 1, HEADER + 8)
  bytes.writeUIntBE(entries.length, HEADER + 9, 3)
  if (consensusHeight !== undefined) bytes.writeBigUInt64BE(BigInt(consensusHeight), HEADER + FIXED)
  let at = HEADER + fixed
  for (const entry of entries) {
    bytes.writeUInt32BE(entry.length, at)
    bytes.set(entry, at + 4)
    at += 4 + entry.length
  }
  bytes.set(note, at)
  return bytes
}

const readBody = (body: Buffer): Frame => {
  const entries: Uint8Array[] = []
  const hasConsensusHeight = body.readUInt8(8) === 1
  let at = FIXED + (hasConsensusHeight ? 8 : 0)
  for (let left = body.readUIntBE(9, 3); left > 0; left--) {
    const length = body.readUInt32BE(at)
    entries.push(new Uint8Array(body.buffer, body.byteOffset + at + 4, length))
    at += 4 + length
  }
  return {
    height: Number(body.readBigUInt64BE(0)),
    ...(hasConsensusHeight && { consensusHeight: Number(body.readBigUInt64BE(FIXED)) }),
    entries,
    checkpoint: body.toString('utf8', at),
  }
}
