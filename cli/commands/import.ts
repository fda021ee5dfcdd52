/** `maru import`: a city's open data, replayed as signed transactions of made-up residents. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cityToGenesis } from '@maru/cities/city.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { playImport } from '../import/play.ts'
import { readRows } from '../import/rows.ts'
import { cityTarget, folderTarget } from '../import/target.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru import FILE [--data FOLDER | --url URL] [--seed TEXT] [--json]

Opens every proposal of the file and casts its supports, each as a separately signed transaction of a made-up
resident; texts go to the content store, only commitments to the ledger. FILE has one JSON object a line (title,
content, category, num_agree, created_at), gzipped when its name ends in .gz.

  --data FOLDER  into a new folder (default .maru/import); the ledger's clock follows the data's dates, so that the
                 thresholds of each date apply
  --url URL      into a running demonstration city, on today's clock
  --seed TEXT    what the residents' keys are made from (default "import")

Examples:
  maru import proposals.jsonl.gz --data ./seoul
  maru import proposals.jsonl.gz --url http://localhost:4321`

export const importCommand: Command = {
  name: 'import',
  summary: 'replay open data as signed transactions',
  help,
  run: async (args, terminal) => {
    const options = { data: { type: 'string' }, url: { type: 'string' }, seed: { type: 'string' } } as const
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
    const target =
      values.url === undefined
        ? await folderTarget(folder, cityToGenesis(seoul))
        : await cityTarget(values.url)
    const bar = terminal.progress('imported')
    try {
      const districts = seoul.districts.map(({ id }) => id)
      const seed = values.seed ?? 'import'
      const imported = await playImport({
        rows,
        target,
        registrar: developmentSigner('registrar'),
        districts,
        seed,
        onProgress: bar.update,
      })
      bar.end()
      const { residents, proposals, supports } = imported
      terminal.line(
        `${proposals.toLocaleString('en')} proposals and ${supports.toLocaleString('en')} supports of ${residents.toLocaleString('en')} made-up residents are recorded.`,
      )
      terminal.line(`Recount them: maru verify ${values.url ?? folder}`)
      terminal.answer({
        ok: true,
        residents,
        proposals,
        supports,
        ...(values.url === undefined ? { folder } : { url: values.url }),
      })
      return 0
    } finally {
      bar.end()
      await target.close()
    }
  },
}
