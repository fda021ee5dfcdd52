/** A machine whose clock is wrong, or whose disk is full. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault, FaultContext, Step } from './fault.ts'

/** Stops a validator, starts it with another environment, and puts it right again in the end. */
const restartedWith =
  (environmentOf: (context: FaultContext, step: Step) => NodeJS.ProcessEnv): Fault['begin'] =>
  async (context, step) => {
    const node = context.network.nodes[step.at]!
    const restart = async (environment: NodeJS.ProcessEnv): Promise<void> => {
      await node.stop()
      node.change({ environment })
      node.start()
    }
    await restart(environmentOf(context, step))
    return () => restart({})
  }

const HOUR_MS = 3_600_000

export const machineFaults: readonly Fault[] = [
  {
    name: 'clock-of-application',
    goesOn: true,
    begin: restartedWith((_, { manner }) => ({
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'shifted-clock.ts')}`,
      MARU_FAULTS_CLOCK_MS: String(manner === 'silent' ? HOUR_MS : -HOUR_MS),
    })),
  },
  {
    name: 'clock-of-consensus',
    goesOn: true,
    whyNot: ({ aheadProgram }) => (aheadProgram === undefined ? 'needs Go, to build CometBFT' : undefined),
    begin: restartedWith(({ aheadProgram }) => ({ COMETBFT: aheadProgram })),
  },
  {
    name: 'full-disk',
    goesOn: true,
    whyNot: ({ bed }) => (bed.mountDisk ? undefined : 'needs mounts of its own'),
    begin: async ({ network }, { at }) => {
      const path = join(network.nodes[at]!.folder, 'ballast')
      const file = openSync(path, 'w')
      // What is freed meanwhile is taken too.
      const filling = setInterval(() => fill(file), 100)
      fill(file)
      return () => {
        clearInterval(filling)
        closeSync(file)
        rmSync(path)
      }
    },
  },
]

const fill = (file: number): void => {
  try {
    for (;;) writeSync(file, block)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

const block = new Uint8Array(4_096)
