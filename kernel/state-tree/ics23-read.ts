/** Reads a protobuf `cosmos.ics23.v1.CommitmentProof`, in the one form that `encodeCommitmentProof` writes. */
import { equalBytes } from '../codec/cbor.ts'
import { encodeCommitmentProof } from './ics23-bytes.ts'
import type { CommitmentProof, ExistenceProof, InnerOp, LeafOp, NonExistenceProof } from './ics23.ts'

/** Undefined for bytes that are no proof of one key, or that say the same in another form. */
export function decodeCommitmentProof(bytes: Uint8Array): CommitmentProof | undefined {
  const fields = readFields(bytes)
  const exist = bytesOf(fields, 1)
  const nonexist = bytesOf(fields, 2)
  const proof: CommitmentProof = {
    ...(exist && { exist: existenceProof(exist) }),
    ...(nonexist && { nonexist: nonExistenceProof(nonexist) }),
  }
  // What was left out, written twice or cut short comes out otherwise than it came in.
  return equalBytes(encodeCommitmentProof(proof), bytes) ? proof : undefined
}

function nonExistenceProof(bytes: Uint8Array): NonExistenceProof {
  const fields = readFields(bytes)
  const left = bytesOf(fields, 2)
  const right = bytesOf(fields, 3)
  return {
    key: bytesOf(fields, 1) ?? none,
    ...(left && { left: existenceProof(left) }),
    ...(right && { right: existenceProof(right) }),
  }
}

function existenceProof(bytes: Uint8Array): ExistenceProof {
  const fields = readFields(bytes)
  return {
    key: bytesOf(fields, 1) ?? none,
    value: bytesOf(fields, 2) ?? none,
    leaf: leafOp(bytesOf(fields, 3) ?? none),
    path: allOf(fields, 4).map(innerOp),
  }
}

function leafOp(bytes: Uint8Array): LeafOp {
  const fields = readFields(bytes)
  return {
    hash: numberOf(fields, 1),
    prehashKey: numberOf(fields, 2),
    prehashValue: numberOf(fields, 3),
    length: numberOf(fields, 4),
    prefix: bytesOf(fields, 5) ?? none,
  }
}

function innerOp(bytes: Uint8Array): InnerOp {
  const fields = readFields(bytes)
  return {
    hash: numberOf(fields, 1),
    prefix: bytesOf(fields, 2) ?? none,
    suffix: bytesOf(fields, 3) ?? none,
  }
}

const none = new Uint8Array()

type Field = { readonly number: number; readonly value: Uint8Array | number }

const bytesOf = (fields: readonly Field[], number: number): Uint8Array | undefined => allOf(fields, number)[0]

const allOf = (fields: readonly Field[], number: number): Uint8Array[] =>
  fields
    .filter((field) => field.number === number)
    .map(({ value }) => value)
    .filter((value) => value instanceof Uint8Array)

function numberOf(fields: readonly Field[], number: number): number {
  const value = fields.find((field) => field.number === number)?.value
  return typeof value === 'number' ? value : 0
}

/** Numbers and byte strings, which is all that a proof is made of; reading stops at anything else. */
function readFields(bytes: Uint8Array): readonly Field[] {
  const fields: Field[] = []
  for (let at = 0; at < bytes.length;) {
    const head = readVarint(bytes, at)
    const body = readVarint(bytes, head.next)
    const number = head.value >> 3
    if ((head.value & 7) === VARINT) {
      fields.push({ number, value: body.value })
      at = body.next
    } else if ((head.value & 7) === LENGTH_DELIMITED) {
      at = body.next + body.value
      fields.push({ number, value: bytes.subarray(body.next, at) })
    } else return fields
  }
  return fields
}

/** Of four bytes at most: a proof is shorter than what they can count. */
function readVarint(bytes: Uint8Array, from: number): { readonly value: number; readonly next: number } {
  let value = 0
  for (let index = 0; index < 4; index++) {
    const byte = bytes[from + index] ?? 0
    value |= (byte & 127) << (7 * index)
    if (byte < 128) return { value, next: from + index + 1 }
  }
  return { value, next: from + 4 }
}

const VARINT = 0
const LENGTH_DELIMITED = 2
