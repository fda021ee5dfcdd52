/** `maru verify`: recounts a log and prints what it found, or the first thing that is wrong. */
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { host } from '../host.ts'
import { runQuery } from '@maru/kernel/execute.ts'
import { services } from '@maru/services/index.ts'
import { httpSource } from '@maru/verifier/http-source.ts'
import { recount, type Recount } from '@maru/verifier/recount.ts'
import { LogProblem } from '@maru/verifier/report.ts'
import { cosignedJson, cosignedLines } from '../cosigned.ts'
import { fetchLight, lightJson, lightLines, withCheckpoint } from '../light.ts'
import { readPolicy } from '../policy-file.ts'
import { movedSource } from '../storage/moved-source.ts'
import { parseOptions, UsageError, type Command, type Terminal } from '../terminal.ts'

const help = `Usage: maru verify URL|FOLDER [--vkey FILE | --policy FILE] [--genesis FILE] [--json]

Executes the whole log again and compares every hash, signature, receipt and state root. It takes nothing from the
city but the log's files; the tallies it prints are its own.

  --vkey FILE   the log's verifier key, got from somewhere else than the log (a newspaper, a poster, a friend).
                Without it the key that lies beside the log is taken, and the answer says so.
  --policy FILE  in place of a key: recounts the log up to a checkpoint that as many witnesses have cosigned as this
                file wants (c2sp.org/tlog-policy). A city shows one at /log/policy; better have it from somebody else
  --genesis FILE  of a city that several institutions run: recounts the log up to a checkpoint that more than two thirds
                of their voting power have signed, beginning with those in this file (maru receipt --help)
  --json        one JSON object on standard output

Examples:
  maru verify http://localhost:4321
  maru verify ./data --vkey seoul.vkey
  maru verify http://localhost:4321 --policy seoul.policy
  maru verify ./data --json | jq .tallies

Exit code 0: every byte agrees. 1: the first entry or file that does not is named.`

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'recount a city from its log alone',
  help,
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(
      args,
      { vkey: { type: 'string' }, policy: { type: 'string' }, genesis: { type: 'string' } },
      help,
    )
    const [where] = positionals
    if (!where || positionals.length > 1) throw new UsageError('name one URL or folder to verify', help)
    if (values.policy !== undefined && (values.vkey ?? values.genesis) !== undefined)
      throw new UsageError(
        'a policy says itself whose signatures count: name either --policy or the others',
        help,
      )
    const policy = values.policy === undefined ? undefined : await readPolicy(values.policy)
    const { source: log, besideLog } = await openSource(where, terminal)
    const light = values.genesis === undefined ? undefined : await fetchLight(where, values.genesis)
    if (light && !light.ok) {
      terminal.line(`✗ ${light.message} (${light.code})`)
      terminal.answer({ ok: false, code: light.code, message: light.message })
      return 1
    }
    const source = light ? withCheckpoint(log, light.value.checkpoint) : log
    const vkey = policy
      ? ''
      : values.vkey === undefined
        ? await besideLog()
        : await readFile(values.vkey, 'utf8')
    const bar = terminal.progress('recounted')
    try {
      const result = await recount({ source, vkey, policy, services, ...host, onProgress: bar.update })
      bar.end()
      report(result, (values.vkey ?? values.policy) !== undefined)
      return 0
    } catch (error) {
      bar.end()
      if (!(error instanceof LogProblem)) throw error
      const { problem } = error
      terminal.line(`✗ ${problem.message}`)
      if (problem.index !== undefined) terminal.line(`  first wrong entry: ${problem.index}`)
      if (problem.path !== undefined) terminal.line(`  file: ${problem.path}`)
      terminal.line(`  code: ${problem.code}`)
      terminal.answer({ ok: false, ...problem })
      return 1
    }

    function report({ figures, state, judged }: Recount, isForeignKey: boolean): void {
      const tallies = talliesOf({ state, figures })
      const supports = tallies.reduce((sum, tally) => sum + tally.supports, 0)
      terminal.line(`✓ ${figures.size.toLocaleString('en')} entries, every one as the rules say`)
      terminal.line(`  city ${figures.chain}, log ${figures.origin}, height ${figures.height}`)
      terminal.line(`  root ${figures.root}`)
      terminal.line(
        `  ${figures.transactions.toLocaleString('en')} transactions of ${figures.accounts.toLocaleString('en')} accounts`,
      )
      terminal.line(
        `  ${tallies.length.toLocaleString('en')} proposals with ${supports.toLocaleString('en')} supports`,
      )
      for (const bound of [50, 100, 500, 1000, 5000]) {
        terminal.line(
          `  reached ${String(bound).padStart(5)}: ${tallies.filter((tally) => tally.supports >= bound).length}`,
        )
      }
      const most = [...tallies].sort((a, b) => b.supports - a.supports).slice(0, 5)
      for (const { proposal, supports: count, state: status } of most)
        terminal.line(`  proposal ${proposal}: ${count} (${status})`)
      if (policy && judged) for (const line of cosignedLines(policy, judged)) terminal.line(line)
      if (light?.ok) for (const line of lightLines(light.value)) terminal.line(line)
      if (!isForeignKey)
        terminal.line('! the key came from beside the log: with --vkey FILE you trust nobody for it')
      const vouched = light?.ok ? { validators: lightJson(light.value) } : {}
      const cosigned = policy && judged ? { cosigned: cosignedJson(policy, judged) } : {}
      terminal.answer({ ok: true, ...figures, keyFromLog: !isForeignKey, tallies, ...vouched, ...cosigned })
    }
  },
}

interface Tally {
  readonly proposal: number
  readonly supports: number
  readonly state: string
}

const talliesOf = ({ state, figures }: Pick<Recount, 'state' | 'figures'>): Tally[] => {
  const proposals = services.find(({ name }) => name === 'proposals')
  const tallies: Tally[] = []
  for (let after = 0; proposals;) {
    const page = runQuery(proposals, state, figures, 'tallies', { after, limit: 1000 }) as {
      tallies: Tally[]
    }
    tallies.push(...page.tallies)
    if (page.tallies.length < 1000) break
    after = page.tallies.at(-1)?.proposal ?? 0
  }
  return tallies
}

const openSource = async (where: string, { environment }: Terminal) => {
  if (/^https?:\/\//.test(where)) {
    const source = httpSource(where)
    const besideLog = async () => new TextDecoder().decode(await source.read('vkey'))
    return { source, besideLog }
  }
  if (
    !(await stat(where).then(
      (found) => found.isDirectory(),
      () => false,
    ))
  ) {
    throw new UsageError(`${where} is no folder; give the folder with the log, or the city's URL`)
  }
  const source = await movedSource(where, environment)
  return { source, besideLog: () => readFile(join(dirname(source.folder), 'vkey'), 'utf8') }
}
