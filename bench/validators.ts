/** Validators of a network on this machine, and what they take of it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { homeOf, type Validator } from '@maru/engines/cometbft/network/home.ts'

export const validatorsIn = (folder: string, count: number, firstPort: number): Validator[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `validator-${at + 1}`,
    folder: join(folder, `validator-${at + 1}`),
    host: '127.0.0.1',
    peerPort: firstPort + 2 * at,
    rpcPort: firstPort + 2 * at + 1,
  }))

export const startConsensus = (
  program: string,
  { folder }: Validator,
  more: readonly string[] = [],
): ChildProcess => spawn(program, ['start', '--home', homeOf(folder), ...more], { stdio: 'ignore' })

export const end = async (child: ChildProcess): Promise<void> => {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (child.exitCode === null && child.kill()) await ended
}

/** Milliseconds of processor of a process on Linux, whose clock ticks a hundred times a second. */
export const processorMsOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return 10 * (Number(fields[11]) + Number(fields[12]))
}

/** Bytes that the folder's files take on the disk, those of the named folders in it left out. */
export const folderBytes = (folder: string, without: readonly string[] = []): number =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !without.includes(name))
    .reduce((sum, entry) => {
      const path = join(folder, entry.name)
      return sum + (entry.isDirectory() ? folderBytes(path) : 512 * statSync(path).blocks)
    }, 0)
