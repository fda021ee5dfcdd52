/** Two processes vote with one key, as after a careless restore: the validator signs two blocks of one height. */
import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { writeNodeSettings } from '@maru/cli/node-settings.ts'
import { writeHome, type Keyed } from '@maru/engines/cometbft/network/home.ts'
import { createValidatorKeys } from '@maru/engines/cometbft/network/keys.ts'
import type { Fault } from './fault.ts'
import { createValidator } from './validator.ts'

export const twinFault: Fault = {
  name: 'twin',
  goesOn: true,
  begin: async (context, { at }) => {
    const { network, bed, firstPort, log } = context
    const original = network.validators[at]!
    const folder = `${original.folder}-twin`
    rmSync(folder, { recursive: true, force: true })
    const twin: Keyed = {
      ...original,
      folder,
      peerPort: firstPort + 90 + 2 * at,
      rpcPort: firstPort + 91 + 2 * at,
      keys: { voting: original.keys.voting, peer: createValidatorKeys().peer },
    }
    const others = network.validators.filter((_, other) => other !== at)
    writeHome(twin, others, network.genesisFile)
    writeNodeSettings(folder, { city: 'dev', host: twin.host, rpcPort: twin.rpcPort, isDevelopment: true })
    const node = createValidator({ ...context, at, bed, folder, serverPort: twin.rpcPort })
    const heardBefore = network.nodes.map(({ recorder }) => recorder.misbehaviour.size)
    node.start()
    return async () => {
      const giveUpAt = performance.now() + FOUND_OUT_WITHIN_MS
      const honest = network.nodes.filter((other) => other.at !== at)
      const isFoundOut = (): boolean =>
        honest.every(({ at: other, recorder }) => recorder.misbehaviour.size > heardBefore[other]!)
      while (!isFoundOut()) {
        if (performance.now() > giveUpAt)
          throw new Error('two processes vote with one key, and no block tells of it')
        await wait(100)
      }
      log('  every other validator had a block that tells of it')
      await node.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** It has to come to be the proposer, and votes for two blocks of its own. */
const FOUND_OUT_WITHIN_MS = 180_000
