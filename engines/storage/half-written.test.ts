import assert from 'node:assert/strict'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { openSolo } from '../solo/open.ts'

test('what a full disk or a kill left half written among the log files is cleared away with the next of them', () =>
  temporaryFolder(async (folder) => {
    const voters = createVoters(2)
    const genesis = genesisFor(voters, Date.now() - 1_000)
    const vote = (voter: number) => signed(voters[voter]!, { input: { poll: 1, choice: 0 } })
    const ledger = await openSolo({ folder, rules, genesis })
    assert.ok((await ledger.submit(vote(0))).ok)
    await ledger.close()
    const tiles = join(folder, 'log/tile/0/000.p')
    const half = join(tiles, '9.new')
    writeFileSync(half, 'half')
    const again = await openSolo({ folder, rules, genesis })
    assert.ok((await again.submit(vote(1))).ok)
    await again.close()
    assert.equal(existsSync(half), false)
    assert.ok(readdirSync(tiles).length > 0)
  }))
