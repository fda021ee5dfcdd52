/** Which state of the ledger a document belongs to: headers that name it, and a tag by which an unchanged one is known. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { FastifyRequest } from 'fastify'

export interface Stamp {
  readonly headers: {
    readonly etag: string
    readonly 'cache-control': 'no-cache'
    /** Entries in the log when the document was begun. Rows that are read later may be newer, never older. */
    readonly 'maru-log-index': number
    readonly 'maru-height': number
    readonly 'maru-state-root': string
    /** The signed note of that size, in base64. */
    readonly 'maru-checkpoint': string
  }
  /** Whoever asks has it already. */
  readonly isKnown: boolean
}

/** The tag is weak (RFC 9110 section 8.8.1): it stands for the same log, packed or not. */
export const stampOf = (ledger: Ledger, request: FastifyRequest, name: string): Stamp => {
  const { size, height, stateRoot } = ledger.snapshot()
  const root = bytesToHex(stateRoot)
  const etag = `W/"${name}.${size}.${root.slice(0, 16)}"`
  const known = (request.headers['if-none-match'] ?? '').slice(0, 1_000)
  return {
    headers: {
      etag,
      'cache-control': 'no-cache',
      'maru-log-index': size,
      'maru-height': height,
      'maru-state-root': root,
      'maru-checkpoint': Buffer.from(ledger.checkpoint()).toString('base64'),
    },
    isKnown: known.split(',').some((tag) => tag.trim() === etag || tag.trim() === '*'),
  }
}
