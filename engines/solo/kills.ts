/**
 * Not part of the ledger: kills it. A process votes (fault-child.ts), is killed at a random moment, and a new one
 * starts on what is left, again and again. For kill.test.ts and the bench.
 */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { sha256 } from '../host.ts'
import { createVoters, genesisFor, rules } from './made-up.ts'
import { openSolo, type SoloLedger } from './open.ts'

export interface Kills {
  /** Ids of the votes that were acknowledged before some kill. */
  readonly acknowledged: readonly string[]
  /** Ids of all transactions in the log that is left, in its order. */
  readonly recorded: readonly string[]
  /** Milliseconds each start took, the one after each kill included. */
  readonly startsMs: readonly number[]
  /** Open: the caller closes it. */
  readonly ledger: SoloLedger
}

/** Throws when a start fails. */
export const killAgainAndAgain = async (folder: string, kills: number): Promise<Kills> => {
  const voters = createVoters(24)
  const time = Date.now() - 1_000
  const keys = voters.map(({ privateKey }) => privateKey.export({ format: 'jwk' }))
  await writeFile(join(folder, 'voters.json'), JSON.stringify({ time, keys }))
  const acknowledged: string[] = []
  const startsMs: number[] = []
  for (let round = 0; round < kills; round++) {
    const [started, ...ids] = await voteUntilKilled(folder, round * 100_000)
    if (started !== undefined) startsMs.push(Number(started))
    acknowledged.push(...ids)
  }
  const ledger = await openSolo({ folder: join(folder, 'data'), rules, genesis: genesisFor(voters, time) })
  return { acknowledged, recorded: await recordedIds(ledger), startsMs, ledger }
}

/** The lines that the process wrote: how long its start took, then the ids. */
const voteUntilKilled = (folder: string, firstPoll: number): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const program = join(import.meta.dirname, 'fault-child.ts')
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'] })
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
