/** The store that old bundles of a city's log were moved to: its folder says where, the environment has the keys. */
import { openLogStore, type StoreEnvironment } from '@maru/engines/storage/away/address.ts'
import type { LogStore } from '@maru/engines/storage/away/log-store.ts'
import { moveBundles, type MoveLimits } from '@maru/engines/storage/away/move.ts'
import { createReadThrough, type ReadAway } from '@maru/engines/storage/away/read-through.ts'
import { readStoreSettings } from '@maru/engines/storage/away/settings.ts'
import { nodeFiles } from '@maru/engines/storage/files.ts'

/** Reads what is not in the folder any more. Where that is may become known while a ledger is open. */
export const readAwayOf = (
  folder: string,
  environment: StoreEnvironment,
  say?: (line: string) => void,
): ReadAway => {
  let known: { readonly to: string; readonly store: LogStore } | undefined
  const store = (): LogStore | undefined => {
    const to = readStoreSettings(nodeFiles, folder)?.to
    if (to === undefined) return undefined
    if (known?.to !== to) known = { to, store: openLogStore(to, environment) }
    return known.store
  }
  return createReadThrough({ store, ...(say && { say }) })
}

const dayMs = 86_400_000

export interface MoveTimes {
  readonly firstMs: number
  readonly everyMs: number
}

const moveTimes: MoveTimes = { firstMs: 60_000, everyMs: 6 * 3_600_000 }

/** Moves what has become old, where the folder's settings say after how many days that is. */
export const moveByItself = (
  folder: string,
  environment: StoreEnvironment,
  say: (line: string) => void,
  { firstMs, everyMs }: MoveTimes = moveTimes,
  limits: Partial<MoveLimits> = {},
): { readonly close: () => Promise<void> } => {
  let work = Promise.resolve()
  let said: string | undefined

  const move = async (): Promise<void> => {
    try {
      const settings = readStoreSettings(nodeFiles, folder)
      if (settings?.keepDays === undefined) return
      const store = openLogStore(settings.to, environment)
      const { bundles, bytes } = await moveBundles(
        { files: nodeFiles, folder, store, limits },
        settings,
        Date.now() - settings.keepDays * dayMs,
      )
      if (bundles > 0) say(`${bundles} of the log's old bundles, ${bytes} bytes, went to ${settings.to}.`)
      said = undefined
    } catch (error) {
      const { message } = error as Error
      if (message !== said) say(`old bundles of the log could not be moved: ${message}. They stay here.`)
      said = message
    }
  }
  const run = (): void => void (work = work.then(move))
  const timers = [setTimeout(run, firstMs), setInterval(run, everyMs)]
  for (const timer of timers) timer.unref()
  return {
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      await work
    },
  }
}
