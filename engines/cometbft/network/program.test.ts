import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../../solo/made-up.ts'
import { cometBftVersion, findCometBft, findInstalled } from './program.ts'

const skip = process.platform === 'win32' && 'needs a shell'

const writeProgram = (folder: string, name: string, version: string): string => {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\necho ${version}\n`)
  chmodSync(path, 0o755)
  return path
}

test('the program of COMETBFT goes first, then the one on PATH with the right version', { skip }, () =>
  temporaryFolder(async (folder) => {
    const onPath = writeProgram(folder, 'cometbft', cometBftVersion)
    const named = writeProgram(folder, 'mine', `v${cometBftVersion}+abc`)
    const options = { environment: { PATH: folder }, installFolder: join(folder, 'none') }
    assert.equal(findCometBft(options), onPath)
    assert.equal(findCometBft({ ...options, environment: { PATH: folder, COMETBFT: named } }), named)
  }),
)

test(
  'another version is not taken, and without Go the sentence says how to get the right one',
  { skip },
  () =>
    temporaryFolder(async (folder) => {
      const other = writeProgram(folder, 'cometbft', '1.0.1')
      const options = { environment: { PATH: folder }, installFolder: join(folder, 'none') }
      assert.equal(findInstalled(options), undefined)
      assert.throws(() => findCometBft(options), /go install github\.com\/cometbft\/.*@v0\.38\.25/)
      const named = { ...options, environment: { PATH: folder, COMETBFT: other } }
      assert.throws(() => findCometBft(named), /is CometBFT 1\.0\.1, not 0\.38\.25/)
    }),
)
