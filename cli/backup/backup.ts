/**
 * Copies a data folder while the city runs or stands still. The order makes the copy whole: first the checkpoint that was
 * published, then the journal, then the state, then the log. What a later part has more than an earlier one is no harm;
 * what it could have less is in the one before. A start from the copy brings them together as after a stop.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkLog, checkState, reachOf } from '@maru/engines/storage/copied-ledger.ts'
import { copyDatabase } from '@maru/engines/storage/copy-database.ts'
import { nodeFiles } from '@maru/engines/storage/files.ts'
import { lockFolder } from '@maru/engines/storage/lock.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { tilePath, tilesForSize, TILE_WIDTH, type TileAddress } from '@maru/kernel/log/tile.ts'
import {
  copyFileTo,
  copyIfThere,
  databases,
  filesUnder,
  linkOrCopy,
  manifestName,
  readManifest,
  smallFiles,
  type Manifest,
} from './parts.ts'

export interface BackupOptions {
  readonly data: string
  readonly to: string
  /** Leaves out the keys of texts and notices, of which no copy should outlive an erasing. */
  readonly withoutTextKeys?: boolean
  readonly onProgress: (done: number, total: number) => void
}

export interface Backup extends Manifest {
  /** Files of the log that were not in an earlier backup there. */
  readonly newLogFiles: number
  readonly isOfRunning: boolean
}

/** A backup that is there stays whole until the new one is. */
export const backUp = async ({ data, to, withoutTextKeys, onProgress }: BackupOptions): Promise<Backup> => {
  const before = readManifest(to)
  const parts = `parts-${before ? Number(before.parts.slice('parts-'.length)) + 1 : 1}`
  const place = join(to, `${parts}.new`)
  rmSync(place, { recursive: true, force: true })
  rmSync(join(to, parts), { recursive: true, force: true })
  // Held while a folder that nobody runs is copied, so that nobody begins to.
  const release = await lockFolder(data).catch(() => undefined)
  try {
    copyIfThere(join(data, 'log', 'checkpoint'), join(place, 'checkpoint'))
    for (const name of filesUnder(join(data, 'journal')))
      copyIfThere(join(data, 'journal', name), join(place, 'journal', name))
    await copyDatabase(join(data, 'state'), join(place, 'state'))
    const reach = await reachOf(join(place, 'state'))
    if (!reach) throw new Error(`nothing of ${data} is flushed yet: try again in some seconds`)
    const newBundles = copyLog(data, to, reach.size, onProgress)
    for (const { name, files } of databases) {
      if (!existsSync(join(data, name))) continue
      await copyDatabase(join(data, name), join(place, name))
      for (const file of files.filter((each) => !(withoutTextKeys && each === 'keys')))
        copyIfThere(join(data, name, file), join(place, name, file))
    }
    for (const name of [
      ...smallFiles,
      ...filesUnder(join(data, 'evidence')).map((file) => join('evidence', file)),
    ])
      copyIfThere(join(data, name), join(place, name))
    const hasBlocks = release !== undefined && copyBlocks(data, place)
    await checkState(join(place, 'state'))
    checkLog(join(to, 'log'), reach, newBundles.bundles)
    renameSync(place, join(to, parts))
    const manifest: Manifest = {
      form: 1,
      parts,
      size: reach.size,
      height: reach.height,
      root: bytesToHex(reach.root),
      stateRoot: bytesToHex(reach.stateRoot),
      hasBlocks,
    }
    await nodeFiles.replace(join(to, manifestName), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
    nodeFiles.syncFolder(to)
    for (const name of readdirSync(to))
      if (name.startsWith('parts-') && name !== parts)
        rmSync(join(to, name), { recursive: true, force: true })
    return { ...manifest, newLogFiles: newBundles.files, isOfRunning: release === undefined }
  } finally {
    await release?.()
  }
}

/** Full tiles and bundles are written once: what an earlier backup has is not copied again. */
const copyLog = (data: string, to: string, size: number, onProgress: BackupOptions['onProgress']) => {
  const tiles = tilesForSize(size).flatMap((tile): TileAddress[] =>
    tile.level === 0 ? [tile, { ...tile, level: 'entries' }] : [tile],
  )
  const bundles: number[] = []
  let files = 0
  tiles.forEach((tile, done) => {
    onProgress(done, tiles.length)
    const path = tilePath(tile)
    const target = join(to, 'log', path)
    if (existsSync(target)) return
    if (!copyTile(data, to, tile)) return
    files++
    if (tile.level === 'entries') bundles.push(tile.index)
  })
  onProgress(tiles.length, tiles.length)
  return { files, bundles }
}

/** Or a wider one, which begins with it; none where the bundle was moved away. */
const copyTile = (data: string, to: string, tile: TileAddress): boolean => {
  const full = tilePath({ ...tile, width: TILE_WIDTH })
  const log = join(data, 'log')
  if (tile.width < TILE_WIDTH) {
    const folder = join(log, `${full}.p`)
    const wider = (existsSync(folder) ? readdirSync(folder) : [])
      .map(Number)
      .filter((width) => width >= tile.width)
    for (const width of wider.sort((a, b) => a - b)) {
      const path = tilePath({ ...tile, width })
      if (copyIfThere(join(log, path), join(to, 'log', path))) return true
    }
  }
  if (existsSync(join(log, full))) {
    if (!existsSync(join(to, 'log', full))) linkOrCopy(join(log, full), join(to, 'log', full))
    return true
  }
  if (tile.level === 'entries' && existsSync(join(data, 'log-store.json'))) return false
  throw new Error(`${join(log, full)} is missing: start the city, which says what to do`)
}

/** What CometBFT has of blocks; its own record of what it has signed last stays where it is. */
const copyBlocks = (data: string, place: string): boolean => {
  const folder = join('cometbft', 'data')
  const names = filesUnder(join(data, folder)).filter((name) => name !== 'priv_validator_state.json')
  for (const name of names) copyFileTo(join(data, folder, name), join(place, folder, name))
  return names.length > 0
}
