/** What Linux says of running processes: a supervisor's children are found and signalled from outside. */
import { readFileSync, readdirSync } from 'node:fs'

export interface Running {
  readonly pid: number
  readonly parent: number
  /** Of its process group; children that are detached lead one of their own. */
  readonly command: readonly string[]
}

/** All that run, without those that have ended and are not buried yet. */
export const runningProcesses = (): Running[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, state, parent] = /^\d+ \(.*\) (\S) (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))!
        if (state === 'Z' || state === 'X') return []
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').slice(0, -1)
        return [{ pid: Number(name), parent: Number(parent), command }]
      } catch {
        // It ended while it was looked at.
        return []
      }
    })

export const signalAll = (pids: readonly number[], signal: NodeJS.Signals): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}
