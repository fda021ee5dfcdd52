/**
 * Brings checked transactions to CometBFT, in bundles, and answers each one from the block that recorded it here, never
 * from CometBFT's word: that a mempool has it is no promise.
 *
 * A bundle is what has gathered while those before it were on their way: a lone transaction goes at once, and the more
 * come, the more travel together. A bundle that is sent again has the same bytes, so that CometBFT knows it.
 */
import type { Recorded } from '@maru/kernel/ledger.ts'
import { refused, type Refusal, type Result } from '@maru/kernel/refusal.ts'
import type { Waiting } from '../intake.ts'
import type { Broadcast, Broadcasted } from './broadcast.ts'
import { bundleBytesMax, bundledSize, bundleTransactionsMax, encodeBundle } from './bundle.ts'
import type { Limits } from './options.ts'

export interface RelayOptions {
  readonly broadcast: Broadcast
  readonly limits: Pick<Limits, 'sendingMax' | 'resendMs' | 'undecidedMs'>
}

interface Relayed {
  readonly id: string
  readonly bytes: Uint8Array
  readonly since: number
  /** The first asked; others sent the same transaction again meanwhile. */
  readonly answers: Waiting['answer'][]
  /** The one that it was last sent with. */
  bundle: Bundle | undefined
}

interface Bundle {
  readonly bytes: Uint8Array
  /** Those of which nothing is decided yet. */
  readonly undecided: Set<Relayed>
  isSending: boolean
  sentAt: number
  /** It may be on its way into a block. */
  isOut: boolean
}

export const createRelay = ({ broadcast, limits }: RelayOptions) => {
  /** In the order in which they came. */
  const relayedById = new Map<string, Relayed>()
  const bundles = new Set<Bundle>()
  let queue: Relayed[] = []
  /** Bundles that are to be sent as they are. */
  let due: Bundle[] = []
  let sending = 0
  let isTurnOfDue = false

  const add = ({ transaction: { id, bytes }, answer }: Waiting): void => {
    const known = relayedById.get(id)
    if (known) return void known.answers.push(answer)
    const relayed = { id, bytes, since: performance.now(), answers: [answer], bundle: undefined }
    relayedById.set(id, relayed)
    queue.push(relayed)
    pump()
  }

  /** What is new and what is due take turns. */
  const pump = (): void => {
    while (sending < limits.sendingMax) {
      isTurnOfDue = !isTurnOfDue
      const bundle = isTurnOfDue ? (nextDue() ?? nextNew()) : (nextNew() ?? nextDue())
      if (!bundle) return
      void send(bundle)
    }
  }

  const nextDue = (): Bundle | undefined => {
    while (due.length > 0) {
      const bundle = due.shift()!
      if (bundles.has(bundle) && !bundle.isSending) return bundle
    }
    return undefined
  }

  const nextNew = (): Bundle | undefined => {
    const together = take()
    return together.length > 0 ? bundleOf(together) : undefined
  }

  const take = (): Relayed[] => {
    const together: Relayed[] = []
    let size = 0
    let count = 0
    for (const relayed of queue) {
      if (together.length === bundleTransactionsMax || size + bundledSize(relayed.bytes) > bundleBytesMax)
        break
      count++
      if (relayedById.get(relayed.id) !== relayed) continue
      together.push(relayed)
      size += bundledSize(relayed.bytes)
    }
    queue = queue.slice(count)
    return together
  }

  const bundleOf = (together: readonly Relayed[]): Bundle => {
    const bundle: Bundle = {
      bytes: encodeBundle(together.map(({ bytes }) => bytes)),
      undecided: new Set(together),
      isSending: false,
      sentAt: 0,
      isOut: false,
    }
    for (const relayed of together) relayed.bundle = bundle
    bundles.add(bundle)
    return bundle
  }

  const send = async (bundle: Bundle): Promise<void> => {
    sending++
    bundle.isSending = true
    const [result] = await broadcast([bundle.bytes])
    sending--
    bundle.isSending = false
    bundle.sentAt = performance.now()
    sent(bundle, result!)
    pump()
  }

  const sent = (bundle: Bundle, result: Broadcasted): void => {
    if (result.outcome === 'taken' || result.outcome === 'lost') bundle.isOut = true
    // What may be out already is decided by a block, whatever the second sending met.
    if (bundle.isOut) return
    if (result.outcome === 'full') decideAll(bundle, refused('T12-busy'))
    else if (result.outcome === 'refused') bundleRefused(bundle, result.refusal)
    // It surely did not arrive, so its transactions go with those that wait by then.
    else if (result.outcome === 'unsent') dissolve(bundle)
  }

  /** One alone has its answer. Of several, each asks for its own. */
  const bundleRefused = (bundle: Bundle, refusal: Refusal): void => {
    if (bundle.undecided.size === 1) return decideAll(bundle, { ok: false, refusal })
    bundles.delete(bundle)
    for (const relayed of bundle.undecided) due.push(bundleOf([relayed]))
  }

  const dissolve = (bundle: Bundle): void => {
    bundles.delete(bundle)
    for (const relayed of bundle.undecided) relayed.bundle = undefined
  }

  const decideAll = ({ undecided }: Bundle, result: Result<Recorded>): void => {
    for (const { id } of undecided) decided(id, result)
  }

  const decided = (id: string, result: Result<Recorded>): void => {
    const relayed = relayedById.get(id)
    if (!relayed) return
    relayedById.delete(id)
    const { bundle, answers } = relayed
    bundle?.undecided.delete(relayed)
    if (bundle?.undecided.size === 0) bundles.delete(bundle)
    answers.forEach((answer, at) => answer(at > 0 && result.ok ? refused('T6-replayed') : result))
  }

  const undecided = (isOut: boolean) =>
    isOut ? refused('T17-undecided') : refused('T12-busy', 'CometBFT does not answer')

  const giveUp = ({ id, bundle }: Relayed): void => decided(id, undecided(bundle?.isOut ?? false))

  const lookAfter = (): void => {
    const now = performance.now()
    // All have the same time to wait, so the oldest come first.
    for (const relayed of relayedById.values()) {
      if (now - relayed.since <= limits.undecidedMs) break
      giveUp(relayed)
    }
    due = [...bundles].filter(({ isSending, sentAt }) => !isSending && now - sentAt > limits.resendMs)
    queue = [...relayedById.values()].filter((relayed) => !relayed.bundle)
    pump()
  }
  const watch = setInterval(lookAfter, LOOK_EVERY_MS)
  watch.unref()

  return {
    add,
    decided,
    has: (id: string): boolean => relayedById.has(id),
    /** Answers all that still wait. */
    stop: (): void => {
      clearInterval(watch)
      queue = due = []
      for (const relayed of relayedById.values()) giveUp(relayed)
    },
  }
}

const LOOK_EVERY_MS = 500
