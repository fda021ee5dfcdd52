// While the city is halted nothing fills the mempools, and whoever hears that it is halted is never recorded after all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CheckTxType } from 'cosmjs-types/tendermint/abci/types'
import { dev } from '@maru/cities/dev.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { namedSigner, registrar } from '@maru/testing/city.ts'
import { decisionOf, genesisOfNetwork, nameValidators } from '@maru/testing/governed-network.ts'
import { sha256 } from '../host.ts'
import { temporaryFolder } from '../solo/made-up.ts'
import { encodeBundle } from './bundle.ts'
import { createConsensus, dial } from './made-up-consensus.ts'
import { openCometBft } from './open.ts'

const { NEW, RECHECK } = CheckTxType

test('what comes during a halt is refused at once; what waited before it has its block, and stays refused after it', () =>
  temporaryFolder(async (folder) => {
    const genesis = genesisOfNetwork(nameValidators(4))
    const { chain } = genesis
    const socketPath = `${folder}.sock`
    const rules = createRules(services, sha256)
    const ledger = await openCometBft({ folder, rules, genesis, socketPath, rpcUrl: 'http://127.0.0.1:1' })
    const consensus = await createConsensus(socketPath, genesis)
    const mempool = await dial(socketPath)
    const check = async (bytes: Uint8Array, type: CheckTxType): Promise<string> =>
      (await mempool.call({ checkTx: { tx: encodeBundle([bytes]), type } })).checkTx!.log
    let time = Date.now()
    const decide = (...transactions: Uint8Array[]) =>
      consensus.decide({ time: (time += 1_000), transactions })
    let salt = 0
    const enrolment = (): Uint8Array => {
      const resident = newKey(namedSigner(`resident ${++salt}`), chain)
      const input = { ...resident, district: dev.districts[0]!.id, birthYearBand: 1980 } as CborValue
      const wish = { service: 'residents', action: 'enrol-resident', input }
      return signTransaction(registrar, wish, { chain, validUntil: Date.now() + 300_000 })
    }

    const [before, waiting] = [enrolment(), enrolment()]
    assert.deepEqual(await decide(before), [0])
    assert.equal(await check(waiting, NEW), '')
    const halt = decisionOf(genesis, 1, { kind: 'halt' })
    assert.deepEqual(
      await decide(...halt),
      halt.map(() => 0),
    )

    const another = enrolment()
    assert.equal(await check(another, NEW), 'T18-halted')
    const submitted = await ledger.submit(enrolment())
    assert.equal(
      submitted.ok ? 'recorded' : submitted.refusal.code,
      'T18-halted',
      'without a word to CometBFT',
    )
    assert.equal(ledger.status().waiting, 0)
    const resume = decisionOf(genesis, 2, { kind: 'resume' })
    assert.equal(await check(resume[0]!, NEW), '', 'what works while the city is halted is taken')

    assert.equal(await check(waiting, RECHECK), '')
    assert.deepEqual(await consensus.propose({ time, transactions: [waiting] }), [waiting])
    assert.deepEqual(await decide(waiting), [1])
    assert.equal(await check(waiting, RECHECK), 'T18-halted')

    assert.deepEqual(
      await decide(...resume),
      resume.map(() => 0),
    )
    assert.equal(await check(enrolment(), NEW), '')
    assert.equal(await check(waiting, NEW), 'T18-halted', 'whoever sent it has heard no')
    assert.deepEqual(await consensus.propose({ time, transactions: [waiting, another] }), [another])
    mempool.close()
    consensus.close()
    await ledger.close()
  }))
