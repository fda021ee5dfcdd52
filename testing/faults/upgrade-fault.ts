/** Another version of the program on one validator after the other, and back again, while votes go on. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault, FaultContext } from './fault.ts'
import { copyProgram } from './program-copy.ts'
import { runningProcesses } from './processes.ts'
import { caughtUp } from './test-network.ts'

export const upgradeFault: Fault = {
  name: 'rolling-upgrade',
  goesOn: true,
  begin: async (context) => {
    const next = join(context.folder, 'next-program')
    if (!existsSync(next)) copyProgram(context.programFolder, next, '0.0.0-next')
    await moveAll(context, next)
    return () => moveAll(context, context.programFolder)
  },
}

const moveAll = async ({ network, log }: FaultContext, programFolder: string): Promise<void> => {
  for (const node of network.nodes) {
    await node.stop()
    node.change({ programFolder })
    node.start()
    await caughtUp(network.nodes, 180_000)
    const main = join(programFolder, 'cli/main.ts')
    const runs = runningProcesses().filter(
      ({ command }) => command.includes(main) && command.includes(node.folder),
    )
    if (runs.length !== 2) throw new Error(`validator ${node.at + 1} does not run ${programFolder}`)
  }
  log('  all four run another copy of the program')
}
