/**
 * Tiles of the groups (kernel/membership/tiles.ts), made from the changes on the ledger as they come. Of each version
 * that ever was: polls, proposals and debates keep the one of their moment.
 */
import type { Ledger } from '@maru/kernel/ledger.ts'
import { rootOf } from '@maru/kernel/membership/tree.ts'
import { bytesToNumber } from '@maru/kernel/membership/numbers.ts'
import { tileLevels } from '@maru/kernel/membership/tiles.ts'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { tables } from '@maru/services/residents/state.ts'
import { openTileThread, type TileThread } from './ask-thread.ts'
import type { TileName } from './tile-thread.ts'

export interface GroupTiles {
  /**
   * Undefined where there is no such tile; 'not-yet' while a version that the ledger has is still being hashed, as a city
   * of a million does for minutes when it first makes tiles.
   */
  readonly tile: (name: TileName) => Promise<Uint8Array | 'not-yet' | undefined>
  /** Resolves when all that the ledger had at this moment can be asked for. */
  readonly caughtUp: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface GroupTilesOptions {
  readonly ledger: Ledger
  readonly folder: string
  readonly failed: (error: unknown) => void
  /** So long a request waits for a version that has just come. */
  readonly patienceMs?: number
}

export const openGroupTiles = (options: GroupTilesOptions): GroupTiles => {
  const { ledger, folder, failed, patienceMs = 3_000 } = options
  const thread = openTileThread(folder)
  const versions = new Map<string, number>()
  /** Those that were seen to be the ledger's. */
  const known = new Set<string>()
  let isClosing = false
  let [running, isWanted]: [Promise<void> | undefined, boolean] = [undefined, false]

  const residents = () => bindReadTables('residents', tables, ledger.snapshot().view)

  const catchUp = async (): Promise<void> => {
    for (const [[group], { version }] of residents().groups.list({ limit: groupsMax })) {
      if (!versions.has(group)) versions.set(group, await begin(thread, group, version))
      while (!isClosing && versions.get(group)! < version) {
        const changes = residents()
          .groupChanges.list({ prefix: [group], after: [group, versions.get(group)!], limit: changesAtOnce })
          .map(([[, number], { index, leaf }]) => ({ version: number, index, leaf }))
        await thread.ask({ kind: 'apply', group, changes })
        versions.set(group, changes.at(-1)!.version)
      }
      if (!known.has(group) && !isClosing) await compare(group)
    }
  }

  /** A folder of another ledger would make tiles that no device takes; then all of the group is hashed again. */
  const compare = async (group: string): Promise<void> => {
    const { groups, groupNodes } = residents()
    const row = groups.get([group])!
    if (row.version !== versions.get(group)) return void (isWanted = true)
    const get = (level: number, index: number): bigint =>
      bytesToNumber(groupNodes.get([group, level, index])!)
    known.add(group)
    if ((await thread.ask({ kind: 'root', group })) === rootOf({ get }, row.size)) return
    await thread.ask({ kind: 'forget', group })
    versions.set(group, 0)
    isWanted = true
  }

  const follow = (): Promise<void> => {
    isWanted = true
    running ??= (async () => {
      while (isWanted && !isClosing) {
        isWanted = false
        await catchUp()
      }
    })()
      .catch(failed)
      .finally(() => (running = undefined))
    return running
  }

  const stop = ledger.follow(() => void follow())
  void follow()

  return {
    tile: async (name) => {
      const { group, version } = name
      if (version > (residents().groups.get([group])?.version ?? 0)) return undefined
      if ((versions.get(group) ?? 0) < version) await within(patienceMs, follow())
      if ((versions.get(group) ?? 0) < version) return 'not-yet'
      return (await thread.ask({ kind: 'tile', ...name })) as Uint8Array | undefined
    },
    caughtUp: follow,
    close: async () => {
      isClosing = true
      stop()
      await running
      await thread.close()
    },
  }
}

/** `GROUP/VERSION/LEVEL/INDEX`, each number in its one form. */
export const parseTileName = (text: string): TileName | undefined => {
  const [, group, version, level, index] = tileName.exec(text) ?? []
  const known = tileLevels.find((each) => String(each) === level)
  return group === undefined || known === undefined
    ? undefined
    : { group, version: Number(version), level: known, index: Number(index) }
}

const tileName = /^([a-z][a-z0-9-]{0,60})\/([1-9]\d{0,11})\/(0|12)\/(0|[1-9]\d{0,3})$/

/** As many districts as a city may have, and more. */
const groupsMax = 2_000
const changesAtOnce = 500

/** From where a group is followed: from the start, where the folder is newer than the ledger. */
const begin = async (thread: TileThread, group: string, version: number): Promise<number> => {
  const followed = (await thread.ask({ kind: 'followed', group })) as number
  if (followed <= version) return followed
  await thread.ask({ kind: 'forget', group })
  return 0
}

const within = async (ms: number, work: Promise<void>): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))
  await Promise.race([work, over])
  clearTimeout(timer)
}
