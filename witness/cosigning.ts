/**
 * Has a log cosigned: hands its newest checkpoint to the witnesses of a policy, about once a second, and has it shown to
 * everyone when enough of them have signed it. Who is slow or away holds nobody up; what he signs late is added.
 */
import { verifyEd25519 } from '@maru/engines/verify-ed25519.ts'
import type { CosigningStatus } from '@maru/kernel/cosigning.ts'
import type { PublicLog } from '@maru/kernel/ledger.ts'
import { parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { formatNote, parseNote, type Signature } from '@maru/kernel/log/note.ts'
import type { Policy } from '@maru/kernel/log/policy.ts'
import { judgeByPolicy } from '@maru/kernel/log/quorum.ts'
import { createAsk, type Ask } from './ask-witness.ts'

export interface CosigningOptions {
  readonly policy: Policy
  /** The newest checkpoint, signed by the log alone. */
  readonly newest: () => string
  readonly publicLog: PublicLog
  readonly told?: (line: string) => void
  readonly limits?: Partial<typeof defaultCosigningLimits>
}

export const defaultCosigningLimits = {
  everyMs: 1_000,
  /** A quiet log is cosigned anew, so that everyone sees that the witnesses are there. */
  renewMs: 60_000,
  /** A witness has to answer within this. */
  askMs: 5_000,
  /** Who does not answer is asked more rarely, up to this. */
  pauseMsMax: 15_000,
}

export interface Cosigning {
  readonly status: () => CosigningStatus
  readonly stop: () => Promise<void>
}

export const startCosigning = (options: CosigningOptions): Cosigning => {
  const { policy, newest, publicLog, told = () => undefined } = options
  const limits = { ...defaultCosigningLimits, ...options.limits }
  const asks = policy.witnesses.flatMap(({ url, ...witness }) =>
    url === undefined ? [] : [createAsk({ ...witness, url }, publicLog, limits)],
  )
  /** The newest first. */
  let candidates: Candidate[] = []
  let quorum: CosigningStatus['quorum']
  let waitingSince: number | undefined
  let wasReached = true

  const takeUp = (): void => {
    const shown = judgeByPolicy(policy, publicLog.checkpoint(), verifyEd25519)
    if (!shown.ok || !shown.value.hasQuorum) return publicLog.publish(undefined)
    const times = shown.value.cosigners.map(({ time }) => time * 1_000)
    quorum = { size: shown.value.size, at: Math.max(0, ...times) }
  }

  const candidateNow = (): Candidate => {
    const note = newest()
    const [known] = candidates
    if (known?.note === note) return known
    const candidate = candidateOf(note)
    candidates = [candidate, ...candidates].slice(0, CANDIDATES_MAX)
    waitingSince ??= Date.now()
    return candidate
  }

  const signed = (candidate: Candidate, name: string, signature: Signature): void => {
    candidate.signatureByName.set(name, signature)
    if (quorum !== undefined && candidate.size < quorum.size) return
    const note = noteOf(candidate)
    const judged = judgeByPolicy(policy, note, verifyEd25519)
    if (!judged.ok || !judged.value.hasQuorum) return
    publicLog.publish(note)
    quorum = { size: candidate.size, at: Date.now() }
    if (candidate === candidates[0]) waitingSince = undefined
    tell(true)
  }

  /** Once when it is missed for a while, and once when it is back. */
  const tell = (isReached: boolean): void => {
    if (isReached === wasReached) return
    wasReached = isReached
    told(isReached ? 'the checkpoint is cosigned by its quorum again' : missing())
  }
  const missing = (): string =>
    `the checkpoint has not been cosigned by its quorum for a while; not by ${asks
      .filter(({ status }) => status().problem !== undefined)
      .map(({ status }) => `${status().name} (${status().problem})`)
      .join(', ')}`

  const round = (): void => {
    const candidate = candidateNow()
    if (waitingSince !== undefined && Date.now() - waitingSince > TELL_AFTER_MS) tell(false)
    for (const ask of asks)
      void ask
        .about(candidate)
        .then((signature) => signature && signed(candidate, ask.status().name, signature))
  }

  takeUp()
  round()
  const timer = setInterval(round, limits.everyMs)
  return {
    status: () => ({ cosigners: asks.map(({ status }) => status()), quorum, waitingSince }),
    stop: async () => {
      clearInterval(timer)
      await Promise.all(asks.map((ask: Ask) => ask.stop()))
    },
  }
}

export interface Candidate {
  readonly note: string
  readonly text: string
  readonly size: number
  readonly signatureByName: Map<string, Signature>
}

const candidateOf = (note: string): Candidate => {
  const parsed = parseNote(note)
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
  if (!parsed.ok || !checkpoint.ok) throw new Error('the log has signed no checkpoint')
  return { note, text: parsed.value.text, size: checkpoint.value.size, signatureByName: new Map() }
}

const noteOf = ({ note, text, signatureByName }: Candidate): string => {
  const parsed = parseNote(note)
  const own = parsed.ok ? parsed.value.signatures : []
  return formatNote({ text, signatures: [...own, ...signatureByName.values()] })
}

/** A signature that comes late is for one of these. */
const CANDIDATES_MAX = 8
const TELL_AFTER_MS = 30_000
