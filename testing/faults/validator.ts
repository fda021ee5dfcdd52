/** One validator of a run: `maru node` on its folder, as an institution runs it, and what can be done to its processes. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { homeOf } from '@maru/engines/cometbft/network/home.ts'
import type { Bed } from './bed.ts'
import { runningProcesses, signalAll } from './processes.ts'

export type Part = 'application' | 'consensus' | 'both' | 'supervisor'

export interface ValidatorOptions {
  readonly at: number
  readonly bed: Bed
  /** What it prints goes into a file beside it. */
  readonly folder: string
  readonly serverPort: number
  /** The checkout of the program that it runs. */
  readonly programFolder: string
  readonly environment: NodeJS.ProcessEnv
}

export type TestValidator = ReturnType<typeof createValidator>

export const createValidator = (options: ValidatorOptions) => {
  const { at, bed, folder, serverPort, environment } = options
  const own = { programFolder: options.programFolder, environment: {} as NodeJS.ProcessEnv }
  const output = createWriteStream(`${folder}.txt`, { flags: 'a' })
  let supervisor: ChildProcess | undefined

  const start = (): void => {
    const command = [process.execPath, join(own.programFolder, 'cli/main.ts'), 'node', '--data', folder]
    const [program, ...parameters] = [...bed.enter(at), ...command] as [string, ...string[]]
    supervisor = spawn(program, parameters, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...environment, MARU_HOST: bed.hostOf(at), ...own.environment },
    })
    supervisor.stdout!.pipe(output, { end: false })
    supervisor.stderr!.pipe(output, { end: false })
  }

  /** By their command lines: they also outlive their supervisor for a moment. */
  const pidsOf = (part: Part): number[] => {
    if (part === 'supervisor')
      return supervisor?.pid === undefined || isOver(supervisor) ? [] : [supervisor.pid]
    const isPart = (command: readonly string[]): boolean =>
      (part !== 'consensus' && command.includes('start') && command.includes(folder)) ||
      (part !== 'application' && command.includes(homeOf(folder)))
    return runningProcesses().flatMap(({ pid, command }) => (isPart(command) ? [pid] : []))
  }

  /** Resolves when nothing of it runs any more. */
  const gone = async (): Promise<void> => {
    while (pidsOf('both').length > 0 || pidsOf('supervisor').length > 0) await wait(50)
  }

  return {
    at,
    folder,
    url: `http://${bed.hostOf(at)}:${serverPort}`,
    start,
    stop: async (): Promise<void> => {
      signalAll(pidsOf('supervisor'), 'SIGTERM')
      await gone()
    },
    /** Another program, or another environment, from the next start on. */
    change: (next: { readonly programFolder?: string; readonly environment?: NodeJS.ProcessEnv }): void =>
      void Object.assign(own, next),
    pidsOf,
    signal: (part: Part, signal: NodeJS.Signals): void => signalAll(pidsOf(part), signal),
    /** As a service manager does it: the next supervisor comes at once, whatever is left of the last one. */
    killSupervisor: async (): Promise<void> => {
      const over = new Promise((resolve) => supervisor!.once('exit', resolve))
      signalAll(pidsOf('supervisor'), 'SIGKILL')
      await over
      start()
    },
    isRunning: (): boolean => pidsOf('supervisor').length > 0,
  }
}

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null
