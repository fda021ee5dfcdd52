/** Validators of a made-up town in this process, each beside a real CometBFT, and the town's server over the first. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cityToGenesis } from '@maru/cities/city.ts'
import { dev } from '@maru/cities/dev.ts'
import { cityOfNetwork } from '@maru/cli/network-city.ts'
import { createReporter } from '@maru/cli/report-equivocation.ts'
import { createSeed, signerFromSeed } from '@maru/client/keys.ts'
import { createHost, sha256, type Host } from '@maru/engines/host.ts'
import {
  homeOf,
  rpcUrlOf,
  socketPathOf,
  writeHomes,
  type Keyed,
} from '@maru/engines/cometbft/network/home.ts'
import { createValidatorKeys } from '@maru/engines/cometbft/network/keys.ts'
import { findInstalled } from '@maru/engines/cometbft/network/program.ts'
import { openCometBft, type CometBftLedger } from '@maru/engines/cometbft/open.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { openContentStore } from '@maru/server/content-store.ts'
import { createServer } from '@maru/server/server.ts'
import { governanceReads } from '@maru/services/governance/reads.ts'
import { services } from '@maru/services/index.ts'

const installFolder = join(import.meta.dirname, '../node_modules/.cache/go')
const program = findInstalled({ environment: process.env, installFolder })

/** Why tests that need the program are skipped, or false. */
export const withoutCometBft =
  program === undefined && 'needs CometBFT: maru node installs it, or name it in COMETBFT'

export interface RealNode {
  readonly validator: Keyed & { readonly machineSeed: Uint8Array }
  readonly ledger: CometBftLedger
  readonly consensus: ChildProcess
}

export interface RealNetwork {
  readonly folder: string
  readonly nodes: readonly RealNode[]
  readonly url: string
  readonly genesis: Genesis
  readonly chain: string
}

/** A process of CometBFT on a home folder. */
export const startCometBft = (home: string): ChildProcess =>
  spawn(program!, ['start', '--home', home], { stdio: ['ignore', 'ignore', 'inherit'] })

export const withRealNetwork = async (
  {
    count,
    firstPort,
    reported = () => undefined,
    host = createHost(),
  }: {
    readonly count: number
    readonly firstPort: number
    readonly reported?: (line: string) => void
    readonly host?: Host
  },
  run: (network: RealNetwork) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-network-'))
  const validators = Array.from({ length: count }, (_, at) => ({
    name: `validator-${at + 1}`,
    folder: join(folder, `validator-${at + 1}`),
    host: '127.0.0.1',
    peerPort: firstPort + 2 * at,
    rpcPort: firstPort + 2 * at + 1,
    keys: createValidatorKeys(),
    machineSeed: createSeed(),
  }))
  const genesis = cityToGenesis(cityOfNetwork(dev, validators))
  writeHomes(validators, genesis, Date.now())
  const rules = createRules(services, sha256)
  const nodes: RealNode[] = []
  for (const validator of validators) {
    const socketPath = socketPathOf(validator.folder)
    const rpcUrl = rpcUrlOf(validator)
    const report = createReporter({ signer: signerFromSeed(validator.machineSeed), warn: reported })
    const ledger: CometBftLedger = await openCometBft({
      folder: validator.folder,
      rules,
      host,
      genesis,
      socketPath,
      rpcUrl,
      validatorsOf: governanceReads.validatorsOf,
      equivocated: (equivocation) => void report(ledger, equivocation),
    })
    nodes.push({ validator, ledger, consensus: startCometBft(homeOf(validator.folder)) })
  }
  const { ledger } = nodes[0]!
  const content = openContentStore({ folder: join(folder, 'content') })
  const server = createServer({ ledger, services: ledger.rules.services, content })
  try {
    const url = await server.listen({ port: 0, host: '127.0.0.1' })
    await run({ folder, nodes, url, genesis, chain: genesis.chain })
  } finally {
    await server.close()
    for (const { consensus } of nodes) consensus.kill('SIGKILL')
    for (const node of nodes) await node.ledger.close()
    await content.close()
    await rm(folder, { recursive: true, force: true })
  }
}
