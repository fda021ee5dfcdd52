/**
 * Brings checked transactions to CometBFT and answers each one from the block that recorded it here, never from
 * CometBFT's word: that a mempool has it is no promise.
 */
import type { Recorded } from '@maru/kernel/ledger.ts'
import { refused, type Result } from '@maru/kernel/refusal.ts'
import type { Waiting } from '../intake.ts'
import type { Broadcast, Broadcasted } from './broadcast.ts'
import type { Limits } from './options.ts'

export interface RelayOptions {
  readonly broadcast: Broadcast
  readonly limits: Pick<Limits, 'sendingMax' | 'resendMs' | 'undecidedMs'>
}

interface Relayed {
  readonly bytes: Uint8Array
  readonly since: number
  /** The first asked; others sent the same transaction again meanwhile. */
  readonly answers: Waiting['answer'][]
  state: 'queued' | 'sending' | 'sent'
  sentAt: number
  /** It may be on its way into a block. */
  isOut: boolean
}

export const createRelay = ({ broadcast, limits }: RelayOptions) => {
  /** In the order in which they came. */
  const relayedById = new Map<string, Relayed>()
  let queue: string[] = []
  let sending = 0

  const add = ({ transaction: { id, bytes }, answer }: Waiting): void => {
    const known = relayedById.get(id)
    if (known) return void known.answers.push(answer)
    const since = performance.now()
    relayedById.set(id, { bytes, since, answers: [answer], state: 'queued', sentAt: since, isOut: false })
    queue.push(id)
    pump()
  }

  /** A lone transaction goes at once; in a crowd those that had to wait go together. */
  const pump = (): void => {
    while (sending < limits.sendingMax && queue.length > 0) void send(take())
  }

  const take = (): Map<string, Relayed> => {
    const batch = new Map<string, Relayed>()
    let bytes = 0
    let count = 0
    while (count < queue.length && batch.size < BATCH_MAX && bytes < BATCH_BYTES) {
      const id = queue[count++]!
      const relayed = relayedById.get(id)
      if (!relayed) continue
      batch.set(id, relayed)
      bytes += relayed.bytes.length
    }
    queue = queue.slice(count)
    return batch
  }

  const send = async (batch: ReadonlyMap<string, Relayed>): Promise<void> => {
    if (batch.size === 0) return
    sending++
    for (const relayed of batch.values()) relayed.state = 'sending'
    const results = await broadcast([...batch.values()].map(({ bytes }) => bytes))
    sending--
    let at = 0
    for (const [id, relayed] of batch) sent(id, relayed, results[at++]!)
    pump()
  }

  const sent = (id: string, relayed: Relayed, result: Broadcasted): void => {
    relayed.state = 'sent'
    relayed.sentAt = performance.now()
    if (result.outcome === 'taken' || result.outcome === 'lost') relayed.isOut = true
    // What may be out already is decided by a block, whatever the second sending met.
    else if (!relayed.isOut && result.outcome === 'full') decided(id, refused('T12-busy'))
    else if (!relayed.isOut && result.outcome === 'refused')
      decided(id, { ok: false, refusal: result.refusal })
  }

  const decided = (id: string, result: Result<Recorded>): void => {
    const relayed = relayedById.get(id)
    if (!relayed) return
    relayedById.delete(id)
    relayed.answers.forEach((answer, at) => answer(at > 0 && result.ok ? refused('T6-replayed') : result))
  }

  const undecided = (isOut: boolean) =>
    isOut ? refused('T17-undecided') : refused('T12-busy', 'CometBFT does not answer')

  /** All have the same time to wait, so the oldest come first. */
  const lookAfter = (): void => {
    const now = performance.now()
    for (const [id, relayed] of relayedById) {
      if (now - relayed.since > limits.undecidedMs) decided(id, undecided(relayed.isOut))
      else if (relayed.state === 'sent' && (!relayed.isOut || now - relayed.sentAt > limits.resendMs)) {
        relayed.state = 'queued'
        queue.push(id)
      }
    }
    pump()
  }
  const watch = setInterval(lookAfter, LOOK_EVERY_MS)
  watch.unref()

  return {
    add,
    decided,
    /** Answers all that still wait. */
    stop: (): void => {
      clearInterval(watch)
      queue = []
      for (const [id, { isOut }] of relayedById) decided(id, undecided(isOut))
    },
  }
}

const LOOK_EVERY_MS = 500

/** CometBFT works on the calls of one request one after the other. */
const BATCH_MAX = 10
/** With the largest transaction behind it and in base64, well under the megabyte that CometBFT takes. */
const BATCH_BYTES = 400_000
