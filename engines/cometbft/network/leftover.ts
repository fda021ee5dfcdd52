/**
 * A CometBFT that outlived whoever watched over it. When `maru node` itself is killed, its application ends, and
 * CometBFT with it; now and then that one hangs in its shutdown instead, and keeps its home locked. Its process id and
 * that of its watch stand in the home, so that the next `maru node` finds and ends it.
 */
import { execFileSync, type ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const rememberConsensus = <Child extends ChildProcess>(
  home: string,
  child: Child,
  watch = process.pid,
): Child => {
  if (child.pid !== undefined) writeFileSync(pidFile(home), `${child.pid} ${watch}\n`)
  return child
}

/** True when one was there. It is killed: what it has acknowledged is on its disk, and it did not end when asked to. */
export const endLeftover = (home: string): boolean => {
  const { pid, watch } = remembered(home)
  // One that is still watched belongs to another `maru node` on the same folder, which was started twice.
  if (pid === undefined || watch === undefined || isAlive(watch)) return false
  // A number says little: another process may have it by now.
  if (!` ${commandOf(pid)} `.includes(` --home ${home} `)) return false
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}

const pidFile = (home: string): string => join(home, 'pid')

const remembered = (home: string): { readonly pid?: number; readonly watch?: number } => {
  try {
    const [pid, watch] = readFileSync(pidFile(home), 'utf8').trim().split(' ').map(Number)
    return isPid(pid) && isPid(watch) ? { pid, watch } : {}
  } catch {
    return {}
  }
}

const isPid = (number: number | undefined): number is number => Number.isSafeInteger(number) && number! > 1

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return commandByPs(pid)
  }
}

/** Where there is no /proc. */
const commandByPs = (pid: number): string => {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return ''
  }
}
