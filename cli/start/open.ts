/** A new folder's demonstration. One that was interrupted is no city: a mark in the folder says so to the next start. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError, type Terminal } from '../terminal.ts'
import { demonstrationCity, playDemonstration } from './demonstration.ts'

/** Of the demonstration's city, which may be given with institutions. */
export const openDemonstration = async (
  folder: string,
  terminal: Terminal,
  city = demonstrationCity,
): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(markIn(folder), '')
  const bar = terminal.progress('시범 도시를 준비하는 중 · preparing the demonstration city')
  try {
    await playDemonstration({ folder, city, now: Date.now(), onProgress: bar.update })
  } finally {
    bar.end()
  }
  rmSync(markIn(folder))
}

/** Throws a UsageError for a folder whose demonstration did not come to its end. */
export const refuseUnfinished = (folder: string): void => {
  if (!existsSync(markIn(folder))) return
  throw new UsageError(
    `${folder} holds a demonstration city that was interrupted while it was made, or still is: remove the folder and start again`,
  )
}

const markIn = (folder: string): string => join(folder, 'demonstration-unfinished')
