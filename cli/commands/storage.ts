/** `maru storage`: what takes the room on a city's disk, and when that is full. */
import { services } from '@maru/services/index.ts'
import type { Storage } from '@maru/server/storage/storage.ts'
import { createStorageWatch } from '@maru/server/storage/watch.ts'
import { keeperIn } from '../city-storage.ts'
import { measureDisk } from '../disk.ts'
import { openFolderLog } from '../storage/folder-log.ts'
import { storageLines } from '../storage/print.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru storage [URL | --data FOLDER] [--fail-at PERCENT] [--json]

What takes the room on a city's disk: by part of the data folder and by service, how it grew in 7 and 30 days, and when
the disk is full if it goes on so. URL is http://localhost:4321 (or MARU_PORT) unless given.

  --data FOLDER      read the folder itself; whether a node has it open does not matter
  --fail-at PERCENT  exit with 1 when so much of the disk is full, for cron

Growth of the parts is known after the node has watched its disk for so many days.

Examples:
  maru storage
  maru storage --data /srv/maru --fail-at 90
  maru storage https://maru.example.org --json | jq .disk.usedPercent`

export const storageCommand: Command = {
  name: 'storage',
  summary: 'what takes the room on the disk, and when it is full',
  help,
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(
      args,
      { data: { type: 'string' }, 'fail-at': { type: 'string' } },
      help,
    )
    const failAt = percentOf(values['fail-at'])
    if (positionals.length > 1 || (values.data !== undefined && positionals.length > 0))
      throw new UsageError('name one URL, or one folder with --data', help)
    const url = positionals[0] ?? `http://localhost:${terminal.environment['MARU_PORT'] ?? '4321'}`
    const storage = values.data === undefined ? await ask(url) : await look(values.data)
    const { disk, counted, logIndex } = storage
    if (counted < logIndex) terminal.line(`! only ${counted} of ${logIndex} entries are counted yet`)
    for (const line of storageLines(storage)) terminal.line(line)
    if (failAt !== undefined && !disk) throw new Error('nothing is known of the disk there')
    const isTooFull = failAt !== undefined && disk !== undefined && disk.usedPercent >= failAt
    if (isTooFull) terminal.line(`✗ ${disk.usedPercent}% of the disk is full, and ${failAt}% is too much`)
    terminal.answer({ ok: !isTooFull, ...storage })
    return isTooFull ? 1 : 0
  },
}

const percentOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const percent = Number(text)
  if (percent > 0 && percent <= 100) return percent
  throw new UsageError('--fail-at is a number of percent from 1 to 100', help)
}

const ask = async (url: string): Promise<Storage> => {
  if (!URL.canParse(url)) throw new UsageError(`${url} is no URL`, help)
  const response = await fetch(new URL('/api/storage', url), { signal: AbortSignal.timeout(30_000) }).catch(
    (error: Error) => {
      throw new Error(`nothing answers at ${url} (${error.message}); read the folder with --data`)
    },
  )
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return (await response.json()) as Storage
}

/** What the node remembers of its disk is read, and left to the node to write. */
const look = async (folder: string): Promise<Storage> => {
  const watch = createStorageWatch({
    ledger: await openFolderLog(folder),
    services,
    disk: () => measureDisk(folder),
    keeper: { read: keeperIn(folder).read, write: async () => undefined },
    waitMs: 600_000,
  })
  const storage = await watch.read()
  await watch.close()
  return storage
}
