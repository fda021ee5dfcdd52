/** What a witness answers (c2sp.org/tlog-witness), and what it shows: whom it cosigned, and evidence against logs. */
import { formatVkey } from '@maru/kernel/log/vkey.ts'
import { json, text, type Route } from './http.ts'
import { witnessPage } from './page.ts'
import type { Witness } from './witness.ts'

/** A mirror shows the same, and is not asked: it signs what it has stored. */
export const witnessRoutes =
  (witness: Witness, isAsked = true): Route =>
  async ({ method, path, body }) => {
    const rest = path.slice(1)
    if (method === 'POST')
      return isAsked && rest === 'add-checkpoint' ? witness.addCheckpoint(body) : undefined
    const [, originHash] = /^([0-9a-f]{64})\/checkpoint$/.exec(rest) ?? []
    if (originHash !== undefined) {
      const cosigned = witness.byHash(originHash)
      return cosigned
        ? { status: 200, type: TEXT, body: cosigned.note, cache: 'public, max-age=5' }
        : text(404, 'nothing of this log was cosigned here')
    }
    const [, name] = /^evidence\/([0-9a-f]{16}\.split-view)$/.exec(rest) ?? []
    const file = name === undefined ? undefined : witness.evidence.read(name)
    if (file !== undefined) return { status: 200, type: TEXT, body: file, cache: IMMUTABLE }
    if (rest === 'vkey') return text(200, formatVkey(witness.vkey))
    return rest === 'status' ? json(statusOf(witness)) : undefined
  }

/** The same for people, at the root. */
export const witnessPageRoute =
  (witness: Witness): Route =>
  ({ method, path }) =>
    method === 'GET' && path === '/'
      ? { status: 200, type: 'text/html; charset=utf-8', body: witnessPage(statusOf(witness)) }
      : undefined

export interface WitnessStatus {
  readonly vkey: string
  readonly logs: readonly { readonly origin: string; readonly size: number; readonly time: number }[]
  /** Files under evidence/: each proves that a log has shown two logs. */
  readonly evidence: readonly string[]
}

const statusOf = (witness: Witness): WitnessStatus => ({
  vkey: formatVkey(witness.vkey),
  logs: witness.cosigned().map(({ origin, size, time }) => ({ origin, size, time })),
  evidence: witness.evidence.list(),
})

const TEXT = 'text/plain; charset=utf-8'
const IMMUTABLE = 'public, max-age=31536000, immutable'
