import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CheckTxType } from 'cosmjs-types/tendermint/abci/types'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { encodeBundle } from './bundle.ts'
import { createConsensus, dial } from './made-up-consensus.ts'
import { openCometBft } from './open.ts'

const voters = createVoters(1)
const genesis = genesisFor(voters, Date.now() - 10_000)
/** The second one of a voter is refused. */
const vote = (): Uint8Array => signed(voters[0]!, { input: { poll: 1, choice: 0 } })

test('what a block refuses stays refused, though the rules would come to take it', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openCometBft({
      folder,
      rules,
      genesis,
      socketPath: `${folder}.sock`,
      rpcUrl: 'http://127.0.0.1:1',
    })
    const consensus = await createConsensus(`${folder}.sock`, genesis)
    const mempool = await dial(`${folder}.sock`)
    const check = async (tx: Uint8Array, type: CheckTxType): Promise<string> =>
      (await mempool.call({ checkTx: { tx: encodeBundle([tx]), type } })).checkTx!.log
    await consensus.decide({ time: genesis.time, transactions: [vote()] })
    const twice = vote()
    // It waits for a block that refuses it: until then another may come that makes it right.
    assert.equal(await check(twice, CheckTxType.NEW), '')
    assert.equal(await check(twice, CheckTxType.RECHECK), '')
    const block = { time: genesis.time + 1_000, transactions: [twice] }
    assert.deepEqual(await consensus.propose(block), [twice])
    assert.deepEqual(await consensus.decide(block), [1])
    for (const type of [CheckTxType.NEW, CheckTxType.RECHECK])
      assert.equal(await check(twice, type), 'M1-voted')
    assert.deepEqual(await consensus.propose({ time: genesis.time + 2_000, transactions: [twice] }), [])
    mempool.close()
    consensus.close()
    await ledger.close()
  }))
