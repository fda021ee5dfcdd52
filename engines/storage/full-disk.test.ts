/**
 * A disk that is really full, under both engines, at whatever it is that finds no room first: the ledger stops with a
 * sentence, can be started on the full disk to be read, and has all that was acknowledged once there is room again.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { cannotMount, onSmallDisk } from '@maru/testing/small-disk.ts'
import { createConsensus, type MadeUpBlock } from '../cometbft/made-up-consensus.ts'
import { openCometBft } from '../cometbft/open.ts'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { openSolo } from '../solo/open.ts'
import { sha256 } from '../host.ts'

const voters = createVoters(40)
const genesis = genesisFor(voters, Date.now() - 60_000)
const votesOf = (poll: number): Uint8Array[] =>
  voters.map((voter) => signed(voter, { input: { poll, choice: 0 } }))
const idOf = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString('hex')
const sentence = /(ENOSPC|Input\/output error).*Nothing that was acknowledged is lost/

/** Small and hasty, so that journal, log files and state each are the first to find no room now and then. */
const hasty = { flushMs: 30, journalFileBytes: 100_000 }
const sizesKb = [300, 400, 500, 650, 900, 1_500]
const pollsMax = 500

const skip = cannotMount()

const submitAll = async (ledger: Ledger, poll: number): Promise<string[]> => {
  const results = await Promise.all(votesOf(poll).map((bytes) => ledger.submit(bytes)))
  return results.flatMap((result) => (result.ok ? [result.value.id] : []))
}

for (const sizeKb of sizesKb)
  test(`solo on a disk of ${sizeKb} KB`, { skip }, () =>
    onSmallDisk(sizeKb, async (folder, grow) => {
      const open = () => openSolo({ folder, rules, genesis, ...hasty })
      const acknowledged: string[] = []
      const ledger = await open()
      let poll = 0
      while (ledger.status().state === 'running' && poll < pollsMax)
        acknowledged.push(...(await submitAll(ledger, poll++)))
      assert.match(ledger.status().reason!, sentence)
      await ledger.close().catch(() => undefined)

      const full = await open()
      for (const id of acknowledged) assert.notEqual(await full.find(id), undefined)
      acknowledged.push(...(await submitAll(full, poll++)))
      await full.close().catch(() => undefined)

      grow()
      const last = await open()
      for (const id of acknowledged) assert.notEqual(await last.find(id), undefined)
      assert.equal((await submitAll(last, poll)).length, voters.length, String(last.status().reason))
      await last.close()
    }),
  )

const entriesOf = async (ledger: Ledger): Promise<string[]> => {
  const entries: string[] = []
  for (let index = 0; index < ledger.snapshot().size; index++)
    entries.push(Buffer.from((await ledger.entry(index))!).toString('hex'))
  return entries
}

for (const sizeKb of sizesKb)
  test(`a validator on a disk of ${sizeKb} KB goes on where it was, as the others have it`, { skip }, () =>
    temporaryFolder((roomy) =>
      onSmallDisk(sizeKb, async (folder, grow) => {
        const open = (own: string) =>
          openCometBft({
            folder: own,
            rules,
            genesis,
            socketPath: `${roomy}${own === folder ? '-full' : ''}.sock`,
            rpcUrl: 'http://127.0.0.1:1',
            ...hasty,
          })
        const connect = (own: string) =>
          createConsensus(`${roomy}${own === folder ? '-full' : ''}.sock`, genesis)
        const blocks: MadeUpBlock[] = []
        const ledger = await open(folder)
        const consensus = await connect(folder)
        let isFull = false
        while (!isFull && blocks.length < pollsMax) {
          blocks.push({ time: genesis.time + 1_000 * blocks.length, transactions: votesOf(blocks.length) })
          isFull = await consensus.decide(blocks.at(-1)!).then(
            () => false,
            () => true,
          )
        }
        assert.match(ledger.status().reason!, sentence)
        consensus.close()
        await ledger.close().catch(() => undefined)

        const full = await open(folder)
        const before = blocks.slice(0, -1).flatMap(({ transactions }) => transactions.map(idOf))
        for (const id of before) assert.notEqual(await full.find(id), undefined)
        await full.close().catch(() => undefined)

        grow()
        const [again, healthy] = [await open(folder), await open(roomy)]
        for (const own of [folder, roomy]) {
          const replay = await connect(own)
          for (const block of blocks.slice(replay.height())) await replay.decide(block)
          replay.close()
        }
        assert.deepEqual(await entriesOf(again), await entriesOf(healthy))
        assert.deepEqual(again.snapshot().stateRoot, healthy.snapshot().stateRoot)
        await Promise.all([again.close(), healthy.close()])
      }),
    ),
  )
