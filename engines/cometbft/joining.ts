/**
 * A node that joins: CometBFT offers it snapshots of its peers, and it answers until one of them is its ledger. Then the
 * same connections go on with the application over that ledger.
 *
 * A stop may come at any moment, also after the ledger is whole and before CometBFT has written down that it is. So at a
 * start the first call decides: if it offers snapshots, CometBFT has nothing, and all begins again; if it asks for the
 * last height, it goes on from what is there (or replays all blocks, when state sync is turned off).
 */
import { forgetRestore } from '../snapshots/restore.ts'
import { endJoining, readJoining } from '../storage/joining.ts'
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
    if (restoring.hasBegun()) return
    // CometBFT has not been bootstrapped: what an earlier restore has left is not its ledger.
    if (readJoining(folder)?.phase === 'wanted') forgetRestore(folder)
    endJoining(folder)
    folderReady.resolve()
  }
  const handlers = handlersUntil(application.promise, restoring, goOn, () => endJoining(folder))
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

/** Snapshot calls go to the restore, all others wait for the application. */
const handlersUntil = (
  application: Promise<Handlers>,
  restoring: Restoring,
  goOn: () => void,
  committed: () => void,
): Handlers => {
  let hasCommitted = false
  const later = <Name extends Call>(name: Name): Handlers[Name] =>
    (async (request: never) => ((await application)[name] as (request: never) => unknown)(request)) as never
  return {
    info: async (request) => {
      goOn()
      return (await application).info(request)
    },
    initChain: later('initChain'),
    query: later('query'),
    checkTx: later('checkTx'),
    prepareProposal: later('prepareProposal'),
    processProposal: later('processProposal'),
    finalizeBlock: later('finalizeBlock'),
    commit: async (request) => {
      const answer = await (await application).commit(request)
      if (!hasCommitted) committed()
      hasCommitted = true
      return answer
    },
    listSnapshots: later('listSnapshots'),
    loadSnapshotChunk: later('loadSnapshotChunk'),
    offerSnapshot: async (request) => ({ result: await restoring.offer(request) }),
    applySnapshotChunk: (request) => restoring.apply(request),
  }
}
