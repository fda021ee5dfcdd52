/**
 * One block: what is due, then the transactions, then the seal with the state root. The engine that proposes
 * a block drops what the rules refuse (a refusal is answered, not recorded); one that is handed a block keeps it.
 */
import { encodeGenesis, encodeSeal, encodeTransactionEntry } from './entry.ts'
import { createSession, type BlockHeader, type Receipt, type SaidEvent } from './execute.ts'
import { applyGenesis, type Genesis } from './genesis.ts'
import { latin1ToBytes } from './codec/latin1.ts'
import { isHaltedAt, requireKnownVersion } from './numbers.ts'
import type { Rules } from './rules.ts'
import { uint } from './state/key.ts'
import { createOverlay, type Overlay, type View } from './state/view.ts'
import { bindSystem, readSystem, windowPrefix } from './system-tables.ts'
import type { Hash } from './crypto/host.ts'
import type { Transaction } from './transaction.ts'

/** The authenticated tree over the state (state-tree/): told what changed, it gives the new root. */
export interface StateTree {
  readonly root: () => Uint8Array
  readonly update: (changes: Iterable<readonly [keyHash: Uint8Array, valueHash: Uint8Array | undefined]>) => {
    readonly root: Uint8Array
    readonly pages: Map<string, Uint8Array | undefined>
  }
}

export interface Chain {
  readonly rules: Rules
  readonly view: View
  readonly tree: StateTree
  readonly height: number
  readonly time: number
}

export interface Block {
  readonly height: number
  readonly time: number
  /** Log entries in order; the seal is the last. */
  readonly entries: readonly Uint8Array[]
  /** One for each transaction handed in, in order; `entry` is its place in `entries`, absent when it was dropped. */
  readonly outcomes: readonly { readonly receipt: Receipt; readonly entry?: number }[]
  readonly timerEvents: readonly SaidEvent[]
  readonly stateRoot: Uint8Array
  readonly changes: ReadonlyMap<string, Uint8Array | undefined>
  readonly pages: Map<string, Uint8Array | undefined>
}

/** A block runs at most this many timers; the rest follow in the next. Bounds a block's time and its seal's size. */
export const timersPerBlockMax = 128

/** More than a second brings, so that the replay window does not grow, and bounded, so that no block takes long. */
export const forgottenPerBlockMax = 20_000

export const executeGenesis = (rules: Rules, tree: StateTree, genesis: Genesis): Block => {
  const overlay = createOverlay(emptyView)
  applyGenesis(rules, overlay, genesis)
  const header = { height: 0, time: genesis.time }
  return { ...sealBlock(rules.hash, tree, overlay, header, [encodeGenesis(genesis)], []), outcomes: [] }
}

export const executeBlock = (
  { rules, view, tree, ...previous }: Chain,
  time: number,
  transactions: readonly Transaction[],
  options: { readonly keepRefused: boolean },
): Block => {
  if (time < previous.time) throw new Error(`block time ${time} is before ${previous.time}`)
  const overlay = createOverlay(view)
  const header = { height: previous.height + 1, time }
  requireKnownVersion(view, header.height, rules.version)
  const session = createSession(rules, overlay, header)
  forgetExpired(overlay, previous.time, time)
  const timerEvents = runDue(rules, overlay, session, header)
  const entries: Uint8Array[] = []
  const outcomes = transactions.map((transaction) => {
    const receipt = session.execute(transaction)
    if ('refusal' in receipt && !options.keepRefused) return { receipt }
    return { receipt, entry: entries.push(encodeTransactionEntry(transaction.bytes, receipt)) - 1 }
  })
  return { ...sealBlock(rules.hash, tree, overlay, header, entries, timerEvents), outcomes }
}

/**
 * The time at which a block of this height is wanted even without transactions, if any: at once, when something falls due
 * at the height.
 */
export const nextTimerAt = (view: View, height: number): number | undefined => {
  const { timers, heightTimers } = readSystem(view)
  const due = heightTimers.list({ limit: 1 })[0]
  if (due && due[0][0] <= height) return 0
  return isHaltedAt(view, height) ? undefined : timers.list({ limit: 1 })[0]?.[0][0]
}

const emptyView: View = { get: () => undefined, range: () => [] }

/** In the first block of each second, so that not every block pays for looking; what is left over waits for the next. */
const forgetExpired = (overlay: Overlay, previousTime: number, time: number): void => {
  if (Math.floor(previousTime / 1_000) === Math.floor(time / 1_000)) return
  const range = { from: windowPrefix, to: windowPrefix + uint.pack(time), limit: forgottenPerBlockMax }
  for (const [key] of [...overlay.range(range)]) overlay.remove(key)
}

/** What falls due at a height comes first. While the city is halted, timers wait, whosever they are. */
const runDue = (
  rules: Rules,
  overlay: Overlay,
  session: Session,
  { height, time }: BlockHeader,
): SaidEvent[] => {
  const { timers, heightTimers } = bindSystem(overlay)
  const events: SaidEvent[] = []
  let left = timersPerBlockMax
  const run = (table: typeof timers, until: number): void => {
    const first = table.list({ limit: 1 })[0]
    if (!first || first[0][0] > until) return
    for (const [key, { service: name, timer, data }] of table.list({ limit: left })) {
      if (key[0] > until) break
      left--
      table.remove(key)
      const service = rules.serviceByName.get(name)
      const act = service?.timers[timer]
      if (!service || !act) throw new Error(`no timer ${name}.${timer}`)
      events.push(...session.collect(() => act(session.applying(service), data)))
    }
  }
  run(heightTimers, height)
  if (!session.isHalted) run(timers, time)
  return events
}

type Session = ReturnType<typeof createSession>

const sealBlock = (
  hash: Hash,
  tree: StateTree,
  overlay: Overlay,
  { height, time }: BlockHeader,
  transactions: readonly Uint8Array[],
  timerEvents: readonly SaidEvent[],
): Omit<Block, 'outcomes'> => {
  const { changes } = overlay
  const { root: stateRoot, pages } = tree.update(hashChanges(hash, changes))
  const count = height === 0 ? 0 : transactions.length
  const seal = encodeSeal({ height, time, count, stateRoot, timerEvents })
  return { height, time, entries: [...transactions, seal], timerEvents, stateRoot, changes, pages }
}

function* hashChanges(hash: Hash, changes: Overlay['changes']) {
  for (const [key, value] of changes) {
    if (key.startsWith(windowPrefix)) continue
    yield [hash(latin1ToBytes(key)), value && hash(value)] as const
  }
}
