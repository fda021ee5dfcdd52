/**
 * The second step: cuts the key space in halves until each part is small enough, and writes each part as a chunk. Which
 * parts there are follows from the rows alone, so every node cuts alike.
 */
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { depthMax, type StatePart } from './contents.ts'
import { readRows, sortRows, splitRows, subtreeOfRows, type HashedRow } from './rows.ts'
import { spoolPath, type Spooled } from './spool.ts'

export interface CutTask {
  /** Has the spooled rows; the chunks are written into it. */
  readonly folder: string
  readonly spooled: readonly Spooled[]
  readonly bytesMax: number
}

export const stateChunkPath = (folder: string, number: number): string => join(folder, `state-${number}`)

export const cutState = ({ folder, spooled, bytesMax }: CutTask): StatePart[] => {
  const parts: StatePart[] = []
  let chunkCount = 0

  const isToBeCut = (bytes: number, rows: number, depth: number): boolean =>
    bytes > bytesMax && rows > 1 && depth < depthMax

  /** The files [from, to) have all the keys that begin with the same `depth` bits. */
  const cutFiles = (from: number, to: number, depth: number): void => {
    const own = spooled.slice(from, to)
    const bytes = own.reduce((sum, file) => sum + file.bytes, 0)
    const rows = own.reduce((sum, file) => sum + file.rows, 0)
    if (to - from === 1 || !isToBeCut(bytes, rows, depth)) return cutRows(takeRows(from, to), depth)
    const middle = (from + to) / 2
    cutFiles(from, middle, depth + 1)
    cutFiles(middle, to, depth + 1)
  }

  const cutRows = (rows: readonly HashedRow[], depth: number): void => {
    if (isToBeCut(bytesIn(rows), rows.length, depth)) {
      const middle = splitRows(rows, depth)
      cutRows(rows.slice(0, middle), depth + 1)
      cutRows(rows.slice(middle), depth + 1)
      return
    }
    if (rows.length > 0) writeChunk(stateChunkPath(folder, chunkCount++), rows)
    parts.push({ depth, hash: subtreeOfRows(rows, depth) })
  }

  const takeRows = (from: number, to: number): HashedRow[] => {
    const rows: HashedRow[] = []
    for (let at = from; at < to; at++) {
      if (spooled[at]!.rows === 0) continue
      const found = readRows(readFileSync(spoolPath(folder, at)))
      if (!found) throw new Error(`${spoolPath(folder, at)} is not what was written to it`)
      for (const row of found) rows.push(row)
      rmSync(spoolPath(folder, at))
    }
    return sortRows(rows)
  }

  cutFiles(0, spooled.length, 0)
  return parts
}

const bytesIn = (rows: readonly HashedRow[]): number => rows.reduce((sum, { bytes }) => sum + bytes.length, 0)

const writeChunk = (path: string, rows: readonly HashedRow[]): void => {
  const bytes = Buffer.concat(rows.map((row) => row.bytes))
  const fd = openSync(path, 'w', 0o644)
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
