import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../../solo/made-up.ts'
import { endLeftover, rememberConsensus } from './leftover.ts'

const skip = process.platform === 'win32' && 'needs signals'

/** Does not end when it is asked to. */
const hanging = async (home: string): Promise<ChildProcess> => {
  const script = `process.on('SIGTERM', () => 0); setInterval(() => 0, 1000); console.log('up')`
  const child = spawn(process.execPath, ['-e', script, '--', 'start', '--home', home])
  await once(child.stdout, 'data')
  return child
}

const endedPid = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid!
}

test('a CometBFT that outlived its watch is ended by the next one, though it hangs', { skip }, () =>
  temporaryFolder(async (home) => {
    assert.equal(endLeftover(home), false, 'there was none yet')
    const child = rememberConsensus(home, await hanging(home), await endedPid())
    const ended = once(child, 'exit')
    assert.equal(endLeftover(home), true)
    assert.deepEqual(await ended, [null, 'SIGKILL'])
    assert.equal(endLeftover(home), false, 'it is gone')
  }),
)

test('one that is still watched is left alone, as by a second start on the same folder', { skip }, () =>
  temporaryFolder(async (home) => {
    const child = rememberConsensus(home, await hanging(home))
    assert.equal(endLeftover(home), false)
    assert.equal(child.exitCode, null)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }),
)

test('a process that only has its number by now, or a file that names none, harms nobody', { skip }, () =>
  temporaryFolder(async (home) => {
    const gone = await endedPid()
    const other = rememberConsensus(home, await hanging(`${home}-of-another`), gone)
    assert.equal(endLeftover(home), false)
    assert.equal(other.exitCode, null)
    for (const content of [`${process.pid} ${gone}`, `0 ${gone}`, '-1 1', '1 1', 'none', '']) {
      writeFileSync(join(home, 'pid'), content)
      assert.equal(endLeftover(home), false, content)
    }
    other.kill('SIGKILL')
    await once(other, 'exit')
  }),
)
