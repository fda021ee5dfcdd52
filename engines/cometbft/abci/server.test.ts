import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { CheckTxType, type Request, type Response } from 'cosmjs-types/tendermint/abci/types'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../../solo/made-up.ts'
import { openSolo } from '../../solo/open.ts'
import { dial } from '../made-up-consensus.ts'
import { openCometBft, type CometBftLedger } from '../open.ts'

const voters = createVoters(8)
const genesis = genesisFor(voters, Date.now() - 10_000)
const vote = (voter: number, poll: number): Uint8Array =>
  signed(voters[voter]!, { input: { poll, choice: 0 } })
const socketOf = (folder: string): string => `${folder}.sock`

const openMadeUp = (folder: string): Promise<CometBftLedger> =>
  openCometBft({ folder, rules, genesis, socketPath: socketOf(folder), rpcUrl: 'http://127.0.0.1:1' })

test('answers come in the order of the requests, whatever is quicker', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openMadeUp(folder)
    const connection = await dial(socketOf(folder))
    const requests = Array.from({ length: 300 }, (_, each) =>
      each % 3 === 0
        ? { checkTx: { tx: vote(each % 8, each), type: CheckTxType.NEW } }
        : each % 3 === 1
          ? { echo: { message: String(each) } }
          : { flush: {} },
    )
    const answers = await Promise.all(requests.map((request) => connection.call(request)))
    const nameOf = (message: Request | Response): string =>
      Object.entries(message).find(([, value]) => value !== undefined)![0]
    assert.deepEqual(
      answers.map((answer) => `${nameOf(answer)} ${answer.echo?.message ?? ''}`),
      requests.map((request) => `${Object.keys(request)[0]} ${request.echo?.message ?? ''}`),
    )
    connection.close()
    await ledger.close()
  }))

for (const [name, bytes, words] of [
  ['an unknown request', Uint8Array.of(3, 0xaa, 1, 0), /does not know/],
  ['vote extensions, which are off', Uint8Array.of(3, 0x92, 1, 0), /extendVote is not answered/],
  ['a message over the bound', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f), /over 33554432/],
  ['a length that is no varint', new Uint8Array(6).fill(0xff), /no varint/],
] as const) {
  test(`${name} is answered with an exception, and the ledger stops saying why`, () =>
    temporaryFolder(async (folder) => {
      const ledger = await openMadeUp(folder)
      const connection = await dial(socketOf(folder))
      const answered = connection.call({ echo: { message: 'first' } })
      await answered
      connection.send(bytes)
      await assert.rejects(
        connection.call({ flush: {} }).then(({ exception }) => {
          if (exception) throw new Error(exception.error)
        }),
      )
      assert.equal(ledger.status().state, 'stopped')
      assert.match(ledger.status().reason!, words)
      const refusal = await ledger.submit(vote(0, 1))
      assert.equal(!refusal.ok && refusal.refusal.code, 'T13-stopped')
      await ledger.close()
    }))
}

test('a folder whose path is too long for a socket is refused, and free again', () =>
  temporaryFolder(async (folder) => {
    const long = join(folder, 'x'.repeat(100))
    await assert.rejects(openMadeUp(long), { code: 'E6-path-too-long' })
    await (await openSolo({ folder: long, rules, genesis })).close()
  }))
