import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { LedgerStatus } from '@maru/kernel/ledger.ts'
import { ledgerStop } from './ledger-stop.ts'

test('whoever runs a ledger that stops reads why, once', async () => {
  const running: LedgerStatus = { state: 'running', height: 0, time: 0, size: 0, waiting: 0, waitingMax: 1 }
  let status = running
  const lines: string[] = []
  const stopped = ledgerStop({ status: () => status }, (line) => void lines.push(line), 2)
  assert.equal(await Promise.race([stopped, wait(20, 'runs')]), 'runs')
  status = { ...running, state: 'stalled', reason: 'the others are away.' }
  assert.equal(await Promise.race([stopped, wait(20, 'waits')]), 'waits')
  status = { ...running, state: 'stopped', reason: 'the disk is full.' }
  await Promise.all([stopped, wait(20)])
  assert.deepEqual(lines, ['the ledger stopped: the disk is full.'])
})
