/**
 * Brings checked transactions to CometBFT and answers each one from the block that recorded it here, never from
 * CometBFT's word: that a mempool has it is no promise.
 */
import type { Recorded } from '@maru/kernel/ledger.ts'
import { refused, type Result } from '@maru/kernel/refusal.ts'
import type { Waiting } from '../intake.ts'
import type { Broadcast } from './broadcast.ts'
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

  const pump = (): void => {
    while (sending < limits.sendingMax && queue.length > 0) {
      const id = queue.shift() as string
      const relayed = relayedById.get(id)
      if (relayed) void send(id, relayed)
    }
  }

  const send = async (id: string, relayed: Relayed): Promise<void> => {
    sending++
    relayed.state = 'sending'
    const result = await broadcast(relayed.bytes)
    sending--
    relayed.state = 'sent'
    relayed.sentAt = performance.now()
    if (result.outcome === 'taken' || result.outcome === 'lost') relayed.isOut = true
    // What may be out already is decided by a block, whatever the second sending met.
    else if (!relayed.isOut && result.outcome === 'full') decided(id, refused('T12-busy'))
    else if (!relayed.isOut && result.outcome === 'refused')
      decided(id, { ok: false, refusal: result.refusal })
    pump()
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
