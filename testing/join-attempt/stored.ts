/**
 * Looks through everything that was written: where something of a vote stands in a file or in what was printed, which
 * residents are named close by? In raw bytes, and as they are written in hexadecimal and in base64.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Somebody or something that is looked for, and by which bytes. */
export interface Named {
  readonly name: string
  readonly marks: readonly Uint8Array[]
}

export interface Found {
  readonly name: string
  readonly at: number
}

export const filesIn = (folder: string): readonly Uint8Array[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))

/** Where they stand, file by file. */
export const search = (
  files: readonly Uint8Array[],
  named: readonly Named[],
): readonly (readonly Found[])[] => {
  const byPrefix = prefixesOf(named)
  const mayBegin = new Uint8Array(65_536)
  for (const prefix of byPrefix.keys()) mayBegin[prefix & 0xffff] = 1
  return files.map((file) => {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
    const found: Found[] = []
    for (let at = 0; at + prefixSize <= bytes.length; at++) {
      if (mayBegin[bytes[at]! | (bytes[at + 1]! << 8)] === 0) continue
      for (const { name, mark } of byPrefix.get(bytes.readInt32LE(at)) ?? [])
        if (bytes.subarray(at, at + mark.length).equals(mark)) found.push({ name, at })
    }
    return found
  })
}

/** Whom each vote could be of by one file: the residents that stand beside it most often there. */
export const besideVotes = (
  votes: readonly Found[],
  residents: readonly Found[],
): ReadonlyMap<string, readonly string[]> => {
  const counts = new Map<string, Map<string, number>>()
  for (const vote of votes)
    for (const resident of residents) {
      if (Math.abs(resident.at - vote.at) > besideBytes) continue
      const own = counts.get(vote.name) ?? new Map<string, number>()
      counts.set(vote.name, own.set(resident.name, (own.get(resident.name) ?? 0) + 1))
    }
  return new Map(
    [...counts].map(([vote, own]) => {
      const most = Math.max(...own.values())
      return [vote, [...own].filter(([, count]) => count === most).map(([name]) => name)]
    }),
  )
}

/** How many of them stand anywhere at all. */
export const countFound = (found: readonly (readonly Found[])[]): number =>
  new Set(found.flat().map(({ name }) => name)).size

const besideBytes = 512
const prefixSize = 4
const markSizeMin = 8

const prefixesOf = (named: readonly Named[]) => {
  const byPrefix = new Map<number, { readonly name: string; readonly mark: Buffer }[]>()
  for (const { name, marks } of named)
    for (const mark of marks.flatMap(spellings)) {
      const prefix = mark.readInt32LE(0)
      byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), { name, mark }])
    }
  return byPrefix
}

/** Base64 of a part of something longer begins at one of three places; without its ends, which what is around decides. */
const spellings = (mark: Uint8Array): Buffer[] => {
  const base64 = [0, 1, 2].map((lead) =>
    Buffer.concat([Buffer.alloc(lead), mark])
      .toString('base64')
      .slice(lead === 0 ? 0 : lead + 1, -4),
  )
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))
  const texts = new Set([Buffer.from(mark).toString('hex'), ...base64, ...url])
  return [Buffer.from(mark), ...[...texts].map((text) => Buffer.from(text))].filter(
    ({ length }) => length >= markSizeMin,
  )
}
