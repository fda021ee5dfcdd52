import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { endedOnFailure } from './consensus-failure.ts'

test('a CometBFT that stays though its consensus has failed is ended, and what it said is passed on', async () => {
  const says = `console.log('one'); console.log('E[2026] CONSENSUS FAILURE!!! err=x'); setInterval(() => 0, 1000)`
  const lines: string[] = []
  const child = spawn(process.execPath, ['-e', says], { stdio: ['ignore', 'pipe', 'inherit'] })
  endedOnFailure(child, (line) => void lines.push(line))
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals]
  assert.equal(signal, 'SIGKILL')
  assert.deepEqual(lines, ['one', 'E[2026] CONSENSUS FAILURE!!! err=x'])
})
