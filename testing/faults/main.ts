/** `npm run faults`: plays a schedule of faults on four validators under votes, and judges what is left. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findInstalled } from '@maru/engines/cometbft/network/program.ts'
import { findAheadProgram } from './ahead-program.ts'
import { openLoopback, openNamespaces } from './bed.ts'
import { faults } from './faults.ts'
import { startIsolated, startLoopback, whyNotIsolated } from './isolate.ts'
import { run } from './run.ts'
import { createSchedule, stepToLine } from './schedule.ts'
import { validatorCount } from './test-network.ts'

const help = `Usage: npm run faults -- [--minutes N] [--steps N] [--seed N] [--only NAME,...] [--loopback] [--keep] [--json]

Runs four validators, lets residents vote, breaks one thing after the other, and holds what is left against what the
voters were told. The seed decides the schedule; a run that failed is repeated with the same arguments.

  --minutes N    begin no fault after so many minutes (default 10)
  --steps N      as many faults, and then the end (default: as many as the minutes allow)
  --seed N       which schedule (default: a new one, which is printed)
  --only NAMES   only these faults: ${faults.map(({ name }) => name).join(', ')}
  --devices N    with how many devices each resident votes at once (default 1)
  --loopback     four addresses of the loopback range, also where network namespaces are to be had
  --first-port N ports of the run are from here on (default 27600)
  --keep         leave the data of the run
  --plan         print the schedule and do nothing

Example:
  npm run faults -- --minutes 30 --seed 7`

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    steps: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    devices: { type: 'string', default: '1' },
    loopback: { type: 'boolean', default: false },
    'first-port': { type: 'string', default: '27600' },
    keep: { type: 'boolean', default: false },
    plan: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    /** Given by the outer process to the one within the namespaces. */
    inside: { type: 'string' },
    ahead: { type: 'string' },
  },
})
const say = (line: string): void => void process.stderr.write(`${line}\n`)

const cacheFolder = join(import.meta.dirname, '../../node_modules/.cache/go')

const main = async (): Promise<number> => {
  if (values.help) return (say(help), 0)
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const names = values.only?.split(',') ?? faults.map(({ name }) => name)
  const unknown = names.find((name) => !faults.some((fault) => fault.name === name))
  if (unknown !== undefined) return (say(`there is no fault "${unknown}"\n\n${help}`), 2)
  if (values.plan) {
    for (const step of createSchedule(seed, names, Number(values.steps ?? 20))) say(stepToLine(step))
    return 0
  }
  const program = findInstalled({
    environment: process.env,
    installFolder: cacheFolder,
  })
  if (program === undefined) return (say('needs CometBFT: maru node installs it, or name it in COMETBFT'), 2)
  if (values.inside === undefined) return outside(seed, names)
  return inside(seed, names, values.inside, program)
}

/** Makes the folder and the namespaces, and takes both away again, however the run ends. */
const outside = async (seed: number, names: readonly string[]): Promise<number> => {
  const ahead = names.includes('clock-of-consensus') ? findAheadProgram(cacheFolder) : undefined
  const folder = mkdtempSync(join(tmpdir(), 'maru-faults-'))
  const whyNot = values.loopback ? 'as asked for' : whyNotIsolated()
  if (whyNot !== undefined) say(`on the loopback range: ${whyNot}`)
  const again = [process.execPath, import.meta.filename, ...process.argv.slice(2), '--seed', String(seed)]
  const command = [
    ...again,
    ...['--inside', folder],
    ...(whyNot === undefined ? [] : ['--loopback']),
    ...(ahead === undefined ? [] : ['--ahead', ahead]),
  ]
  const child = (whyNot === undefined ? startIsolated : startLoopback)(command, process.env)
  const stop = (): void => void child.kill('SIGKILL')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)))
  if (!values.keep) rmSync(folder, { recursive: true, force: true })
  return code
}

const inside = async (
  seed: number,
  names: readonly string[],
  folder: string,
  program: string,
): Promise<number> => {
  const whole = values.loopback ? openLoopback() : await openNamespaces(validatorCount)
  // What lies on a disk of the run's own goes with it.
  const bed = values.keep ? { ...whole, mountDisk: undefined } : whole
  const usable = faults.filter((fault) => names.includes(fault.name))
  const count = Number(values.steps ?? 1_000)
  const report = await run({
    bed,
    folder,
    seed,
    faults: usable,
    steps: createSchedule(
      seed,
      usable.map(({ name }) => name),
      count,
    ),
    minutes: Number(values.minutes),
    devices: Number(values.devices),
    programFolder: join(import.meta.dirname, '../..'),
    environment: { ...process.env, COMETBFT: program },
    aheadProgram: values.ahead,
    firstPort: Number(values['first-port']),
    log: say,
  })
  bed.close()
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`)
  say(
    `${report.played.length} faults, ${report.recorded} votes acknowledged, ${report.refused} refused, ${report.unknown} without an answer, ${report.reads} reads, ${report.size} entries`,
  )
  for (const problem of report.problems) say(`✗ seed ${seed}: ${problem}`)
  say(
    report.problems.length === 0
      ? `✓ seed ${seed}: nothing is lost, doubled or changed`
      : `✗ repeat it with --seed ${seed}`,
  )
  return report.problems.length === 0 ? 0 : 1
}

process.exitCode = await main()
process.exit()
