/**
 * A node that joins: CometBFT offers it snapshots of its peers, and it answers until one of them is its ledger. Then the
 * same connections go on with the application over that ledger.
 *
 * A stop may come at any moment, also after the ledger is whole and before CometBFT has written down that it is. So at a
 * start CometBFT decides by what it calls: if it offers snapshots, it has nothing, and all begins again; if it has blocks
 * executed, it goes on from what is there, or from the first block when state sync is turned off. That it asks for the
 * last height decides nothing: anyone who watches a node can have it ask.
 */
import { forgetRestore } from '../snapshots/restore.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { endJoining, readJoining, type Joining } from '../storage/joining.ts'
import { lockFolder } from '../storage/lock.ts'
import type { LogKey } from '../storage/log-key.ts'
import type { Call, Handlers } from './abci/handlers.ts'
import { listenAbci, type AbciServer } from './abci/server.ts'
import { createRestoring, type JoiningProgress, type Restoring } from './restoring.ts'

export interface JoiningOptions {
  readonly folder: string
  readonly socketPath: string
  readonly key: LogKey
  readonly onProgress: (progress: JoiningProgress) => void
}

export interface Joined {
  /** From here on CometBFT speaks with the application; `failed` hears of exceptions on its connections. */
  readonly handOver: (handlers: Handlers, failed: (error: unknown) => void) => AbciServer
  readonly close: () => Promise<void>
}

/** Resolves when the folder can be opened: restored, or found to be what CometBFT goes on from. */
export const joinNetwork = async (options: JoiningOptions): Promise<Joined> => {
  const { folder, socketPath } = options
  const release = await lockFolder(folder)
  const application = Promise.withResolvers<Handlers>()
  const folderReady = Promise.withResolvers<void>()
  const restoring = createRestoring(options, folderReady.resolve)
  let failed: (error: unknown) => void = folderReady.reject
  const goOn = (): void => {
    // CometBFT begins with the first block: what an earlier restore has left is not its ledger.
    if (readJoining(folder)?.restored === undefined) forgetRestore(folder)
    endJoining(folder)
    folderReady.resolve()
  }
  const handlers = handlersUntil({
    application: application.promise,
    restoring,
    goOn,
    last: lastBlockOf(readJoining(folder)),
    committed: () => endJoining(folder),
  })
  try {
    const server = await listenAbci({ path: socketPath, handlers, failed: (error) => failed(error) })
    await folderReady.promise.catch(async (error: unknown) => {
      await server.close()
      throw error
    })
    return {
      handOver: (ready, failedLater) => {
        failed = failedLater
        application.resolve(ready)
        return server
      },
      close: server.close,
    }
  } finally {
    await release()
  }
}

interface Undecided {
  readonly application: Promise<Handlers>
  readonly restoring: Restoring
  readonly goOn: () => void
  /** What a restore before this start has left. */
  readonly last: LastBlock
  readonly committed: () => void
}

/** Snapshot calls go to the restore, all others wait for the application. */
const handlersUntil = ({ application, restoring, goOn, last, committed }: Undecided): Handlers => {
  let ready: Handlers | undefined
  let hasGoneOn = false
  let hasCommitted = false
  void application.then((handlers) => void (ready = handlers))
  /** Only a CometBFT that has its state calls this. */
  const later = <Name extends Call>(name: Name): Handlers[Name] =>
    (async (request: never) => {
      if (!hasGoneOn && !restoring.hasBegun()) goOn()
      hasGoneOn = true
      return ((await application)[name] as (request: never) => unknown)(request)
    }) as never
  const commit = later('commit')
  return {
    info: async (request) => {
      if (restoring.isDone()) return (await application).info(request)
      return ready ? ready.info(request) : { data: '', version: '', appVersion: 0n, ...last }
    },
    initChain: later('initChain'),
    prepareProposal: later('prepareProposal'),
    processProposal: later('processProposal'),
    finalizeBlock: later('finalizeBlock'),
    commit: async (request) => {
      const answer = await commit(request)
      if (!hasCommitted) committed()
      hasCommitted = true
      return answer
    },
    query: (request) => ready?.query(request) ?? { ...notYet, index: 0n, key: none, value: none, height: 0n },
    checkTx: (request) =>
      ready?.checkTx(request) ?? { ...notYet, data: none, gasWanted: 0n, gasUsed: 0n, events: [] },
    listSnapshots: (request) => ready?.listSnapshots(request) ?? { snapshots: [] },
    loadSnapshotChunk: (request) => ready?.loadSnapshotChunk(request) ?? { chunk: none },
    offerSnapshot: async (request) =>
      hasGoneOn ? (await application).offerSnapshot(request) : { result: await restoring.offer(request) },
    applySnapshotChunk: (request) => restoring.apply(request),
  }
}

interface LastBlock {
  readonly lastBlockHeight: bigint
  readonly lastBlockAppHash: Uint8Array
}

const none = new Uint8Array(0)
const notYet = { code: 1, log: 'T12-busy', info: 'this node is joining the network', codespace: 'maru' }

const lastBlockOf = (joining: Joining | undefined): LastBlock =>
  joining?.restored
    ? {
        lastBlockHeight: BigInt(joining.restored.height),
        lastBlockAppHash: hexToBytes(joining.restored.appHash),
      }
    : { lastBlockHeight: 0n, lastBlockAppHash: none }
