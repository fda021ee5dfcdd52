import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from './made-up.ts'
import { openSolo } from './open.ts'

/** The reader of another team, in another language (c2sp.org/tlog-tiles): it recomputes every tile from the entries. */
const VERSION = 'v1.0.4'
const programs = join(import.meta.dirname, '../../node_modules/.cache/go', VERSION)
const fsck = join(programs, 'fsck')

const install = (): string | false => {
  if (existsSync(fsck)) return false
  const options = { env: { ...process.env, GOBIN: programs }, stdio: 'pipe', timeout: 300_000 } as const
  const { error, status } = spawnSync(
    'go',
    ['install', `github.com/transparency-dev/tessera/cmd/fsck@${VERSION}`],
    options,
  )
  if (error) return 'needs go, to install the fsck of Tessera'
  return status === 0 ? false : 'go could not install the fsck of Tessera (no network?)'
}

test('an independent program finds the static log whole', { skip: install() }, () =>
  temporaryFolder(async (folder) => {
    const voters = createVoters(200)
    const ledger = await openSolo({
      folder,
      rules,
      genesis: genesisFor(voters, Date.now() - 1_000),
      flushMs: 1_000_000,
    })
    for (let poll = 0; poll < 3; poll++) {
      await Promise.all(voters.map((voter) => ledger.submit(signed(voter, { input: { poll, choice: 0 } }))))
      await ledger.flush()
      check(folder)
    }
    await ledger.close()
  }),
)

const check = (folder: string): void => {
  const log = `file://${join(folder, 'log')}/`
  const flags = [
    `--storage_url=${log}`,
    `--public_key=${join(folder, 'vkey')}`,
    '--origin=maru.made-up',
    '--N=4',
    '--ui=false',
  ]
  assert.doesNotThrow(() => execFileSync(fsck, flags, { stdio: 'pipe' }))
}
