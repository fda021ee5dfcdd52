import type { CommitmentProof, ExistenceProof, InnerOp, LeafOp, NonExistenceProof } from './ics23.ts'

/** The proof as a protobuf `cosmos.ics23.v1.CommitmentProof`; defaults are left out, as proto3 asks. */
export function encodeCommitmentProof(proof: CommitmentProof): Uint8Array {
  const out: number[] = []
  if (proof.exist !== undefined) putBytes(out, 1, existenceProof(proof.exist))
  else if (proof.nonexist !== undefined) putBytes(out, 2, nonExistenceProof(proof.nonexist))
  return Uint8Array.from(out)
}

function nonExistenceProof(proof: NonExistenceProof): number[] {
  const out: number[] = []
  putBytes(out, 1, proof.key)
  if (proof.left !== undefined) putBytes(out, 2, existenceProof(proof.left))
  if (proof.right !== undefined) putBytes(out, 3, existenceProof(proof.right))
  return out
}

function existenceProof(proof: ExistenceProof): number[] {
  const out: number[] = []
  putBytes(out, 1, proof.key)
  putBytes(out, 2, proof.value)
  putBytes(out, 3, leafOp(proof.leaf))
  for (const step of proof.path) putBytes(out, 4, innerOp(step))
  return out
}

function leafOp(leaf: LeafOp): number[] {
  const out: number[] = []
  putNumber(out, 1, leaf.hash)
  putNumber(out, 2, leaf.prehashKey)
  putNumber(out, 3, leaf.prehashValue)
  putNumber(out, 4, leaf.length)
  putBytes(out, 5, leaf.prefix)
  return out
}

function innerOp(step: InnerOp): number[] {
  const out: number[] = []
  putNumber(out, 1, step.hash)
  if (step.prefix.length > 0) putBytes(out, 2, step.prefix)
  if (step.suffix.length > 0) putBytes(out, 3, step.suffix)
  return out
}

const VARINT = 0
const LENGTH_DELIMITED = 2

function putNumber(out: number[], field: number, value: number): void {
  if (value === 0) return
  out.push((field << 3) | VARINT)
  putVarint(out, value)
}

function putBytes(out: number[], field: number, bytes: ArrayLike<number>): void {
  out.push((field << 3) | LENGTH_DELIMITED)
  putVarint(out, bytes.length)
  for (let i = 0; i < bytes.length; i++) out.push(bytes[i]!)
}

function putVarint(out: number[], value: number): void {
  let rest = value
  while (rest > 127) {
    out.push((rest & 127) | 128)
    rest >>>= 7
  }
  out.push(rest)
}
