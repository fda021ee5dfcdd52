/** `maru poll check`: counts a poll again from the file that the city hands out of it, without asking anybody. */
import { open, readFile } from 'node:fs/promises'
import { checkPoll, type PollChecked } from '@maru/verifier/poll/check-poll.ts'
import { LogProblem } from '@maru/verifier/report.ts'
import { host } from '../host.ts'
import { parseOptions, UsageError, type Command, type Terminal } from '../terminal.ts'

const help = `Usage: maru poll check FILE [--vkey FILE] [--json]

Counts a poll again from the file that a city hands out of it when it is over (/api/evidence/polls/NUMBER), and asks
nobody: every vote stands in the log under the log's key, was signed or proved by a voter of the group as it was when
the poll opened, and together they come to the tally that stands in the city's state. A vote that was left out of the
file shows, for the tally would be another. That those who voted by name were residents only maru verify shows.

  --vkey FILE   the log's verifier key, got from somewhere else (a newspaper, a poster, a friend). Without it the key in
                the file is taken, and the answer says so.
  --json        one JSON object on standard output

Examples:
  curl -o poll.jsonl http://127.0.0.1:4321/api/evidence/polls/1
  maru poll check poll.jsonl --vkey seoul.vkey

Exit code 0: it is the city's tally. 1: the first vote, proof or figure that is wrong is named.`

export const pollCommand: Command = {
  name: 'poll',
  summary: 'count a poll again from its file, offline',
  help,
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(args, { vkey: { type: 'string' } }, help)
    const [verb, path] = positionals
    if (verb !== 'check' || !path || positionals.length > 2)
      throw new UsageError('say: maru poll check FILE', help)
    const vkey = values.vkey === undefined ? undefined : await readFile(values.vkey, 'utf8')
    const file = await open(path)
    try {
      tell(await checkPoll({ lines: file.readLines(), vkey, ...host }), terminal)
      return 0
    } catch (error) {
      if (!(error instanceof LogProblem)) throw error
      const { code, message } = error.problem
      terminal.line(`✗ ${message} (${code})`)
      terminal.answer({ ok: false, ...error.problem })
      return 1
    } finally {
      await file.close()
    }
  },
}

const tell = (checked: PollChecked, terminal: Terminal): void => {
  const { chain, poll, secrecy, group, eligible, voters, changes, tally, words, root, keyFromFile } = checked
  const count = (number: number): string => number.toLocaleString('en')
  terminal.line(`✓ ${count(voters)} voters, ${count(changes)} changes of votes: the tally is the city's`)
  terminal.line(`  city ${chain}, poll ${poll}, ${secrecy}${words ? `: ${words.title}` : ''}`)
  if (root !== undefined)
    terminal.line(
      `  every vote is one of ${count(eligible)} members of ${group}, whose tree came to ${root.slice(0, 16)}…`,
    )
  for (const [index, { answered, counts }] of tally.entries()) {
    const asked = words?.questions[index]
    terminal.line(
      `  ${index + 1}. ${asked?.question ?? `question ${index + 1}`} (${count(answered)} answered)`,
    )
    for (const [at, points] of counts.entries())
      terminal.line(`     ${count(points).padStart(9)}  ${asked?.options[at] ?? `option ${at + 1}`}`)
  }
  if (keyFromFile) terminal.line('! the key came from the file: with --vkey FILE you trust nobody for it')
  terminal.answer({ ok: true, ...checked })
}
