/** `maru import`: a city's open data, replayed as signed transactions of made-up residents. */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cityToGenesis } from '@maru/cities/city.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { importedFile, type Imported } from '@maru/server/reports/imported.ts'
import type { Officers } from '../import/answering.ts'
import { matchAnswers, readAnswers, type Matched } from '../import/answers.ts'
import { playImport, type Played } from '../import/play.ts'
import { readRows, type ImportRow } from '../import/rows.ts'
import { cityTarget, folderTarget } from '../import/target.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru import FILE [--answers FILE] [--data FOLDER | --url URL] [--until DATE] [--seed TEXT] [--json]

Opens every proposal of the file and casts its supports, each as a separately signed transaction of a made-up
resident; texts go to the content store, only commitments to the ledger. FILE has one JSON object a line (title,
content, category, num_agree, created_at), gzipped when its name ends in .gz. What it only counts (num_comment) or
marks (replied) is kept beside the ledger as the source's word, for: maru report.

  --answers FILE official answers (id, title, begin, department_answer, answered_at where it is known), given by an
                 officer to the proposals of the same id, or of the same title and day
  --data FOLDER  into a new folder (default .maru/import); the ledger's clock follows the data's dates, so that the
                 thresholds and deadlines of each date apply
  --until DATE   lets the clock go on to the end of that day, as 2020-02-20 (default: the last proposal's moment)
  --url URL      into a running demonstration city, on today's clock
  --seed TEXT    what the residents' keys are made from (default "import")

Examples:
  maru import proposals.jsonl.gz --answers answers.jsonl.gz --data ./seoul --until 2020-02-20
  maru import proposals.jsonl.gz --url http://localhost:4321`

const options = {
  answers: { type: 'string' },
  data: { type: 'string' },
  url: { type: 'string' },
  until: { type: 'string' },
  seed: { type: 'string' },
} as const

export const importCommand: Command = {
  name: 'import',
  summary: 'replay open data as signed transactions',
  help,
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(args, options, help)
    const [file] = positionals
    if (!file || positionals.length > 1) throw new UsageError('name one file to import', help)
    if (values.data !== undefined && values.url !== undefined)
      throw new UsageError('choose --data or --url, not both', help)
    const folder = values.data ?? join('.maru', 'import')
    if (values.url === undefined && existsSync(join(folder, 'vkey'))) {
      throw new UsageError(
        `${folder} holds a city already: import into a new folder, or into the running city with --url`,
      )
    }
    const rows = await readRows(file)
    if (rows.length === 0) throw new UsageError(`${file} has no rows`)
    const until = endOf(rows, values.until)
    const matched = values.answers === undefined ? undefined : await match(rows, values.answers)
    const target =
      values.url === undefined
        ? await folderTarget(folder, cityToGenesis(seoul))
        : await cityTarget(values.url)
    const bar = terminal.progress('imported')
    try {
      const played = await playImport({
        rows,
        answerByLine: matched?.answerByLine ?? new Map(),
        target,
        officers,
        districts: seoul.districts.map(({ id }) => id),
        seed: values.seed ?? 'import',
        until,
        onProgress: bar.update,
      })
      bar.end()
      const imported = whatTheSourceSays(rows, played, matched)
      if (values.url === undefined) await writeFile(join(folder, importedFile), JSON.stringify(imported))
      const { residents, proposals, supports } = played
      terminal.line(
        `${proposals.toLocaleString('en')} proposals and ${supports.toLocaleString('en')} supports of ${residents.toLocaleString('en')} made-up residents are recorded.`,
      )
      if (imported.answers) terminal.line(answersLine(imported.answers))
      terminal.line(`Recount them: maru verify ${values.url ?? folder}`)
      if (values.url === undefined) terminal.line(`See what is owed: maru report --data ${folder}`)
      terminal.answer({
        ok: true,
        residents,
        proposals,
        supports,
        ...(imported.answers && { answers: imported.answers }),
        ...(values.url === undefined ? { folder } : { url: values.url }),
      })
      return 0
    } finally {
      bar.end()
      await target.close()
    }
  },
}

const officers: Officers = {
  registrar: developmentSigner('registrar'),
  mayor: developmentSigner('mayor'),
  officer: developmentSigner('department'),
  department: 'democracy',
}

const endOf = (rows: readonly ImportRow[], date: string | undefined): number => {
  const last = rows.at(-1)?.time ?? 0
  if (date === undefined) return last
  const midnight = Date.parse(`${date}T00:00:00Z`) - 60_000 * seoul.utcOffsetMinutes
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(midnight))
    throw new UsageError(`${date} is no date: write it as 2020-02-20`, help)
  const end = midnight + 86_400_000 - 1
  if (end < last) throw new UsageError(`the last proposal was opened after ${date}`, help)
  return end
}

const match = async (rows: readonly ImportRow[], path: string): Promise<Matched> =>
  matchAnswers(rows, await readAnswers(path), seoul.utcOffsetMinutes)

const whatTheSourceSays = (
  rows: readonly ImportRow[],
  { proposalByLine, given }: Played,
  matched: Matched | undefined,
): Imported => ({
  proposals: rows.map(({ line, comments, replied }) => ({
    proposal: proposalByLine.get(line) as number,
    comments,
    markedAnswered: replied,
  })),
  ...(matched && {
    answers: {
      inFile: matched.answers,
      withoutText: matched.withoutText,
      beforeImport: matched.beforeImport,
      unknownProposal: matched.unknown,
      ...given,
    },
  }),
})

const answersLine = (answers: NonNullable<Imported['answers']>): string =>
  `${answers.given} of ${answers.inFile} answers of the file are recorded. Not: ${answers.beforeImport} to proposals from before the first one here, ${answers.unknownProposal} to unknown ones, ${answers.notOwed} to ones that never reached a threshold, ${answers.withoutText} without a text, ${answers.afterEnd} dated after the end.`
