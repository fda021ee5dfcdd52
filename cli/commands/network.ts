/** `maru network`: several validators on this machine, or one of a network of several. */
import { join } from 'node:path'
import { assemble, assembleHelp } from '../ceremony/assemble.ts'
import { cityHelp, printCity } from '../ceremony/city.ts'
import { keysHelp, makeKeys } from '../ceremony/keys.ts'
import { joinHelp, joinRunning } from '../joining/join.ts'
import { initNetwork, validatorFolders } from '../network.ts'
import { readNodeSettings, type NodeSettings } from '../node-settings.ts'
import { findProgram, runNode } from '../node.ts'
import { stopSignal } from '../stop-signal.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru network init|start [--data FOLDER] [--validators N] [--city seoul|dev] [--empty] [--port N]
                    [--first-port N] [--json]

A city on several validators, all on this machine, to try it. init writes their keys, genesis and configuration; start
does so too where there is none, and runs them all. The first one has the city's server. All keys are made here for
development; start --production refuses them.

  --data FOLDER     where each validator has its folder (default .maru/network)
  --validators N    how many; from four on, one may fail (default 4)
  --city NAME       which city file it is made from (default seoul)
  --empty           without the demonstration
  --port N          where the city answers (default 4321)
  --first-port N    ports of CometBFT and of the nodes are from here on, three a validator (default 26650)

Examples:
  maru network start
  maru network init --validators 7 --city dev --data town

On machines of several institutions each makes its own keys, and puts the network together for itself
(docs/guides/run-a-network.md):

${cityHelp}

${keysHelp}

${assembleHelp}

A network that runs can be joined:

${joinHelp}`

export const networkCommand: Command = {
  name: 'network',
  summary: 'run a city on several validators on this machine',
  help,
  run: async (args, terminal) => {
    if (args[0] === 'city') return printCity(args.slice(1), terminal)
    if (args[0] === 'keys') return makeKeys(args.slice(1), terminal)
    if (args[0] === 'assemble') return assemble(args.slice(1), terminal)
    if (args[0] === 'join') return joinRunning(args.slice(1), terminal)
    const { values, positionals } = parseOptions(
      args,
      {
        data: { type: 'string', default: join('.maru', 'network') },
        validators: { type: 'string', default: '4' },
        city: { type: 'string', default: 'seoul' },
        empty: { type: 'boolean', default: false },
        port: { type: 'string', default: '4321' },
        'first-port': { type: 'string', default: '26650' },
      },
      help,
    )
    const [call] = positionals
    if (call !== 'init' && call !== 'start')
      if (call !== 'init' && call !== 'start')
        throw new UsageError('say init, start, city, keys, assemble or join', help)
    const folder = values.data
    const program = call === 'start' ? findProgram(terminal) : undefined
    if (call === 'init' || validatorFolders(folder).length === 0) {
      const validatorCount = whole(values.validators, 1, 20, 'the number of validators')
      await initNetwork(
        {
          folder,
          validatorCount,
          cityName: values.city,
          isEmpty: values.empty,
          firstPort: whole(values['first-port'], 1_024, 65_535 - 3 * validatorCount, 'the first port'),
          serverPort: whole(values.port, 1, 65_535, 'a port'),
        },
        terminal,
      )
    }
    const folders = validatorFolders(folder)
    terminal.line(`${folders.length} validators with development keys:\n  ${folders.join('\n  ')}`)
    terminal.answer({ ok: true, folders })
    if (program === undefined) return 0
    const nodes = folders.map((own, at) =>
      runNode(own, readNodeSettings(own) as NodeSettings, program, (line) =>
        process.stderr.write(`validator-${at + 1}: ${line}\n`),
      ),
    )
    await stopSignal()
    await Promise.all(nodes.map((node) => node.stop()))
    return 0
  },
}

const whole = (text: string, min: number, max: number, what: string): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number >= min && number <= max) return number
  throw new UsageError(`${what} is a whole number from ${min} to ${max}`, help)
}
