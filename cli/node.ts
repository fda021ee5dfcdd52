/** The two processes of a validator, as `maru node` and `maru network start` run them. */
import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endedOnFailure } from '@maru/engines/cometbft/network/consensus-failure.ts'
import { homeOf, socketPathOf } from '@maru/engines/cometbft/network/home.ts'
import { endLeftover, rememberConsensus } from '@maru/engines/cometbft/network/leftover.ts'
import { findCometBft } from '@maru/engines/cometbft/network/program.ts'
import { supervise, type Supervised } from '@maru/engines/cometbft/network/supervise.ts'
import type { NodeSettings } from './node-settings.ts'
import type { Terminal } from './terminal.ts'

/** The path of CometBFT. Throws with a sentence that says how to get it. */
export const findProgram = ({ environment }: Terminal): string =>
  findCometBft({ environment, installFolder: fromHere('../node_modules/.cache/go') })

export const runNode = (
  folder: string,
  settings: NodeSettings,
  program: string,
  log: (line: string) => void,
): Supervised =>
  supervise({
    startApplication: () => start(process.execPath, [fromHere('main.ts'), ...startCallOf(folder, settings)]),
    startConsensus: () => {
      const home = homeOf(folder)
      if (endLeftover(home)) log('a CometBFT that an earlier run left behind is ended')
      const consensus = rememberConsensus(home, start(program, ['start', '--home', home], 'pipe'))
      return endedOnFailure(consensus, (line) => process.stdout.write(`${line}\n`))
    },
    socketPath: socketPathOf(folder),
    log,
  })

const startCallOf = (
  folder: string,
  { city, serverPort, votePort, isDevelopment }: NodeSettings,
): string[] => [
  ...['start', '--data', folder, '--city', cityIn(folder, city)],
  ...(isDevelopment ? [] : ['--production']),
  ...(serverPort === undefined ? ['--ledger-only'] : ['--port', String(serverPort)]),
  ...(votePort === undefined ? [] : ['--vote-port', String(votePort)]),
]

/** A file of one's own is named from the folder. */
const cityIn = (folder: string, city: string): string =>
  city.endsWith('.json') ? resolve(folder, city) : city

/** Apart from the terminal, so that Ctrl+C reaches the one that ends them in their order; it ends with the channel. */
const start = (
  path: string,
  parameters: readonly string[],
  output: 'inherit' | 'pipe' = 'inherit',
): ChildProcess => spawn(path, parameters, { stdio: ['ignore', output, 'inherit', 'ipc'], detached: true })

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
