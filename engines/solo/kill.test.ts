import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killAgainAndAgain } from './kills.ts'
import { temporaryFolder } from './made-up.ts'

const kills = process.env['CI'] === 'true' ? 200 : 20

test(`killed ${kills} times at random moments, it has every acknowledged vote exactly once`, () =>
  temporaryFolder(async (folder) => {
    const { acknowledged, recorded, ledger } = await killAgainAndAgain(folder, kills)
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
