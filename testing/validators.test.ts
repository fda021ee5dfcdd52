// CometBFT hears of validators what the ledger says of them, and begins with the same ones.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { host } from '@maru/cli/host.ts'
import { createConsensus } from '@maru/engines/cometbft/made-up-consensus.ts'
import { openCometBft } from '@maru/engines/cometbft/open.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { governanceReads } from '@maru/services/governance/reads.ts'
import { services } from '@maru/services/index.ts'
import { decisionOf, genesisOfNetwork, nameValidators } from './governed-network.ts'

const validators = nameValidators(5)
const founders = validators.slice(0, 4)
const [first, , , , fifth] = validators as [
  (typeof validators)[number],
  never,
  never,
  never,
  (typeof validators)[number],
]
const genesis = genesisOfNetwork(founders)
const given = founders.map(({ keys }) => ({ publicKey: keys.voting.publicKey, power: 10 }))
const addressOf = ({ keys }: typeof first): string => Buffer.from(keys.voting.address).toString('hex')
const addition = {
  kind: 'add-validator',
  publicKey: fifth.keys.voting.publicKey,
  power: 10,
  institution: 'university',
  name: 'fifth',
  cosigner: null,
}

const withNode = async (
  run: (open: () => ReturnType<typeof openCometBft>, socketPath: string) => Promise<void>,
) => {
  const parent = await mkdtemp(join(tmpdir(), 'maru-validators-'))
  const socketPath = join(parent, 'app.sock')
  const open = () =>
    openCometBft({
      folder: join(parent, 'data'),
      genesis,
      rules: createRules(services, host.hash),
      socketPath,
      rpcUrl: 'http://127.0.0.1:1',
      validatorsOf: governanceReads.validatorsOf,
    })
  try {
    await run(open, socketPath)
  } finally {
    await rm(parent, { recursive: true, force: true })
  }
}

test('a validator that was voted in or out is told of in its block, with its power, once', () =>
  withNode(async (open, socketPath) => {
    const ledger = await open()
    const consensus = await createConsensus(socketPath, genesis, given)
    const block = async (transactions: readonly Uint8Array[]) => {
      const finalized = await consensus.finalize({ time: Date.now(), transactions })
      assert.deepEqual(
        finalized.txResults.filter(({ code }) => code !== 0),
        [],
      )
      await consensus.decide({ time: Date.now(), transactions })
      return finalized.validatorUpdates.map(({ pubKey, power }) => [
        Buffer.from(pubKey.ed25519!).toString('hex'),
        Number(power),
      ])
    }
    assert.deepEqual(await block(decisionOf(genesis, 1, addition)), [])
    const hexOf = ({ keys }: typeof first) => Buffer.from(keys.voting.publicKey).toString('hex')
    assert.deepEqual(await block([]), [[hexOf(fifth), 10]])
    assert.deepEqual(await block([]), [])
    await block(decisionOf(genesis, 2, { kind: 'remove-validator', validator: addressOf(first) }))
    const removed = await block(
      decisionOf(genesis, 3, { kind: 'change-power', validator: addressOf(fifth), power: 13 }),
    )
    assert.deepEqual(removed, [[hexOf(first), 0]])
    assert.deepEqual(await block([]), [[hexOf(fifth), 13]])
    consensus.close()
    await ledger.close()
  }))

test('a block that is handed over again after a stop tells the same', () =>
  withNode(async (open, socketPath) => {
    const ledger = await open()
    const consensus = await createConsensus(socketPath, genesis, given)
    await consensus.decide({ time: Date.now(), transactions: decisionOf(genesis, 1, addition) })
    const block = { time: Date.now(), transactions: [] }
    const told = await consensus.finalize(block)
    assert.equal(told.validatorUpdates.length, 1)
    consensus.close()
    await ledger.close()
    const again = await open()
    const replay = await createConsensus(socketPath, genesis, given)
    assert.deepEqual((await replay.finalize(block)).validatorUpdates, told.validatorUpdates)
    replay.close()
    await again.close()
  }))

test('a genesis of CometBFT with other validators than those of the ledger is refused', () =>
  withNode(async (open, socketPath) => {
    const others = [
      given.slice(1),
      [...given, { publicKey: fifth.keys.voting.publicKey, power: 10 }],
      given.map((each, at) => ({ ...each, power: at === 0 ? 11 : 10 })),
      [...given.slice(1), { publicKey: fifth.keys.voting.publicKey, power: 10 }],
    ]
    for (const other of others) {
      const ledger = await open()
      await assert.rejects(createConsensus(socketPath, genesis, other), /validators of this genesis/)
      await ledger.close()
    }
  }))
