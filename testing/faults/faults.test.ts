// A short schedule of faults with the real CometBFT; long ones by `npm run faults -- --minutes 30 --seed N`.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { findInstalled } from '@maru/engines/cometbft/network/program.ts'
import { faults } from './faults.ts'
import type { RunReport } from './run.ts'
import { createSchedule } from './schedule.ts'

const installFolder = join(import.meta.dirname, '../../node_modules/.cache/go')
const program = findInstalled({ environment: process.env, installFolder })
const skip =
  process.platform !== 'linux'
    ? 'needs Linux, which tells of processes in /proc'
    : program === undefined && 'needs CometBFT: maru node installs it, or name it in COMETBFT'
const seed = Number(process.env['SEED'] ?? 7)

test('a seed decides the schedule, and no fault is forgotten', () => {
  const names = faults.map(({ name }) => name)
  const schedule = createSchedule(seed, names, 3 * names.length)
  assert.deepEqual(createSchedule(seed, names, 3 * names.length), schedule)
  assert.notDeepEqual(createSchedule(seed + 1, names, 3 * names.length), schedule)
  for (const name of names) assert.equal(schedule.filter(({ fault }) => fault === name).length, 3)
  for (const { at, other } of schedule) assert.notEqual(at, other)
})

test(
  `one validator killed, all killed, the network split: nothing is lost, doubled or changed (SEED=${seed})`,
  { skip, timeout: 400_000 },
  async (context) => {
    const only = 'kill-both,kill-all,split-two-and-two'
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(import.meta.dirname, 'main.ts'),
      ...['--seed', String(seed), '--only', only, '--steps', '3', '--devices', '2', '--json'],
    ])
    const report = JSON.parse(stdout) as RunReport
    assert.deepEqual(report.problems, [])
    assert.equal(report.played.length, 3)
    context.diagnostic(`${report.recorded} votes acknowledged on ${report.bed}`)
  },
)
