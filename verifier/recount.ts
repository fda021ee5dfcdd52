/**
 * Recount: everything again, from the log alone. Blocks are executed by the same rules that the city runs, and what
 * comes out must be, byte for byte, what the log says: every receipt, every event, every state root.
 */
import { executeBlock, executeGenesis, type Block, type Chain } from '@maru/kernel/block.ts'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { checkSignatures } from '@maru/kernel/cosignatures.ts'
import type { Hash, Verifiers } from '@maru/kernel/crypto/host.ts'
import { decodeEntry, type Seal } from '@maru/kernel/entry.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { OldRulesError } from '@maru/kernel/numbers.ts'
import type { Policy } from '@maru/kernel/log/policy.ts'
import type { VerifyEd25519 } from '@maru/kernel/log/ports.ts'
import type { Judged } from '@maru/kernel/log/quorum.ts'
import { createRules, rulesOf, type Rules } from '@maru/kernel/rules.ts'
import type { Service } from '@maru/kernel/service.ts'
import { createMemoryStore, type MemoryStore } from '@maru/kernel/state/memory-store.ts'
import { createPageMemory } from '@maru/kernel/state-tree/page-memory.ts'
import { createStateTree } from '@maru/kernel/state-tree/tree.ts'
import { prefixRange } from '@maru/kernel/state/view.ts'
import { parseTransaction, type Transaction } from '@maru/kernel/transaction.ts'
import { readCheckpoint, readEntries, type LogSource } from './log-reader.ts'
import { fault, type Figures } from './report.ts'

export interface Recount {
  readonly figures: Figures
  /** The state at the last seal, to ask queries of. */
  readonly state: MemoryStore
  readonly genesis: Genesis
  /** Who has signed the checkpoint, where a policy was given. */
  readonly judged?: Judged | undefined
}

export interface RecountOptions extends Verifiers {
  readonly source: LogSource
  /** The log's key; one that lies beside the log says only that the log agrees with itself. */
  readonly vkey: string
  /** In place of the key: the log is recounted up to a checkpoint that reaches the quorum. */
  readonly policy?: Policy | undefined
  /** The rules of every service this program knows; the log's genesis says which of them run. */
  readonly services: readonly Service[]
  /** The newest version of those rules; without it that of this program. */
  readonly rulesVersion?: number
  readonly hash: Hash
  readonly verifyEd25519: VerifyEd25519
  readonly onProgress?: (done: number, size: number) => void
}

/** Throws a LogProblem that names the first entry or file that is wrong. */
export const recount = async (options: RecountOptions): Promise<Recount> => {
  const { source, hash } = options
  const checkpoint = await readCheckpoint(
    source,
    options.policy ? { policy: options.policy } : { vkey: options.vkey },
    hash,
    options.verifyEd25519,
  )
  const replay = createReplay(options)
  // The signatures of the next blocks are under way while this one is executed: no core waits for the other.
  const ahead: LoggedBlock[] = []
  let checksAhead = 0
  const runNext = async (): Promise<void> => {
    const block = ahead.shift()
    if (!block) throw fault('V3-empty', 'the log has no sealed block')
    checksAhead -= block.transactions.length
    await replay.run(block)
  }
  for await (const block of readBlocks(readEntries(source, checkpoint, hash), options)) {
    ahead.push(block)
    checksAhead += block.transactions.length
    while (ahead.length > 1 && (checksAhead > checksAheadMax || ahead.length > blocksAheadMax))
      await runNext()
    options.onProgress?.(block.start, checkpoint.size)
  }
  do await runNext()
  while (ahead.length > 0)
  options.onProgress?.(checkpoint.size, checkpoint.size)
  const { chain, genesis, state, transactions } = replay.finish()
  return {
    genesis,
    state,
    judged: checkpoint.judged,
    figures: {
      chain: genesis.chain,
      origin: checkpoint.origin,
      size: checkpoint.size,
      root: bytesToHex(checkpoint.root),
      height: chain.height,
      time: chain.time,
      transactions,
      accounts: countAccounts(state),
      stateRoot: bytesToHex(chain.tree.root()),
    },
  }
}

/** Bounds what is in memory: so many transactions and blocks are read before the first of them is executed. */
const checksAheadMax = 2_000
const blocksAheadMax = 64

interface LoggedBlock {
  /** Index of its first entry. */
  readonly start: number
  readonly entries: readonly Uint8Array[]
  readonly seal: Seal
  readonly genesis: Genesis | undefined
  readonly transactions: readonly Transaction[]
  readonly signatures: Promise<readonly boolean[]>
}

/** Groups entries to their seal, reads the transactions and sets their signature checks going. */
async function* readBlocks(
  bundles: AsyncIterable<Uint8Array[]>,
  options: RecountOptions,
): AsyncGenerator<LoggedBlock> {
  const hasAllSignatures = (rules: Rules, transaction: Transaction): Promise<boolean> =>
    checkSignatures(rules, options, transaction).then((no) => no === undefined)
  const { services, hash } = options
  let entries: Uint8Array[] = []
  let transactions: Transaction[] = []
  let checks: Promise<boolean>[] = []
  let genesis: Genesis | undefined
  let rules = createRules(services, hash)
  let start = 0
  for await (const bundle of bundles) {
    for (const bytes of bundle) {
      const index = start + entries.length
      const entry = decodeEntry(bytes)
      if (!entry) throw fault('V5-entry', `entry ${index} cannot be read`, { index })
      entries.push(bytes)
      if (entry.kind === 'transaction') {
        const parsed = parseTransaction(entry.bytes, hash)
        if (!parsed.ok)
          throw fault('V5-transaction', `entry ${index} holds no transaction: ${parsed.refusal.code}`, {
            index,
          })
        transactions.push(parsed.value)
        checks.push(hasAllSignatures(rules, parsed.value))
      } else if (entry.kind === 'genesis') {
        if (index !== 0) throw fault('V5-genesis', `entry ${index} is a second genesis`, { index })
        const { services: names } = (genesis = entry.genesis)
        rules = orFault(0, () => rulesOf(rules, names))
      } else {
        yield { start, entries, seal: entry.seal, genesis, transactions, signatures: Promise.all(checks) }
        start += entries.length
        ;[entries, transactions, checks, genesis] = [[], [], [], undefined]
      }
    }
  }
  if (entries.length > 0) throw fault('V5-unsealed', `no seal follows entry ${start}`, { index: start })
}

const createReplay = ({ services, hash, rulesVersion }: RecountOptions) => {
  const state = createMemoryStore()
  const pages = createPageMemory()
  const tree = createStateTree({ hash, store: pages })
  let chain: Chain | undefined
  let genesis: Genesis | undefined
  let transactions = 0

  const keep = (block: Block): void => {
    state.apply(block.changes)
    pages.write(block.pages)
  }
  const open = (logged: LoggedBlock): Chain => {
    if (!logged.genesis) throw fault('V5-genesis', 'the first entry is not a genesis', { index: 0 })
    genesis = logged.genesis
    const { services: names } = genesis
    const rules = orFault(0, () => rulesOf(createRules(services, hash, rulesVersion), names))
    const block = orFault(0, () => executeGenesis(rules, tree, logged.genesis as Genesis))
    compare(logged, block)
    keep(block)
    return { rules, view: state, tree, height: 0, time: block.time }
  }

  return {
    run: async (logged: LoggedBlock): Promise<void> => {
      if (!chain || !genesis) {
        chain = open(logged)
        return
      }
      const bad = (await logged.signatures).indexOf(false)
      if (bad >= 0)
        throw fault('V5-signature', `the signature of entry ${logged.start + bad} is not valid`, {
          index: logged.start + bad,
        })
      const foreign = logged.transactions.findIndex((transaction) => transaction.chain !== genesis?.chain)
      if (foreign >= 0)
        throw fault('V5-chain', `entry ${logged.start + foreign} was signed for another city`, {
          index: logged.start + foreign,
        })
      const now = chain
      const block = orFault(logged.start, () =>
        executeBlock(now, logged.seal.time, logged.transactions, { keepRefused: true }),
      )
      compare(logged, block)
      keep(block)
      transactions += logged.transactions.length
      chain = { ...chain, height: block.height, time: block.time }
    },
    finish: () => {
      if (!chain || !genesis) throw fault('V3-empty', 'the log has no sealed block')
      return { chain, genesis, state, transactions }
    },
  }
}

/** Rules that cannot run on what the log says are the log's fault, not this program's. */
const orFault = <Value>(index: number, run: () => Value): Value => {
  try {
    return run()
  } catch (error) {
    if (error instanceof OldRulesError) throw fault('V8-old-rules', error.message, { index })
    throw fault('V5-rules', `the block from entry ${index} cannot be executed: ${(error as Error).message}`, {
      index,
    })
  }
}

const compare = (logged: LoggedBlock, block: Block): void => {
  const length = Math.max(logged.entries.length, block.entries.length)
  for (let offset = 0; offset < length; offset++) {
    const [recorded, computed] = [logged.entries[offset], block.entries[offset]]
    if (recorded && computed && equalBytes(recorded, computed)) continue
    const index = logged.start + offset
    const what = offset === length - 1 ? 'seal' : 'receipt'
    throw fault(`V5-${what}-differs`, `the rules give another ${what} than entry ${index} says`, { index })
  }
}

const countAccounts = (state: MemoryStore): number => {
  let count = 0
  for (const _ of state.range({ ...prefixRange('kernel/accounts/'), limit: Number.MAX_SAFE_INTEGER })) count++
  return count
}
