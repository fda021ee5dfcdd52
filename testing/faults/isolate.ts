/**
 * Starts a run within namespaces of its own: network, mounts and processes. When it ends, in whatever way, the kernel
 * ends all that it started and takes its addresses and disks away.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { geteuid } from 'node:process'

/** Says why not, where the machine does not allow it. */
export const whyNotIsolated = (): string | undefined => {
  if (process.platform !== 'linux') return 'network namespaces are Linux only'
  const probe = 'ip link add maru type bridge && mount -t tmpfs none /mnt && nsenter --version'
  const { status, error, stderr } = spawnSync('unshare', [...flags(), 'sh', '-c', probe], {
    encoding: 'utf8',
    timeout: 10_000,
  })
  if (status === 0) return undefined
  return `the machine gives no network namespaces: ${error?.message ?? stderr.trim()}`
}

/** Runs a command there. The shell in between is the first process there, which has to bury orphans; Node does not. */
export const startIsolated = (command: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess =>
  spawn('unshare', [...flags(), 'sh', '-c', '"$@"; exit $?', 'sh', ...command], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
  })

const flags = (): string[] => [
  // Whoever is not root is it within a user namespace, where the system lets them.
  ...(geteuid?.() === 0 ? [] : ['--user', '--map-root-user']),
  ...['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
]

/** The same command without namespaces; it ends what it started by itself, and is told to by its input's end. */
export const startLoopback = (command: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess => {
  const [program, ...parameters] = command as [string, ...string[]]
  return spawn(program, parameters, { stdio: ['ignore', 'inherit', 'inherit'], env: environment })
}
