// With the real CometBFT: a fifth validator is voted in, catches up and signs; the first is voted out and may go.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { host } from '@maru/cli/host.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { genesisFileOf } from '@maru/engines/cometbft/network/genesis-file.ts'
import { homeOf, rpcUrlOf, socketPathOf, writeHome } from '@maru/engines/cometbft/network/home.ts'
import { findInstalled } from '@maru/engines/cometbft/network/program.ts'
import { openCometBft } from '@maru/engines/cometbft/open.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { governanceReads } from '@maru/services/governance/reads.ts'
import { services } from '@maru/services/index.ts'
import { decisionOf, genesisOfNetwork, nameValidators } from './governed-network.ts'

const installFolder = join(import.meta.dirname, '../node_modules/.cache/go')
const program = findInstalled({ environment: process.env, installFolder })
const skip = program === undefined && 'needs CometBFT: maru node installs it, or name it in COMETBFT'

const firstPort = 27_460

interface Node {
  readonly ledger: Ledger
  readonly consensus: ChildProcess
}

/** Five homes, of which the first four found the network. */
const makeNetwork = (folder: string) => {
  const validators = nameValidators(5).map((each, at) => ({
    ...each,
    folder: join(folder, each.name),
    host: '127.0.0.1',
    peerPort: firstPort + 2 * at,
    rpcPort: firstPort + 2 * at + 1,
  }))
  const founders = validators.slice(0, 4)
  const genesis = genesisOfNetwork(founders)
  const genesisFile = genesisFileOf(founders, genesis, Date.now())
  for (const validator of validators) writeHome(validator, founders, genesisFile)
  return { validators, genesis }
}

type Network = ReturnType<typeof makeNetwork>
type Validator = Network['validators'][number]

const startNode = async ({ genesis }: Network, validator: Validator): Promise<Node> => {
  const { folder } = validator
  const ledger = await openCometBft({
    folder,
    genesis,
    rules: createRules(services, host.hash),
    socketPath: socketPathOf(folder),
    rpcUrl: rpcUrlOf(validator),
    validatorsOf: governanceReads.validatorsOf,
  })
  const consensus = spawn(program!, ['start', '--home', homeOf(folder)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { ledger, consensus }
}

/** Who has signed the last block that this node knows to be committed, by address. */
const signersAt = async (validator: Validator): Promise<Set<string>> => {
  const response = await fetch(`${rpcUrlOf(validator)}/commit`)
  const { result } = (await response.json()) as {
    result: {
      signed_header: { commit: { signatures: { block_id_flag: number; validator_address: string }[] } }
    }
  }
  const signatures = result.signed_header.commit.signatures.filter((each) => each.block_id_flag === 2)
  return new Set(signatures.map((each) => each.validator_address.toLowerCase()))
}

const addressOf = ({ keys }: Validator): string => Buffer.from(keys.voting.address).toString('hex')

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await wait(100)
}

test('a fifth validator joins and the first leaves, by vote', { skip, timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-validators-'))
  const network = makeNetwork(folder)
  const { validators, genesis } = network
  const [first, second, , , fifth] = validators as [Validator, Validator, Validator, Validator, Validator]
  const nodes: Node[] = []
  try {
    for (const validator of validators.slice(0, 4)) nodes.push(await startNode(network, validator))
    const asked = nodes[1]!.ledger
    const recorded = async (bytes: Uint8Array): Promise<void> => {
      const result = await asked.submit(bytes)
      assert.ok(result.ok, !result.ok ? result.refusal.code : '')
    }
    const decide = async (change: number, wanted: object): Promise<void> => {
      for (const bytes of decisionOf(genesis, change, wanted)) await recorded(bytes)
    }
    const power = { power: 10, institution: 'university', name: 'fifth', cosigner: null }
    await decide(1, { kind: 'add-validator', publicKey: fifth.keys.voting.publicKey, ...power })
    nodes.push(await startNode(network, fifth))
    await until(async () => (await signersAt(second)).has(addressOf(fifth)))
    assert.ok(nodes[4]!.ledger.snapshot().height >= 6, 'it has caught up')

    await decide(2, { kind: 'remove-validator', validator: addressOf(first) })
    await until(async () => !(await signersAt(second)).has(addressOf(first)))
    nodes[0]!.consensus.kill('SIGKILL')
    await once(nodes[0]!.consensus, 'exit')
    const input = { service: 'debates', name: 'debateDays', from: Date.now() + 3_600_000, value: 20 }
    const wish = { service: 'parameters', action: 'change-parameter', input }
    const options = { chain: genesis.chain, validUntil: Date.now() + 300_000 }
    await recorded(signTransaction(developmentSigner('mayor'), wish, options))
    assert.ok((await signersAt(second)).size >= 3)

    const others = nodes.slice(1).map(({ ledger }) => ledger)
    const size = asked.status().size
    await until(() => others.every((ledger) => ledger.status().size >= size))
    const roots = others.map((ledger) => Buffer.from(ledger.snapshot().stateRoot).toString('hex'))
    assert.equal(new Set(roots).size, 1)
  } finally {
    for (const { consensus } of nodes) consensus.kill('SIGKILL')
    for (const { ledger } of nodes) await ledger.close()
    await rm(folder, { recursive: true, force: true })
  }
})
