import { join } from 'node:path'
import { test } from 'node:test'
import { installFsck, runFsck } from '@maru/testing/fsck.ts'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from './made-up.ts'
import { openSolo } from './open.ts'

test('an independent program finds the static log whole', { skip: installFsck() }, () =>
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
      await runFsck(`file://${join(folder, 'log')}`, join(folder, 'vkey'), 'maru.made-up')
    }
    await ledger.close()
  }),
)
