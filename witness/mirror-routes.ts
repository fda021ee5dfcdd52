/** What a mirror shows: its copy of the log, at /log and where tlog-mirror has it, and that it has cosigned it. */
import type { LogFiles } from '@maru/engines/storage/log-files.ts'
import { encodeBundle, decodeBundle } from '@maru/kernel/log/bundle.ts'
import { parseTilePath } from '@maru/kernel/log/tile.ts'
import { formatVkey, type Vkey } from '@maru/kernel/log/vkey.ts'
import type { Route } from './http.ts'
import { hashOf } from './memory.ts'
import type { Mirror } from './mirror.ts'
import { witnessPageRoute, witnessRoutes } from './routes.ts'
import { staticLogRoute } from './static-log.ts'
import type { Witness } from './witness.ts'

export const mirrorRoutes = (
  { files }: Mirror,
  witness: Witness,
  log: Vkey,
  policy: string | undefined,
): readonly Route[] => {
  const copy = {
    checkpoint: files.checkpoint,
    vkey: formatVkey(log),
    policy,
    tile: async (path: string) => tileIn(files, path),
  }
  return [
    staticLogRoute(copy, '/log'),
    staticLogRoute(copy, `/${hashOf(log.name)}`),
    witnessRoutes(witness, false),
    witnessPageRoute(witness),
  ]
}

/** A narrower tile is the beginning of a wider one. */
const tileIn = (files: LogFiles, path: string): Uint8Array | undefined => {
  const tile = parseTilePath(path)
  const file = tile.ok ? files.read(tile.value) : undefined
  if (!tile.ok || !file || file.width === tile.value.width) return file?.bytes
  if (tile.value.level !== 'entries') return file.bytes.subarray(0, tile.value.width * 32)
  const decoded = decodeBundle(file.bytes, file.width)
  return decoded.ok ? encodeBundle(decoded.value.slice(0, tile.value.width)) : undefined
}
