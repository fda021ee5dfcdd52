import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { sha256 } from '../host.ts'
import { createVoters, genesisFor, rules, temporaryFolder } from './made-up.ts'
import { openSolo } from './open.ts'

const kills = process.env['CI'] === 'true' ? 200 : 20

test(`killed ${kills} times at random moments, it has every acknowledged vote exactly once`, () =>
  temporaryFolder(async (folder) => {
    const voters = createVoters(24)
    const time = Date.now() - 1_000
    const keys = voters.map(({ privateKey }) => privateKey.export({ format: 'jwk' }))
    await writeFile(join(folder, 'voters.json'), JSON.stringify({ time, keys }))
    const acknowledged: string[] = []
    for (let round = 0; round < kills; round++)
      acknowledged.push(...(await voteUntilKilled(folder, round * 100_000)))

    const ledger = await openSolo({ folder: join(folder, 'data'), rules, genesis: genesisFor(voters, time) })
    const recorded = await recordedIds(ledger)
    assert.ok(acknowledged.length > kills, 'votes were acknowledged between the kills')
    const there = new Set(recorded)
    assert.deepEqual(
      acknowledged.filter((id) => !there.has(id)),
      [],
      'none is lost',
    )
    assert.equal(there.size, recorded.length, 'none is doubled')
    for (const id of acknowledged.slice(-50))
      assert.equal(recorded.indexOf(id) >= 0, (await ledger.find(id)) !== undefined)
    const votes = { from: 'polls/votes/', to: 'polls/votes0', limit: Number.MAX_SAFE_INTEGER }
    assert.equal(
      [...ledger.snapshot().view.range(votes)].length,
      recorded.length,
      'the state has as many votes as the log',
    )
    await ledger.close()
  }))

const voteUntilKilled = (folder: string, firstPoll: number): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const program = join(import.meta.dirname, 'fault-child.ts')
    const child = spawn(process.execPath, [program], {
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.end(JSON.stringify({ folder, firstPoll }))
    let output = ''
    let errors = ''
    let timer: NodeJS.Timeout | undefined
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      timer ??= setTimeout(() => child.kill('SIGKILL'), randomInt(100))
    })
    child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()))
    child.on('close', (code) => {
      clearTimeout(timer)
      // The last line may be cut off: what the parent has not read in full was not acknowledged to it.
      if (code === null) resolve(output.split('\n').slice(0, -1))
      else reject(new Error(`the ledger did not start again: ${errors}`))
    })
  })

const recordedIds = async (ledger: Ledger): Promise<string[]> => {
  const ids: string[] = []
  for (let index = 0; index < ledger.snapshot().size; index++) {
    const entry = decodeEntry((await ledger.entry(index))!)
    if (entry?.kind === 'transaction') ids.push(bytesToHex(sha256(entry.bytes)))
  }
  return ids
}
