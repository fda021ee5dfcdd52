/**
 * A witness over its disk and key: judges what logs ask for, remembers what it cosigns before it says so, and keeps
 * what proves that a log has shown two logs. Between judging and remembering nothing else runs.
 */
import { sha256 } from '@maru/engines/host.ts'
import { verifyEd25519 } from '@maru/engines/verify-ed25519.ts'
import type { Checkpoint } from '@maru/kernel/log/checkpoint.ts'
import { formatNote, formatSignature } from '@maru/kernel/log/note.ts'
import { cosignText } from '@maru/kernel/log/signature.ts'
import type { Vkey } from '@maru/kernel/log/vkey.ts'
import { judgeGrowth, openRequest, type SignedRequest } from '@maru/kernel/log/witness.ts'
import type { CosignerKey } from './cosigner-key.ts'
import type { Evidence } from './evidence.ts'
import type { Cosigned, Memory } from './memory.ts'

export interface WitnessOptions {
  readonly key: CosignerKey
  readonly memory: Memory
  readonly evidence: Evidence
  /** The keys of a log; undefined when it is none of this witness's. */
  readonly keysOf: (origin: string) => readonly Vkey[] | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** What else has to hold before a checkpoint is cosigned. */
  readonly confirm?: (checkpoint: Checkpoint) => Promise<Confirmed>
}

export type Confirmed =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 422 | 503; readonly message: string }

/** As HTTP says it (c2sp.org/tlog-witness). */
export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422 | 500 | 503
  readonly type: string
  readonly body: string
}

export interface Witness {
  readonly vkey: Vkey
  /** `shownRoot` as in the kernel's judgement. */
  readonly addCheckpoint: (body: string, shownRoot?: Uint8Array) => Promise<Answer>
  readonly cosigned: () => readonly Cosigned[]
  readonly byHash: (originHash: string) => Cosigned | undefined
  readonly evidence: Evidence
}

export const createWitness = (options: WitnessOptions): Witness => {
  const { key, memory, evidence, keysOf, now, confirm } = options
  let broken: string | undefined

  /** In one go: nobody else is judged by what is not remembered yet. */
  const judge = (request: SignedRequest, shownRoot?: Uint8Array): Answer => {
    const { checkpoint, note, proof } = request
    const known = memory.get(checkpoint.origin)
    const growth = judgeGrowth(sha256, known, request, shownRoot)
    if (growth.decision !== 'cosign') {
      const { otherRoot } = growth
      const isSameSize = checkpoint.size === known?.size
      if (known && otherRoot)
        evidence.keep({
          first: known.note,
          second: formatNote(note),
          otherRoot,
          proof: isSameSize ? [] : proof,
        })
      return growth.decision === 'resync'
        ? { status: 409, type: 'text/x.tlog.size', body: `${growth.size}\n` }
        : answer(422, growth.message)
    }
    const time = Math.floor(now() / 1_000)
    const cosignature = cosignText(note.text, key.vkey, time, key.sign)
    const signatures = [...note.signatures, cosignature]
    memory.put({ ...checkpoint, note: formatNote({ text: note.text, signatures }), time })
    return { status: 200, type: TEXT, body: formatSignature(cosignature) }
  }

  return {
    vkey: key.vkey,
    addCheckpoint: async (body, shownRoot) => {
      const opened = openRequest(body, keysOf, verifyEd25519)
      if (!opened.ok) return answer(opened.status, opened.message)
      const confirmed = await confirm?.(opened.request.checkpoint)
      if (confirmed?.ok === false) return answer(confirmed.status, confirmed.message)
      if (broken !== undefined) return answer(500, broken)
      try {
        return judge(opened.request, shownRoot)
      } catch (error) {
        // The file may have the new checkpoint or not, and only a new start reads it again.
        broken = `this witness could not write to its disk and cosigns nothing until it is started again: ${(error as Error).message}`
        return answer(500, broken)
      }
    },
    cosigned: memory.all,
    byHash: memory.byHash,
    evidence,
  }
}

const TEXT = 'text/plain; charset=utf-8'

const answer = (status: Answer['status'], message: string): Answer => ({
  status,
  type: TEXT,
  body: `${message}\n`,
})
