/** `maru storage move` and `maru storage fetch`: old bundles of the log to cheap storage, and back. */
import { resolve } from 'node:path'
import { openLogStore } from '@maru/engines/storage/away/address.ts'
import { fetchBundles, moveBundles } from '@maru/engines/storage/away/move.ts'
import { readStoreSettings } from '@maru/engines/storage/away/settings.ts'
import { nodeFiles } from '@maru/engines/storage/files.ts'
import { UsageError, type Terminal } from '../terminal.ts'

export interface MoveCall {
  readonly folder: string
  /** Where the folder's bundles are already, unless given. */
  readonly to: string | undefined
  readonly keepDays: number
  /** From now on the node does it by itself. */
  readonly isAutomatic: boolean
}

const dayMs = 86_400_000

export const runMove = async (
  { folder, to, keepDays, isAutomatic }: MoveCall,
  terminal: Terminal,
): Promise<number> => {
  const known = readStoreSettings(nodeFiles, folder)?.to
  const place = to === undefined ? known : to.startsWith('s3:') ? to : resolve(to)
  if (place === undefined) throw new UsageError('where to? Give s3://BUCKET/PREFIX or a folder with --to')
  const bar = terminal.progress('moved')
  const moved = await moveBundles(
    { files: nodeFiles, folder, store: openStore(place, terminal), onProgress: bar.update },
    { to: place, ...(isAutomatic && { keepDays }) },
    Date.now() - keepDays * dayMs,
  ).finally(bar.end)
  terminal.line(`${moved.bundles} bundles, ${moved.bytes.toLocaleString('en')} bytes, were moved to ${place}`)
  if (moved.bundles === 0)
    terminal.line(`of 256 entries each, the newest 64 stay, and what is younger than ${keepDays} days`)
  terminal.line(
    isAutomatic
      ? `the node moves by itself what has become ${keepDays} days old`
      : 'add --automatic to have the node do that by itself',
  )
  terminal.answer({ ok: true, to: place, keepDays, automatic: isAutomatic, ...moved })
  return 0
}

export const runFetch = async (folder: string, terminal: Terminal): Promise<number> => {
  const known = readStoreSettings(nodeFiles, folder)
  if (!known) throw new UsageError(`nothing of ${folder} was moved anywhere`)
  const bar = terminal.progress('fetched')
  const store = openStore(known.to, terminal)
  const fetched = await fetchBundles({ files: nodeFiles, folder, store, onProgress: bar.update }).finally(
    bar.end,
  )
  terminal.line(
    `${fetched.bundles} bundles, ${fetched.bytes.toLocaleString('en')} bytes, are here again; ${known.to} still has its copy`,
  )
  terminal.answer({ ok: true, from: known.to, ...fetched })
  return 0
}

const openStore = (to: string, { environment }: Terminal) => {
  try {
    return openLogStore(to, environment)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
