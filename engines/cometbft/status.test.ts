import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { createConsensus } from './made-up-consensus.ts'
import { openCometBft } from './open.ts'

const voters = createVoters(1)
const genesis = genesisFor(voters, Date.now() - 10_000)

test('the status says when CometBFT is away, when no block comes, and when one has come again', () =>
  temporaryFolder(async (folder) => {
    const socketPath = `${folder}.sock`
    const rpcUrl = 'http://127.0.0.1:1'
    const ledger = await openCometBft({ folder, rules, genesis, socketPath, rpcUrl, stalledMs: 100 })
    assert.equal(ledger.status().state, 'stalled')
    assert.match(ledger.status().reason!, /CometBFT has not dialled/)
    const consensus = await createConsensus(socketPath, genesis)
    await consensus.decide({ time: genesis.time + 1_000, transactions: [] })
    assert.equal(ledger.status().state, 'running')
    assert.equal(ledger.status().reason, undefined)
    while (ledger.status().state === 'running') await wait(20)
    assert.match(ledger.status().reason!, /No block has come/)
    await consensus.decide({ time: genesis.time + 2_000, transactions: [] })
    assert.equal(ledger.status().state, 'running')
    consensus.close()
    while (ledger.status().state === 'running') await wait(20)
    assert.match(ledger.status().reason!, /CometBFT has not dialled/)
    await ledger.close()
  }))

test('what no block can make right is refused at once, though CometBFT is away', () =>
  temporaryFolder(async (folder) => {
    const socketPath = `${folder}.sock`
    const ledger = await openCometBft({ folder, rules, genesis, socketPath, rpcUrl: 'http://127.0.0.1:1' })
    const consensus = await createConsensus(socketPath, genesis)
    const vote = signed(voters[0]!, { input: { poll: 1, choice: 0 } })
    await consensus.decide({ time: genesis.time + 1_000, transactions: [vote] })
    const codeOf = async (bytes: Uint8Array): Promise<string | undefined> => {
      const result = await ledger.submit(bytes)
      return result.ok ? undefined : result.refusal.code
    }
    assert.equal(await codeOf(vote), 'T6-replayed')
    assert.equal(await codeOf(signed(voters[0]!, { action: 'dance', input: {} })), 'T10-unknown-action')
    assert.equal(await codeOf(signed(voters[0]!, { input: { poll: -1 } })), 'T11-input-malformed')
    consensus.close()
    await ledger.close()
  }))
