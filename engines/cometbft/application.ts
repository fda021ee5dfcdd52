/**
 * The ledger as an ABCI 2.0 application: CometBFT agrees with the other validators on blocks and hands them over here.
 *
 * FinalizeBlock executes a block on what the last Commit left and keeps nothing; Commit puts it into the journal with
 * one fdatasync. Info tells the last block of which that is known: CometBFT hands the later ones over again, and they
 * come out the same. Blocks in which nothing is recorded leave no entry, as in solo, and their height reaches the disk
 * with the next flush.
 *
 * What the validators agree on is the log: the app_hash is the hash of what its checkpoint says (decision 0023).
 */
import { CheckTxType, ResponseProcessProposal_ProposalStatus } from 'cosmjs-types/tendermint/abci/types'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { encodeGenesis } from '@maru/kernel/entry.ts'
import type { Receipt } from '@maru/kernel/execute.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import type { Recorded } from '@maru/kernel/ledger.ts'
import type { Refusal, Result } from '@maru/kernel/refusal.ts'
import type { Transaction } from '@maru/kernel/transaction.ts'
import { sha256 } from '../host.ts'
import type { Storage } from '../storage/open.ts'
import type { Handlers } from './abci/handlers.ts'
import { appStateToGenesis } from './app-state.ts'
import type { HaltRefusal } from './halt.ts'
import { createMempoolCheck } from './mempool-check.ts'
import { bundlesThatFit, proposalOf, withoutCopies } from './proposal.ts'
import { isToldWithoutBlock, type Refused } from './refused.ts'
import type { Snapshots } from './snapshots.ts'
import { requireSameValidators, validatorUpdatesOf, type ValidatorsOf } from './validator-updates.ts'
import type { CheckedBundle, Verified } from './verified.ts'

export interface ApplicationParts {
  readonly storage: Storage
  readonly verified: Verified
  readonly refused: Refused
  /** Milliseconds since 1970, for what comes in; blocks bring their own time. */
  readonly now: () => number
  /** What has become of a transaction: recorded and durable, or refused for good. */
  readonly decided: (id: string, result: Result<Recorded>) => void
  readonly haltRefusal: HaltRefusal
  readonly snapshots: Snapshots
  readonly validatorsOf?: ValidatorsOf | undefined
}

interface Finalized {
  readonly height: number
  readonly bundles: readonly Uint8Array[]
  readonly transactions: readonly Transaction[]
  readonly startedAt: number
}

export const createApplication = (parts: ApplicationParts): Handlers => {
  const { storage, verified, refused, snapshots, validatorsOf, decided } = parts
  const { chain, flusher, metrics, reading } = storage
  const { genesis } = reading
  const mempool = createMempoolCheck(parts)
  let finalized: Finalized | undefined

  const nextHeight = (): number => (chain.consensusHeight() ?? 0) + 1
  const timeOf = (time: Timestamp): number => Math.max(toMs(time), chain.time())
  const checkAll = (bundles: readonly Uint8Array[]): Promise<CheckedBundle[]> =>
    Promise.all(bundles.map(verified.check))

  /** Most proposals are decided: what is executed while the votes for one travel need not be then. */
  const executeAhead = (height: number, time: number, transactions: readonly Transaction[]): void => {
    if (finalized || height !== nextHeight() || flusher.lags()) return
    try {
      chain.execute(time, transactions)
    } catch {
      // Should the block be decided it fails again, and is heard of then.
    }
  }

  return {
    info: () => ({
      data: genesis.chain,
      version: '',
      appVersion: 0n,
      lastBlockHeight: BigInt(chain.consensusHeight() ?? 0),
      lastBlockAppHash: hashOf(chain.checkpointText()),
    }),

    initChain: ({ appStateBytes, initialHeight, validators }) => {
      if (initialHeight !== 1n)
        throw new Error(`the genesis begins at height ${initialHeight}; it has to be 1`)
      if (!isGenesis(appStateBytes, genesis))
        throw new Error(
          'the app_state of this genesis is not the one that the ledger in the data folder began with',
        )
      requireSameValidators(validators, validatorsOf, chain.snapshot().view)
      return { validators: [], appHash: hashOf(chain.checkpointText()) }
    },

    checkTx: async ({ tx, type }) => {
      const refusal = await (type === CheckTxType.RECHECK ? mempool.checkAgain(tx) : mempool.check(tx))
      return { ...resultOf(refusal), info: refusal?.detail ?? '' }
    },

    prepareProposal: async ({ txs, time, height }) => {
      const bundles = bundlesThatFit(txs)
      const checked = withoutCopies(await checkAll(bundles))
      // Only a CometBFT that is gone by now can still ask: what is to be committed next is executed already.
      if (finalized || Number(height) !== nextHeight()) return { txs: [] }
      const transactions = wholeOf(checked)
      const isRefusedBefore = transactions.map(({ id }) => refused.find(id) !== undefined)
      const tried = transactions.filter((_, at) => !isRefusedBefore[at])
      const receipts = chain.tryOut(timeOf(time), tried, isToldWithoutBlock)[Symbol.iterator]()
      const isHopeless = (receipt: Receipt): boolean =>
        'refusal' in receipt && isToldWithoutBlock(receipt.refusal)
      const isLeftOut = isRefusedBefore.map((isRefused) => isRefused || isHopeless(receipts.next().value!))
      mempool.proposalDropped(transactions.filter((_, at) => isLeftOut[at]).map(({ id }) => id))
      return { txs: proposalOf(bundles, checked, isLeftOut) }
    },

    // A transaction that the rules refuse does not make a block wrong: it leaves no entry, the same everywhere.
    processProposal: async ({ txs, time, height }) => {
      const { ACCEPT, REJECT } = ResponseProcessProposal_ProposalStatus
      if (bundlesThatFit(txs).length < txs.length) return { status: REJECT }
      const checked = await checkAll(txs)
      if (checked.some(isBad)) return { status: REJECT }
      setImmediate(executeAhead, Number(height), timeOf(time), wholeOf(withoutCopies(checked)))
      return { status: ACCEPT }
    },

    finalizeBlock: async ({ txs, time, height }) => {
      const checked = withoutCopies(await checkAll(txs))
      if (flusher.lags()) await flusher.flush()
      if (Number(height) !== nextHeight())
        throw new Error(`CometBFT hands over block ${height}, but block ${nextHeight()} is the next one`)
      const transactions = wholeOf(checked)
      const startedAt = performance.now()
      const { outcomes, changes } = chain.execute(timeOf(time), transactions)
      finalized = { height: Number(height), bundles: txs, transactions, startedAt }
      mempool.blockEnds(toMs(time), transactions.length)
      let at = 0
      const refusals = checked.map((results) =>
        results
          .map((result) => (result.ok ? refusalIn(outcomes[at++]!.receipt) : result.refusal))
          .find((refusal) => refusal !== undefined),
      )
      return {
        events: [],
        txResults: refusals.map(resultOf),
        validatorUpdates: validatorUpdatesOf(validatorsOf, chain.snapshot().view, changes),
        appHash: hashOf(chain.checkpointTextAhead()),
      }
    },

    commit: () => {
      if (!finalized) throw new Error('CometBFT commits a block that it did not hand over')
      const { height, bundles, transactions, startedAt } = finalized
      finalized = undefined
      const { results, sealed } = chain.commit(height)
      metrics.block(performance.now() - startedAt)
      transactions.forEach((transaction, at) => {
        verified.forget(transaction.id)
        const result = results[at]!
        if (result.ok) metrics.recorded(transaction)
        else refused.add(transaction, result.refusal)
        decided(transaction.id, result)
      })
      bundles.forEach(verified.forgetBundle)
      flusher.consider()
      if (sealed) storage.tell(sealed)
      return { retainHeight: snapshots.committed(height) }
    },

    /** The value under a key of the state, as of the last sealed block. */
    query: ({ path, data }) => {
      const isKnown = path === '/state'
      return {
        ...resultOf(isKnown ? undefined : { code: 'unknown-path', detail: 'ask for /state' }),
        info: '',
        index: 0n,
        key: data,
        value:
          (isKnown && chain.snapshot().view.get(Buffer.from(data).toString('latin1'))) || new Uint8Array(0),
        height: BigInt(chain.consensusHeight() ?? 0),
      }
    },

    ...snapshots.handlers,
  }
}

const isGenesis = (appStateBytes: Uint8Array, genesis: Genesis): boolean => {
  const given = appStateToGenesis(JSON.parse(Buffer.from(appStateBytes).toString()))
  return equalBytes(encodeGenesis(given), encodeGenesis(genesis))
}

const hashOf = (checkpointText: string): Uint8Array => sha256(Buffer.from(checkpointText))

const isBad = (checked: CheckedBundle): boolean => checked.some(({ ok }) => !ok)

const wholeOf = (checked: readonly CheckedBundle[]): Transaction[] =>
  checked.flat().flatMap((result) => (result.ok ? [result.value] : []))

const refusalIn = (receipt: Receipt): Refusal | undefined =>
  'refusal' in receipt ? receipt.refusal : undefined

interface Timestamp {
  readonly seconds: bigint
  readonly nanos: number
}

const toMs = ({ seconds, nanos }: Timestamp): number =>
  Number(seconds) * 1_000 + Math.floor(nanos / 1_000_000)

/** CometBFT has numbers for codes; ours stands in its log, which is no part of what validators agree on. */
const resultOf = (refusal: Refusal | undefined) => ({
  code: refusal ? 1 : 0,
  data: new Uint8Array(0),
  log: refusal?.code ?? '',
  info: '',
  gasWanted: 0n,
  gasUsed: 0n,
  events: [],
  codespace: refusal ? 'maru' : '',
})
