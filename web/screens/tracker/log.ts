/**
 * The tracker reads the log itself, the same public files that a recount reads, and takes no server's word for what
 * stands in them. A bundle of 256 entries is fetched once.
 */
import '../../city/zod-without-eval.ts'
import { decodeEntry, type Entry } from '@maru/kernel/entry.ts'
import { decodeBundle } from '@maru/kernel/log/bundle.ts'
import { entriesPath, TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { CityRefusal } from '@maru/client/city-client.ts'
import type { QueryClient } from '@tanstack/react-query'

export interface LogEntry {
  readonly index: number
  readonly bytes: Uint8Array
  readonly entry: Entry
}

export interface Log {
  /** Entries of the log when it was opened: it always ends with a seal. */
  readonly size: number
  /** Throws CityRefusal (404) when the log has no such entry. */
  readonly entryAt: (index: number) => Promise<LogEntry>
}

export const openLog = (queries: QueryClient, size: number): Log => ({
  size,
  entryAt: async (index) => {
    const bundle = Math.floor(index / TILE_WIDTH)
    const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH)
    const bytes = (await readBundle(queries, bundle, width))[index % TILE_WIDTH]
    const entry = bytes && decodeEntry(bytes)
    if (!bytes || !entry) throw new CityRefusal(404, 'S5-not-found', `${index}`)
    return { index, bytes, entry }
  },
})

const readBundle = async (
  queries: QueryClient,
  index: number,
  width: number,
): Promise<readonly Uint8Array[]> =>
  width <= 0
    ? []
    : queries.fetchQuery({
        queryKey: ['log-bundle', index, width],
        queryFn: async () => {
          const path = entriesPath(index, width)
          const response = await fetch(`/log/${path}`)
          if (!response.ok) throw new CityRefusal(response.status, 'S5-not-found', path)
          const bundle = decodeBundle(new Uint8Array(await response.arrayBuffer()), width)
          if (!bundle.ok) throw new Error(`${path}: ${bundle.message}`)
          return bundle.value
        },
        staleTime: Number.POSITIVE_INFINITY,
      })
