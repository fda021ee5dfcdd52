/** `maru report`: what a city owes an answer to, read from its folder. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cityToGenesis } from '@maru/cities/city.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { countsOf, type Imported } from '@maru/server/reports/imported.ts'
import {
  listUnanswered,
  markedProposals,
  totalsOf,
  type Unanswered,
  type UnansweredTotals,
} from '@maru/server/reports/unanswered.ts'
import { services } from '@maru/services/index.ts'
import { readCityImported } from '../city-imported.ts'
import { host } from '../host.ts'
import { parseOptions, UsageError, type Command, type Terminal } from '../terminal.ts'

const help = `Usage: maru report [--data FOLDER] [--json]

Lists what reached a threshold and never got the answer it was owed, with the number of days, as of the last block of
the city. The city must be stopped; nothing is changed, and its clock stands still meanwhile.

  --data FOLDER  where the city is kept (MARU_DATA; default .maru/city)

Example:
  maru report --data ./seoul --json | jq .totals`

export const reportCommand: Command = {
  name: 'report',
  summary: 'what a city owes an answer to',
  help,
  run: async (args, terminal) => {
    const { values } = parseOptions(args, { data: { type: 'string' } }, help)
    const folder = values.data ?? terminal.environment['MARU_DATA'] ?? join('.maru', 'city')
    if (!existsSync(join(folder, 'vkey'))) throw new UsageError(`${folder} holds no city`, help)
    const imported = await readCityImported(folder)
    // At no time but its own: by today's clock, timers of long ago would run now. A folder has its own genesis.
    const ledger = await openSolo({
      folder,
      genesis: cityToGenesis(seoul),
      rules: createRules(services, host.hash),
      clock: () => 0,
    })
    try {
      const { view, time, size } = ledger.snapshot()
      const unanswered = allUnanswered(view, time, imported)
      const totals = totalsOf(view)
      const source = imported && sourceOf(imported, unanswered)
      print(terminal, { time, size, unanswered, totals, source })
      terminal.answer({ ok: true, logIndex: size, time, totals, ...(source && { source }), unanswered })
      return 0
    } finally {
      await ledger.close()
    }
  },
}

interface Report {
  readonly time: number
  readonly size: number
  readonly unanswered: readonly Unanswered[]
  readonly totals: UnansweredTotals
  readonly source: ReturnType<typeof sourceOf> | undefined
}

const allUnanswered = (view: View, time: number, imported: Imported | undefined): Unanswered[] => {
  const marked = imported && markedProposals(imported)
  const found: Unanswered[] = []
  for (;;) {
    const page = listUnanswered(view, time, { after: found.at(-1)?.duty ?? 0, limit: 1_000 }, marked)
    found.push(...page)
    if (page.length < 1_000) return found
  }
}

/** What the source of an import says of what the ledger has as unanswered. */
const sourceOf = (imported: Imported, unanswered: readonly Unanswered[]) => {
  const byDepartment = unanswered.filter(({ owedBy }) => owedBy === 'department')
  const marked = byDepartment.filter(({ markedAnswered }) => markedAnswered).length
  return {
    ...countsOf(imported),
    owedAndMarkedAnswered: marked,
    owedAndNeverAnswered: byDepartment.length - marked,
    ...(imported.answers && { answers: imported.answers }),
  }
}

const print = ({ line }: Terminal, { time, size, unanswered, totals, source }: Report): void => {
  const count = (number: number): string => number.toLocaleString('en')
  const { owed, overdue, reached } = totals
  line(`As of ${dayOf(time)}, ${count(size)} entries of the log:`)
  for (const [threshold, proposals] of Object.entries(reached))
    line(`  ${count(proposals).padStart(6)} proposals reached the threshold of ${threshold}`)
  line(`  ${count(totals.answered).padStart(6)} answers in time, ${count(totals.answeredLate)} late`)
  line(`  ${count(owed.department).padStart(6)} owed by departments, ${count(overdue.department)} overdue`)
  line(`  ${count(owed.mayor).padStart(6)} owed by the mayor, ${count(overdue.mayor)} overdue`)
  if (source) {
    line(
      `The source of the import marks ${count(source.markedAnswered)} proposals as answered, without the answers:`,
    )
    line(
      `  of those owed one by a department ${count(source.owedAndMarkedAnswered)}, and not the other ${count(source.owedAndNeverAnswered)}. It counts ${count(source.comments)} comments.`,
    )
  }
  line('')
  line('proposal  supports  owed by     since       due         days overdue')
  for (const each of unanswered) line(rowOf(each))
}

const rowOf = ({
  proposal,
  debate,
  supports,
  owedBy,
  aroseAt,
  due,
  daysOverdue,
  markedAnswered,
}: Unanswered) =>
  [
    String(proposal ?? `debate ${debate}`).padStart(8),
    String(supports ?? '').padStart(8),
    owedBy.padEnd(10),
    dayOf(aroseAt),
    dayOf(due),
    String(daysOverdue).padStart(12),
    markedAnswered ? '(marked as answered in the source)' : '',
  ]
    .join('  ')
    .trimEnd()

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
