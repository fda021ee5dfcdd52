/**
 * Keeps the two processes of a validator running: the application with the ledger, and its CometBFT.
 *
 * The application comes first, for CometBFT dials it. When CometBFT ends, it alone is started again: the application
 * takes new connections. When the application ends, CometBFT is of no use any more (it ends itself when its
 * connections break) and both are started again, in that order.
 */
import type { ChildProcess } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export interface SuperviseOptions {
  /** Each call starts the process. */
  readonly startApplication: () => ChildProcess
  readonly startConsensus: () => ChildProcess
  /** Where the application can be dialled when it is ready. */
  readonly socketPath: string
  readonly log: (line: string) => void
}

export interface Supervised {
  /** Process ids, while they run. */
  readonly pids: () => { readonly application: number | undefined; readonly consensus: number | undefined }
  /** Ends both, CometBFT first, and resolves when they are gone. */
  readonly stop: () => Promise<void>
}

export const supervise = ({
  startApplication,
  startConsensus,
  socketPath,
  log,
}: SuperviseOptions): Supervised => {
  let application: ChildProcess | undefined
  let consensus: ChildProcess | undefined
  let isStopping = false
  const stopping = new AbortController()

  /** Both until one of them has to be started again without the other. */
  const runBoth = async (): Promise<void> => {
    const own = (application = startApplication())
    const applicationEnd = endOf(own)
    await Promise.race([answering(socketPath, () => isStopping || hasEnded(own)), applicationEnd])
    const pause = createPause(stopping.signal)
    while (!isStopping && !hasEnded(own)) {
      consensus = startConsensus()
      const consensusEnd = endOf(consensus)
      await Promise.race([consensusEnd, applicationEnd])
      if (isStopping || hasEnded(own)) break
      log('CometBFT ended; it is started again')
      await pause()
    }
    if (!isStopping) log('the application ended; both are started again')
    await end(consensus)
    await end(own)
  }

  const run = async (): Promise<void> => {
    const pause = createPause(stopping.signal)
    while (!isStopping) {
      await runBoth()
      if (!isStopping) await pause()
    }
  }
  const running = run()

  return {
    pids: () => ({ application: pidOf(application), consensus: pidOf(consensus) }),
    stop: async () => {
      isStopping = true
      stopping.abort()
      await end(consensus)
      await end(application)
      await running
    },
  }
}

/** Waits half a second, and twice as long each time, up to half a minute, while what is restarted does not last. */
const createPause = (stopping: AbortSignal) => {
  let delayMs = PAUSE_MIN_MS
  let lastAt = performance.now()
  return async (): Promise<void> => {
    const lastedMs = performance.now() - lastAt
    delayMs = lastedMs > PAUSE_MAX_MS ? PAUSE_MIN_MS : Math.min(2 * delayMs, PAUSE_MAX_MS)
    await wait(delayMs / 2, undefined, { signal: stopping }).catch(() => undefined)
    lastAt = performance.now()
  }
}

const PAUSE_MIN_MS = 500
const PAUSE_MAX_MS = 30_000

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

const pidOf = (child: ChildProcess | undefined): number | undefined =>
  child && !hasEnded(child) ? child.pid : undefined

/** Also resolves for a process that could not be started. */
const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })

/** Asks a process to end, and ends it after half a minute. */
const end = async (child: ChildProcess | undefined): Promise<void> => {
  if (!child || child.pid === undefined || hasEnded(child)) return
  const ended = endOf(child)
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), PAUSE_MAX_MS)
  await ended
  clearTimeout(timer)
}

/** Resolves when somebody listens there, or nobody wants to know any more. */
const answering = async (socketPath: string, isGivenUp: () => boolean): Promise<void> => {
  while (!isGivenUp() && !(await canConnect(socketPath))) await wait(100)
}

const canConnect = (socketPath: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(socketPath)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
