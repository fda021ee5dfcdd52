/** `maru node`: runs one validator of a network. */
import { readNodeSettings } from '../node-settings.ts'
import { findProgram, runNode } from '../node.ts'
import { stopSignal } from '../stop-signal.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru node --data FOLDER

Runs one validator of a network until it is stopped: the city with its ledger, and beside it CometBFT, which agrees
with the other validators on what is recorded. Each is started again when it ends.

  --data FOLDER  the validator's folder, as maru network init makes it (MARU_DATA)

CometBFT is the program of COMETBFT, or the one on PATH, or is installed with Go.

Example:
  maru node --data .maru/network/validator-1`

export const nodeCommand: Command = {
  name: 'node',
  summary: 'run one validator of a network',
  help,
  run: async (args, terminal) => {
    const { values } = parseOptions(args, { data: { type: 'string' } }, help)
    const folder = values.data ?? terminal.environment['MARU_DATA']
    if (folder === undefined) throw new UsageError('which validator? Name its folder with --data', help)
    const settings = readNodeSettings(folder)
    if (!settings)
      throw new UsageError(`${folder} is no validator's folder; make one with: maru network init`, help)
    const node = runNode(folder, settings, findProgram(terminal), (line) =>
      process.stderr.write(`maru: ${line}\n`),
    )
    await stopSignal()
    await node.stop()
    return 0
  },
}
