/** `maru compare`: whether several places show one log, and the evidence when they do not. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { checkSplitView, formatSplitView } from '@maru/kernel/log/split-view.ts'
import { parseVkey, type Vkey } from '@maru/kernel/log/vkey.ts'
import { compareViews, type Compared } from '../compare/find-split.ts'
import { readViews } from '../compare/read-views.ts'
import { host } from '../host.ts'
import { parseOptions, UsageError, type Command, type Terminal } from '../terminal.ts'

const help = `Usage: maru compare URL|FILE URL|FILE ... [--vkey FILE ...] [--out FOLDER] [--json]

Asks several places for the checkpoint of one log and finds out whether each is the beginning of the largest. When one
is not, somebody shows two people two logs: the proof is written to a file that anyone can check who has the log's keys.

  URL            a city, a mirror or another node of its network
  FILE           a checkpoint or a receipt (.tlog-proof) that somebody kept
  --vkey FILE    a key of the log from somewhere else; without it those that the servers name are taken
  --out FOLDER   where evidence is written (default: here)

Examples:
  maru compare https://maru.example.org https://mirror.example.com my-vote.tlog-proof
  maru compare http://127.0.0.1:4321 friend.checkpoint --vkey poster.vkey

Exit code 0: one log. 1: two, and the evidence is written.`

export const compareCommand: Command = {
  name: 'compare',
  summary: 'find out whether several places show one log',
  help,
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(
      args,
      {
        vkey: { type: 'string', multiple: true, default: [] },
        out: { type: 'string', default: '.' },
      },
      help,
    )
    if (positionals.length < 2) throw new UsageError('name two places or more', help)
    const { views, keys } = await readViews(positionals, values.vkey.map(readKey))
    const compared = await compareViews(views)
    const files = compared.split.map(({ evidence }) => write(formatSplitView(evidence), keys, values.out))
    tell(compared, files, terminal)
    const isGiven = values.vkey.length > 0
    if (!isGiven)
      terminal.line('! the keys are those that the servers name: with --vkey FILE you trust nobody for them')
    const { against, same, unknown } = compared
    terminal.answer({
      ok: files.length === 0,
      origin: against.origin,
      size: against.size,
      root: bytesToHex(against.root),
      same: same.map(({ where }) => where),
      unknown: unknown.map(({ where }) => where),
      split: compared.split.map(({ view }, at) => ({
        where: view.where,
        size: view.size,
        evidence: files[at],
      })),
    })
    return files.length === 0 ? 0 : 1
  },
}

const readKey = (path: string): Vkey => {
  const vkey = parseVkey(host.hash, readFileSync(path, 'utf8').trim())
  if (!vkey.ok) throw new UsageError(`${path}: ${vkey.message}`)
  return vkey.value
}

/** Never without having been checked as those who get it will. */
const write = (file: string, keys: readonly Vkey[], folder: string): string => {
  const checked = checkSplitView(host.hash, host.verifyEd25519, file, keys)
  if (!checked.ok) throw new Error(`the evidence does not hold: ${checked.message}`)
  const path = join(folder, `${bytesToHex(host.hash(Buffer.from(file))).slice(0, 16)}.split-view`)
  writeFileSync(path, file)
  return path
}

const tell = (
  { against, same, split, unknown }: Compared,
  files: readonly string[],
  terminal: Terminal,
): void => {
  const size = against.size.toLocaleString('en')
  terminal.line(`${against.where} shows ${against.origin} with ${size} entries`)
  for (const view of same)
    terminal.line(`✓ ${view.where}: the same log, ${view.size.toLocaleString('en')} entries`)
  for (const view of unknown)
    terminal.line(`· ${view.where}: larger or smaller, and without the log's files it cannot be compared`)
  split.forEach(({ view }, at) => {
    terminal.line(`✗ ${view.where}: another log at ${view.size.toLocaleString('en')} entries`)
    terminal.line(`  evidence: ${files[at]}`)
  })
  if (split.length === 0) return terminal.line(same.length > 0 ? 'One log.' : 'Nothing was compared.')
  terminal.line(`
Two logs of one name were signed. Keep the evidence and give copies away: to those who run the log, to its witnesses,
to a newspaper. It proves itself to whoever has the log's keys. Where a validator has signed both,
  maru evidence report FILE --url URL --key KEYFILE
puts it on the record of the city for everyone to see.`)
}
