/**
 * Judges what the city says of one row of its state, and asks nobody: the log's key has signed a log, the seal of a
 * block lies in it, and under the state root of that seal the row has this value, or there is no such row.
 */
import '../../city/zod-without-eval.ts'
import { decode, type CborValue } from '@maru/kernel/codec/cbor.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { latin1ToBytes } from '@maru/kernel/codec/latin1.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { decodeBase64 } from '@maru/kernel/log/base64.ts'
import { openCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import type { VerifyEd25519 } from '@maru/kernel/log/ports.ts'
import { verifyInclusion } from '@maru/kernel/log/proof.ts'
import { parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import type { Service } from '@maru/kernel/service.ts'
import { createTableLookup, rowKey } from '@maru/kernel/state/row-address.ts'
import { decodeCommitmentProof } from '@maru/kernel/state-tree/ics23-read.ts'
import { verifyAbsence, verifyMembership } from '@maru/kernel/state-tree/verify.ts'
import { hash } from '../../city/hash.ts'

/** A row by its address, as `proposals`, `supports`, `12,0a1b…`. */
export interface RowName {
  readonly service: string
  readonly table: string
  readonly key: string
}

/** Of `GET /api/state/…?proof`, what is judged; what else the answer says is not looked at. */
export interface StateAnswer {
  /** Hexadecimal; null says that there is no such row. */
  readonly value: string | null
  /** An ICS-23 CommitmentProof in base64. */
  readonly proof: string
  /** The seal of the block, as a `.tlog-proof` file. */
  readonly seal: string
}

export interface StateEvidence {
  readonly row: RowName
  readonly answer: StateAnswer
  readonly vkey: string
}

export type StateVerdict = 'present' | 'absent' | 'unreadable' | 'of-another-key' | 'altered'

const stepNames = ['read', 'signed', 'sealed', 'proven'] as const

export interface StateStep {
  readonly name: (typeof stepNames)[number]
  readonly state: 'holds' | 'fails' | 'not-reached'
}

export interface StateJudgement {
  readonly verdict: StateVerdict
  readonly steps: readonly StateStep[]
  /** The row itself, out of the value that was proved; undefined when there is none. */
  readonly row?: CborValue
  /** Of the seal; time in milliseconds since 1970. */
  readonly height?: number
  readonly time?: number
  /** Entries that the log's key has signed. */
  readonly size?: number
  /** What was computed and compared on the way. */
  readonly bytes?: {
    readonly key: Uint8Array
    readonly keyHash: Uint8Array
    readonly value: Uint8Array | null
    readonly proof: Uint8Array
    readonly stateRoot?: Uint8Array
    readonly seal?: Uint8Array
  }
}

/** The key is made here of what was asked for, so that the proof of another row does not answer. */
export const judgeState = (
  { row, answer, vkey }: StateEvidence,
  services: readonly Service[],
  verifyEd25519: VerifyEd25519,
): StateJudgement => {
  const steps = new Map<string, StateStep['state']>()
  let found: Partial<StateJudgement> = {}
  const judge = (verdict: StateVerdict): StateJudgement => ({
    ...found,
    verdict,
    steps: stepNames.map((name) => ({ name, state: steps.get(name) ?? 'not-reached' })),
  })
  const hold = (name: StateStep['name'], holds: boolean): boolean => {
    steps.set(name, holds ? 'holds' : 'fails')
    return holds
  }

  const read = readAnswer(answer)
  const key = keyOf(row, services)
  if (!hold('read', read !== undefined && key !== undefined) || !read || !key) return judge('unreadable')
  const { value, proof, seal } = read
  const keyHash = hash(key)
  found = { bytes: { key, keyHash, value, proof: read.proofBytes } }

  const log = parseVkey(hash, vkey.trim())
  const opened = log.ok ? openCheckpoint(seal.checkpoint, log.value, verifyEd25519) : log
  if (!hold('signed', opened.ok) || !opened.ok) return judge('of-another-key')
  const { size, root } = opened.value
  const entry = decodeEntry(seal.extra)
  const isInLog = verifyInclusion(hash, seal.index, size, leafHash(hash, seal.extra), seal.hashes, root)
  if (!hold('sealed', isInLog && entry?.kind === 'seal') || entry?.kind !== 'seal') return judge('altered')
  const { height, time, stateRoot } = entry.seal
  found = {
    height,
    time,
    size,
    bytes: { key, keyHash, value, proof: read.proofBytes, stateRoot, seal: seal.extra },
  }

  const isProven = value
    ? verifyMembership(hash, stateRoot, keyHash, value, proof)
    : verifyAbsence(hash, stateRoot, keyHash, proof)
  if (!hold('proven', isProven)) return judge('altered')
  if (!value) return judge('absent')
  const decoded = decode(value)
  if (decoded === undefined) return judge('unreadable')
  found = { ...found, row: decoded }
  return judge('present')
}

const keyOf = ({ service, table, key }: RowName, services: readonly Service[]): Uint8Array | undefined => {
  const found = createTableLookup(services)(service, table)
  const packed = found && rowKey(found, key)
  return packed === undefined ? undefined : latin1ToBytes(packed)
}

/** Undefined for what is no such answer: whatever a server sends, reading it does not throw. */
const readAnswer = ({ value, proof, seal }: StateAnswer) => {
  if (typeof proof !== 'string' || typeof seal !== 'string') return undefined
  const proofBytes = decodeBase64(proof)
  const decoded = proofBytes && decodeCommitmentProof(proofBytes)
  const parsed = parseTlogProof(seal)
  if (!decoded || !parsed.ok || !parsed.value.extra) return undefined
  const isValue = typeof value === 'string' && /^(?:[0-9a-f]{2})+$/.test(value)
  if (value !== null && !isValue) return undefined
  return {
    value: value === null ? null : hexToBytes(value),
    proof: decoded,
    proofBytes,
    seal: { ...parsed.value, extra: parsed.value.extra },
  }
}
