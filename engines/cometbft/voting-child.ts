/**
 * Not part of the ledger: a validator's application for network-kill.test.ts. It votes as fast as it is answered and
 * writes the id of each acknowledged vote, until its standard input ends; then it keeps on as a validator.
 */
import { createPrivateKey } from 'node:crypto'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { genesisFor, rules, signed } from '../solo/made-up.ts'
import { rpcUrlOf, socketPathOf } from './network/home.ts'
import { openCometBft } from './open.ts'

interface Task {
  readonly folder: string
  readonly rpcPort: number
  readonly time: number
  /** Of all who may vote, as JSON Web Keys; those from `first` to `last` vote here. */
  readonly keys: readonly { readonly x: string }[]
  readonly first: number
  readonly last: number
}

const input = createInterface({ input: process.stdin })
const [line] = (await once(input, 'line')) as [string]
const { folder, rpcPort, time, keys, first, last } = JSON.parse(line) as Task
let isVoting = true
input.once('close', () => void (isVoting = false))

const voters = keys.map((key) => ({
  publicKey: Uint8Array.from(Buffer.from(key.x, 'base64url')),
  privateKey: createPrivateKey({ key, format: 'jwk' }),
}))
const ledger = await openCometBft({
  folder,
  rules,
  genesis: genesisFor(voters, time),
  socketPath: socketPathOf(folder),
  rpcUrl: rpcUrlOf({ host: '127.0.0.1', rpcPort }),
  // Hasty, so that a kill falls between a flush's steps now and then.
  flushMs: 20,
  resendMs: 1_000,
  undecidedMs: 8_000,
})
process.once('SIGTERM', () => void ledger.close().then(() => process.exit()))

// Polls are numbered by the clock: after a new start nobody votes in an old one.
for (let poll = Date.now(); isVoting; poll = Math.max(poll + 1, Date.now())) {
  await Promise.all(
    voters.slice(first, last).map(async (voter) => {
      const result = await ledger.submit(signed(voter, { input: { poll, choice: 0 } }))
      if (result.ok) writeSync(1, `${result.value.id}\n`)
      else if (result.refusal.code !== 'T17-undecided' && result.refusal.code !== 'T12-busy')
        throw new Error(`${result.refusal.code} ${result.refusal.detail ?? ''}`)
    }),
  )
}
