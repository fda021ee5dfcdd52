/** `maru backup`: copies a data folder, running or not. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { backUp } from '../backup/backup.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru backup --to FOLDER [--data FOLDER] [--without-text-keys] [--json]

Copies a city's data folder so that maru restore can make it again, while the city runs or stands still, and checks the
copy. Called again with the same --to it copies only what is new of the log; the backup before stays whole until then.

  --to FOLDER          where the backup is; best on another machine's disk
  --data FOLDER        where the city is kept (MARU_DATA; default .maru/city)
  --without-text-keys  leave out the keys of texts and notices: a text that is erased is then gone from backups too,
                       and so are all texts, unless content/keys is kept elsewhere

In it are the log key and, unless left out, the keys of texts: keep it as secret as the city's folder. Not in it are lists and search, which are built again, and the keys with
which a validator votes and cosigns, which must never be on two machines: copy those once, by hand, to a safe place.

Example:
  maru backup --data /srv/maru --to /mnt/backup/maru`

export const backupCommand: Command = {
  name: 'backup',
  summary: 'copy a data folder, running or not',
  help,
  run: async (args, terminal) => {
    const { values } = parseOptions(
      args,
      {
        data: { type: 'string' },
        to: { type: 'string' },
        'without-text-keys': { type: 'boolean', default: false },
      },
      help,
    )
    const data = values.data ?? terminal.environment['MARU_DATA'] ?? join('.maru', 'city')
    if (values.to === undefined) throw new UsageError('where to? Name a folder with --to', help)
    if (!existsSync(join(data, 'vkey'))) throw new UsageError(`${data} holds no city`, help)
    if (existsSync(join(data, 'joining.json')))
      throw new UsageError(`${data} has no ledger yet: its node is joining a network`)
    const bar = terminal.progress('log files')
    const backup = await backUp({
      data,
      to: values.to,
      withoutTextKeys: values['without-text-keys'],
      onProgress: bar.update,
    })
    bar.end()
    terminal.line(`✓ ${backup.size.toLocaleString('en')} entries up to height ${backup.height}, checked, are in ${values.to}
  state root ${backup.stateRoot}
  ${backup.newLogFiles} files of the log were new; the city ${backup.isOfRunning ? 'ran meanwhile' : 'stood still'}`)
    terminal.answer({ ok: true, ...backup, to: values.to })
    return 0
  },
}
