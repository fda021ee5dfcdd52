/** The thread that hashes groups and reads their tiles: the main thread has votes to record. */
import { parentPort, workerData } from 'node:worker_threads'
import type { TileLevel } from '@maru/kernel/membership/tiles.ts'
import { openTreeHistory, type LeafChange } from './tree-history.ts'

export type Asked =
  | { readonly kind: 'followed'; readonly group: string }
  | { readonly kind: 'root'; readonly group: string }
  | { readonly kind: 'forget'; readonly group: string }
  | { readonly kind: 'apply'; readonly group: string; readonly changes: readonly LeafChange[] }
  | ({ readonly kind: 'tile' } & TileName)
  | { readonly kind: 'close' }

export interface TileName {
  readonly group: string
  readonly version: number
  readonly level: TileLevel
  readonly index: number
}

export type Answered = { readonly value: unknown } | { readonly error: string }

const history = openTreeHistory((workerData as { readonly folder: string }).folder)

/** A tile is asked for by up to 4,096 members, many of them when a poll has opened: 9 MB. */
const keptTilesMax = 64
const kept = new Map<string, Uint8Array>()

const tileOf = ({ group, version, level, index }: TileName): Uint8Array | undefined => {
  const name = `${group}/${version}/${level}/${index}`
  const tile = kept.get(name) ?? history.tile(group, version, level, index)
  kept.delete(name)
  if (tile) kept.set(name, tile)
  if (kept.size > keptTilesMax) kept.delete(kept.keys().next().value!)
  return tile
}

const answer = (asked: Asked): unknown => {
  if (asked.kind === 'tile') return tileOf(asked)
  if (asked.kind === 'apply') return history.apply(asked.group, asked.changes)
  if (asked.kind === 'followed') return history.followed(asked.group).version
  if (asked.kind === 'root') return history.root(asked.group)
  if (asked.kind === 'close') return history.close()
  kept.clear()
  return history.forget(asked.group)
}

const answered = async (asked: Asked): Promise<Answered> => {
  try {
    return { value: await answer(asked) }
  } catch (error) {
    return { error: String(error) }
  }
}

parentPort!.on('message', ({ id, asked }: { readonly id: number; readonly asked: Asked }) => {
  void answered(asked).then((given) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
    parentPort!.postMessage({ id, given })
  })
})
