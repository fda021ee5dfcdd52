/** `maru storage`: what takes the room on a city's disk, when that is full, and where old parts of the log may go. */
import { services } from '@maru/services/index.ts'
import type { Storage } from '@maru/server/storage/storage.ts'
import { createStorageWatch } from '@maru/server/storage/watch.ts'
import { keeperIn } from '../city-storage.ts'
import { measureDisk } from '../disk.ts'
import { openFolderLog } from '../storage/folder-log.ts'
import { runFetch, runMove } from '../storage/move.ts'
import { storageLines } from '../storage/print.ts'
import { parseOptions, UsageError, type Command, type Terminal } from '../terminal.ts'

const help = `Usage: maru storage [URL | --data FOLDER] [--fail-at PERCENT] [--json]
       maru storage move --data FOLDER --to s3://BUCKET/PREFIX|FOLDER [--keep-days N] [--automatic] [--json]
       maru storage fetch --data FOLDER [--json]

What takes the room on a city's disk: by part of the data folder and by service, how it grew in 7 and 30 days, and when
the disk is full if it goes on so. URL is http://localhost:4321 (or MARU_PORT) unless given.

  --data FOLDER      read the folder itself; whether a node has it open does not matter
  --fail-at PERCENT  exit with 1 when so much of the disk is full, for cron

Growth of the parts is known after the node has watched its disk for so many days.

move copies old bundles of the log to cheap storage, reads them back, checks them against the log, and deletes them in
the folder. The node goes on serving them at the same addresses. fetch brings all of them back.

  --to PLACE      any storage that speaks S3, or a folder on another disk (needed the first time)
  --keep-days N   what is younger stays (default 30)
  --automatic     the node does so by itself from now on

For S3 the node and this command need AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION in the environment, and
AWS_ENDPOINT_URL when it is not Amazon's. They are written nowhere.

Examples:
  maru storage
  maru storage --data /srv/maru --fail-at 90
  maru storage https://maru.example.org --json | jq .disk.usedPercent
  maru storage move --data /srv/maru --to s3://seoul-maru/log --keep-days 90 --automatic
  maru storage move --data /srv/maru --to /mnt/large-disk/log
  maru storage fetch --data /srv/maru`

const options = {
  data: { type: 'string' },
  'fail-at': { type: 'string' },
  to: { type: 'string' },
  'keep-days': { type: 'string', default: '30' },
  automatic: { type: 'boolean', default: false },
} as const

export const storageCommand: Command = {
  name: 'storage',
  summary: 'what takes the room on the disk, and old parts of the log to cheap storage',
  help,
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(args, options, help)
    const [call] = positionals
    if (positionals.length > 1) throw new UsageError('name one URL, or move, or fetch', help)
    if (call !== 'move' && call !== 'fetch') return report(call, values.data, values['fail-at'], terminal)
    const folder = values.data ?? terminal.environment['MARU_DATA']
    if (folder === undefined) throw new UsageError('of which city? Name its folder with --data', help)
    if (call === 'fetch') return runFetch(folder, terminal)
    const keepDays = Number(values['keep-days'])
    if (!Number.isInteger(keepDays) || keepDays < 1)
      throw new UsageError('--keep-days is a whole number from 1 on', help)
    return runMove({ folder, to: values.to, keepDays, isAutomatic: values.automatic }, terminal)
  },
}

const report = async (
  url: string | undefined,
  folder: string | undefined,
  percent: string | undefined,
  terminal: Terminal,
): Promise<number> => {
  const failAt = percentOf(percent)
  if (url !== undefined && folder !== undefined)
    throw new UsageError('name one URL, or one folder with --data', help)
  const storage =
    folder === undefined
      ? await ask(url ?? `http://localhost:${terminal.environment['MARU_PORT'] ?? '4321'}`)
      : await look(folder, terminal)
  const { disk, counted, logIndex } = storage
  if (counted < logIndex) terminal.line(`! only ${counted} of ${logIndex} entries are counted yet`)
  for (const line of storageLines(storage)) terminal.line(line)
  if (failAt !== undefined && !disk) throw new Error('nothing is known of the disk there')
  const isTooFull = failAt !== undefined && disk !== undefined && disk.usedPercent >= failAt
  if (isTooFull) terminal.line(`✗ ${disk.usedPercent}% of the disk is full, and ${failAt}% is too much`)
  terminal.answer({ ok: !isTooFull, ...storage })
  return isTooFull ? 1 : 0
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
const look = async (folder: string, { environment }: Terminal): Promise<Storage> => {
  const watch = createStorageWatch({
    ledger: await openFolderLog(folder, environment),
    services,
    disk: () => measureDisk(folder),
    keeper: { read: keeperIn(folder).read, write: async () => undefined },
    waitMs: 600_000,
  })
  const storage = await watch.read()
  await watch.close()
  return storage
}
