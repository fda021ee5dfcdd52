/** A row of the state that somebody hands over with its proof: under the state root of a seal that stands in the log. */
import { decode, type CborValue } from '@maru/kernel/codec/cbor.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { latin1ToBytes } from '@maru/kernel/codec/latin1.ts'
import type { Hash } from '@maru/kernel/crypto/host.ts'
import { decodeEntry, type Seal } from '@maru/kernel/entry.ts'
import { decodeBase64 } from '@maru/kernel/log/base64.ts'
import { createTableLookup, rowKey } from '@maru/kernel/state/row-address.ts'
import { decodeCommitmentProof } from '@maru/kernel/state-tree/ics23-read.ts'
import { verifyMembership } from '@maru/kernel/state-tree/verify.ts'
import { services } from '@maru/services/index.ts'
import { fault } from '../report.ts'
import type { Proved } from './proved.ts'

export interface RowLine {
  readonly service: string
  readonly table: string
  readonly key: string
  /** Hexadecimal. */
  readonly value: string
  /** An ICS-23 CommitmentProof in base64. */
  readonly proof: string
  /** The seal of the block, as a `.tlog-proof` file. */
  readonly seal: string
}

export interface ProvenRow {
  readonly row: CborValue
  readonly seal: Seal
}

const tableOf = createTableLookup(services)

/** The key is made here of what the line says, so that the proof of another row does not answer for it. */
export const proveRow = (line: RowLine, hash: Hash, entryIn: (proof: string) => Proved): ProvenRow => {
  const name = `${line.service}/${line.table}/${line.key}`
  const table = tableOf(line.service, line.table)
  const key = table && rowKey(table, line.key)
  const proofBytes = decodeBase64(line.proof)
  const proof = proofBytes && decodeCommitmentProof(proofBytes)
  if (key === undefined || !proof || !/^(?:[0-9a-f]{2})+$/.test(line.value))
    throw fault('V9-unreadable', `the row ${name} cannot be read`)
  const { bytes, index } = entryIn(line.seal)
  const entry = decodeEntry(bytes)
  if (entry?.kind !== 'seal') throw fault('V9-row', `no seal stands at ${index} for ${name}`, { index })
  const value = hexToBytes(line.value)
  if (!verifyMembership(hash, entry.seal.stateRoot, hash(latin1ToBytes(key)), value, proof))
    throw fault('V9-row', `the proof of ${name} is not for what the file says`)
  return { row: decode(value) as CborValue, seal: entry.seal }
}
