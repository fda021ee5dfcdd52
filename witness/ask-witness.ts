/** The side of the log in tlog-witness: asks one witness for cosignatures, from the size that it knows. */
import { verifyEd25519 } from '@maru/engines/verify-ed25519.ts'
import type { Cosigner } from '@maru/kernel/cosigning.ts'
import type { PublicLog } from '@maru/kernel/ledger.ts'
import { formatAddCheckpoint } from '@maru/kernel/log/add-checkpoint.ts'
import { parseDecimal } from '@maru/kernel/log/bytes.ts'
import { parseSignatures, type Signature } from '@maru/kernel/log/note.ts'
import { verifyNote } from '@maru/kernel/log/signature.ts'
import type { Vkey } from '@maru/kernel/log/vkey.ts'
import type { Candidate, defaultCosigningLimits } from './cosigning.ts'
import { readBounded } from './log-client.ts'

export interface Ask {
  /** Undefined when there is nothing to ask for, or it did not sign: the status says why. Never rejects. */
  readonly about: (candidate: Candidate) => Promise<Signature | undefined>
  readonly status: () => Cosigner
  /** Resolves when no question is open any more. */
  readonly stop: () => Promise<void>
}

export const createAsk = (
  { name, vkey, url }: { readonly name: string; readonly vkey: Vkey; readonly url: string },
  log: Pick<PublicLog, 'consistency'>,
  limits: typeof defaultCosigningLimits,
): Ask => {
  const address = `${url.replace(/\/+$/, '')}/add-checkpoint`
  const stopping = new AbortController()
  let known = 0
  let open: Promise<unknown> | undefined
  let pauseMs = 0
  let askAgainAt = 0
  let last: { readonly at: number; readonly size: number } | undefined
  let problem: string | undefined

  const post = async ({ note, size }: Candidate): Promise<{ status: number; text: string }> => {
    const body = formatAddCheckpoint({ oldSize: known, proof: log.consistency(known, size), note })
    const signal = AbortSignal.any([AbortSignal.timeout(limits.askMs), stopping.signal])
    const response = await fetch(address, { method: 'POST', body, signal })
    const text = new TextDecoder().decode(await readBounded(response, ANSWER_MAX, address))
    return { status: response.status, text }
  }

  const ask = async (candidate: Candidate): Promise<Signature | undefined> => {
    for (let attempt = 0; attempt < ATTEMPTS && known <= candidate.size; attempt++) {
      const { status, text } = await post(candidate)
      if (status === 200) return signatureIn(text, candidate.text, vkey)
      if (status !== 409) throw new Error(`it answered ${status}: ${text.split('\n', 1)[0]!.slice(0, 200)}`)
      const size = parseDecimal(text.trim())
      if (size === undefined) throw new Error('it does not say which size it knows')
      known = size
    }
    // Another node of this log has shown it more than this one has yet.
    return undefined
  }

  const isWanted = ({ size, signatureByName }: Candidate): boolean =>
    !open &&
    performance.now() >= askAgainAt &&
    (!signatureByName.has(name) || last?.size !== size || Date.now() - last.at > limits.renewMs)

  return {
    about: async (candidate) => {
      if (!isWanted(candidate)) return undefined
      const asked = ask(candidate)
      open = asked.catch(() => undefined)
      try {
        const signature = await asked
        problem = undefined
        pauseMs = 0
        if (signature) {
          known = candidate.size
          last = { at: Date.now(), size: candidate.size }
        }
        return signature
      } catch (error) {
        problem = reasonOf(error as Error)
        pauseMs = Math.min(limits.pauseMsMax, Math.max(limits.everyMs, 2 * pauseMs))
        askAgainAt = performance.now() + pauseMs
        return undefined
      } finally {
        open = undefined
      }
    },
    status: () => ({ name, ...last, ...(problem !== undefined && { problem }) }),
    stop: async () => {
      stopping.abort()
      await open
    },
  }
}

const signatureIn = (answer: string, text: string, vkey: Vkey): Signature => {
  const parsed = parseSignatures(answer)
  const own = parsed.ok
    ? parsed.value.filter(({ name, keyId }) => name === vkey.name && keyId === vkey.keyId)
    : []
  if (!own[0] || !verifyNote({ text, signatures: own }, [vkey], verifyEd25519).ok)
    throw new Error(`what it answered is no cosignature of ${vkey.name}`)
  return own[0]
}

const reasonOf = (error: Error): string =>
  error.name === 'TimeoutError'
    ? 'it does not answer in time'
    : ((error.cause as Error | undefined)?.message ?? error.message)

const ANSWER_MAX = 64 * 1024
/** Other nodes of the log may get in between. */
const ATTEMPTS = 4
