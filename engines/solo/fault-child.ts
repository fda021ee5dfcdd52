/**
 * Not part of the ledger: the process that kills.ts kills. It writes the milliseconds its start took to its standard
 * output, then votes as fast as it can and writes the id of each acknowledged vote, in the callback that learns of it.
 */
import { createPrivateKey } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { genesisFor, rules, signed } from './made-up.ts'
import { openSolo } from './open.ts'

const { folder, firstPoll } = JSON.parse(readFileSync(0, 'utf8')) as { folder: string; firstPoll: number }
const { time, keys } = JSON.parse(readFileSync(join(folder, 'voters.json'), 'utf8')) as {
  time: number
  keys: readonly { readonly x: string }[]
}
const voters = keys.map((key) => ({
  publicKey: Uint8Array.from(Buffer.from(key.x, 'base64url')),
  privateKey: createPrivateKey({ key, format: 'jwk' }),
}))
// Small and hasty everywhere, so that a kill falls into each step now and then.
const hasty = { flushMs: 15, journalFileBytes: 4_000, quietMs: 1, blockAgeMs: 10 }
const startedAt = performance.now()
const ledger = await openSolo({
  folder: join(folder, 'data'),
  rules,
  genesis: genesisFor(voters, time),
  ...hasty,
})
writeSync(1, `${performance.now() - startedAt}\n`)
for (let poll = firstPoll; ; poll++) {
  await Promise.all(
    voters.map(async (voter) => {
      const result = await ledger.submit(signed(voter, { input: { poll, choice: poll % 3 } }))
      if (result.ok) writeSync(1, `${result.value.id}\n`)
      else throw new Error(result.refusal.code)
    }),
  )
}
