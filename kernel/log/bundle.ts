import { fail, ok, type Result } from './result.ts'
import { TILE_WIDTH } from './tile.ts'

/** c2sp.org/tlog-tiles, "Log entries": the length has two bytes. Larger documents stay off the log. */
export const MAX_ENTRY = 65_535

export const encodeBundle = (entries: readonly Uint8Array[]): Uint8Array => {
  if (entries.length > TILE_WIDTH) throw new RangeError('a bundle has at most 256 entries')
  const bundle = new Uint8Array(entries.reduce((length, entry) => length + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY) throw new RangeError('an entry has at most 65,535 bytes')
    bundle[at] = entry.length >> 8
    bundle[at + 1] = entry.length & 0xff
    bundle.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bundle
}

/** The entries are views of the bundle. Their number is known from its path, and has to be met exactly. */
export const decodeBundle = (bundle: Uint8Array, width: number): Result<Uint8Array[]> => {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length;) {
    if (entries.length === width)
      return fail('bundle-too-long', `bytes follow the ${width} entries of the bundle`)
    if (at + 2 > bundle.length)
      return fail('bundle-cut-short', 'the bundle ends within the length of an entry')
    const end = at + 2 + ((bundle[at]! << 8) | bundle[at + 1]!)
    if (end > bundle.length) return fail('bundle-cut-short', `the bundle ends within entry ${entries.length}`)
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries.length === width
    ? ok(entries)
    : fail('bundle-cut-short', `the bundle has ${entries.length} entries, not ${width}`)
}
