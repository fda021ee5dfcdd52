import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CheckTxType } from 'cosmjs-types/tendermint/abci/types'
import { refuse } from '@maru/kernel/refusal.ts'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { encodeBundle } from './bundle.ts'
import { createConsensus, dial } from './made-up-consensus.ts'
import { openCometBft } from './open.ts'
import { withoutCopies } from './proposal.ts'
import { openRefused } from './refused.ts'

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

test('a copy in the same block does not count, though an act before it made it right', async () => {
  const [voter, other] = [
    { ok: true, value: { id: 'a' } },
    { ok: true, value: { id: 'b' } },
  ] as never[]
  const codes = withoutCopies([[voter!, other!], [voter!]])
    .flat()
    .map((result) => (result.ok ? result.value.id : result.refusal.code))
  assert.deepEqual(codes, ['a', 'b', 'T6-replayed'])
})

test('what was refused is known after a new start, until its time limit, and a line that was cut off says nothing', () =>
  temporaryFolder(async (folder) => {
    const path = join(folder, 'refused')
    const [first, second] = ['1'.repeat(64), '2'.repeat(64)] as const
    const refused = openRefused(path)
    refused.add({ id: first, validUntil: 100 }, refuse('P10-already-supported'))
    refused.add({ id: second, validUntil: 200 }, refuse('P11-not-supported'))
    refused.add({ id: '3'.repeat(64), validUntil: 200 }, refuse('T8-unknown-key'))
    appendFileSync(path, `${'4'.repeat(64)} 20`)
    const again = openRefused(path)
    assert.deepEqual(again.find(first), refuse('P10-already-supported'))
    assert.equal(again.find('3'.repeat(64)), undefined)
    again.blockEnds(101)
    assert.equal(again.find(first), undefined)
    assert.deepEqual(again.find(second), refuse('P11-not-supported'))
    const few = openRefused(path, 1)
    few.blockEnds(0)
    assert.deepEqual([few.find(first), few.find(second)], [undefined, refuse('P11-not-supported')])
  }))
