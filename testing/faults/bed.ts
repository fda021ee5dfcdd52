/**
 * Where the validators of a run stand: in a network namespace each, joined by a bridge, where the machine allows it;
 * else at four addresses of the loopback range. Either way no address outside of the run is used.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, readlinkSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

export interface Bed {
  readonly kind: 'namespaces' | 'loopback'
  readonly hostOf: (at: number) => string
  /** Where relays stand, and whoever votes. */
  readonly middle: string
  /** What a command begins with to run where this validator is. */
  readonly enter: (at: number) => readonly string[]
  /** Takes a validator's cable out: neither validators nor voters reach it. In namespaces only. */
  readonly unplug: ((at: number) => void) | undefined
  readonly plug: (at: number) => void
  /** A folder with a disk of its own of so many megabytes. In namespaces only. */
  readonly mountDisk: ((folder: string, sizeMb: number) => void) | undefined
  readonly close: () => void
}

export const openLoopback = (): Bed => ({
  kind: 'loopback',
  hostOf: (at) => `127.0.0.${at + 2}`,
  middle: '127.0.0.1',
  enter: () => [],
  unplug: undefined,
  plug: () => undefined,
  mountDisk: undefined,
  close: () => undefined,
})

/** Called within namespaces of the run's own (isolate.ts), which end with it and take everything here along. */
export const openNamespaces = async (count: number): Promise<Bed> => {
  const holders: ChildProcess[] = []
  const enter = (at: number): string[] => ['nsenter', '--target', String(holders[at]!.pid), '--net', '--']
  ip('link', 'set', 'lo', 'up')
  ip('link', 'add', bridge, 'type', 'bridge')
  ip('addr', 'add', `${middle}/24`, 'dev', bridge)
  ip('link', 'set', bridge, 'up')
  for (let at = 0; at < count; at++) {
    // It holds the namespace until its input ends, which is when this process does.
    const holder = spawn('unshare', ['--net', 'cat'], { stdio: ['pipe', 'ignore', 'inherit'] })
    holders.push(holder)
    while (networkOf(holder.pid!) === networkOf(process.pid)) await wait(10)
    ip('link', 'add', cable(at), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(holder.pid))
    ip('link', 'set', cable(at), 'master', bridge, 'up')
    const [command, ...inside] = enter(at) as [string, ...string[]]
    for (const call of [
      ['addr', 'add', `${hostOf(at)}/24`, 'dev', 'eth0'],
      ['link', 'set', 'eth0', 'up'],
      ['link', 'set', 'lo', 'up'],
    ])
      execFileSync(command, [...inside, 'ip', ...call])
  }
  return {
    kind: 'namespaces',
    hostOf,
    middle,
    enter,
    unplug: (at) => ip('link', 'set', cable(at), 'down'),
    plug: (at) => ip('link', 'set', cable(at), 'up'),
    mountDisk: (folder, sizeMb) => {
      mkdirSync(folder, { recursive: true })
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'maru-faults', folder])
    },
    close: () => {
      for (const holder of holders) holder.stdin!.end()
    },
  }
}

const bridge = 'maru'
const middle = '10.77.0.254'
const hostOf = (at: number): string => `10.77.0.${at + 1}`
const cable = (at: number): string => `maru${at + 1}`

const ip = (...call: readonly string[]): void =>
  void execFileSync('ip', call, { stdio: ['ignore', 'ignore', 'pipe'] })

const networkOf = (pid: number): string => {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`)
  } catch {
    throw new Error('the namespace of a validator ended at once')
  }
}
