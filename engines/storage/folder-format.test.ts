import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { openSolo } from '../solo/open.ts'
import { folderFormat } from './folder-format.ts'

const voters = createVoters(2)
const genesis = genesisFor(voters, Date.now() - 10_000)

test('a folder from before there were forms opens, one of a newer program does not and stays as it is', () =>
  temporaryFolder(async (folder) => {
    const open = () => openSolo({ folder, rules, genesis })
    const path = join(folder, 'format')
    const first = await open()
    assert.ok((await first.submit(signed(voters[0]!, { input: { poll: 1, choice: 0 } }))).ok)
    await first.close()
    assert.equal(readFileSync(path, 'utf8'), `${folderFormat}\n`)
    rmSync(path)
    const upgraded = await open()
    assert.equal(upgraded.status().height, 1)
    await upgraded.close()
    assert.equal(readFileSync(path, 'utf8'), `${folderFormat}\n`)
    writeFileSync(path, `${folderFormat + 1}\n`)
    await assert.rejects(open(), {
      code: 'E9-newer-folder',
      message: /written by a newer Maru.*restore the backup/,
    })
    assert.equal(readFileSync(path, 'utf8'), `${folderFormat + 1}\n`)
    writeFileSync(path, 'x')
    await assert.rejects(open(), { code: 'E2-damaged' })
    // As after a roll-back: the backup from before the upgrade has the older form.
    writeFileSync(path, `${folderFormat}\n`)
    const back = await open()
    assert.ok((await back.submit(signed(voters[1]!, { input: { poll: 1, choice: 0 } }))).ok)
    await back.close()
  }))
