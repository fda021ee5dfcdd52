/** What stands in the log, read back: receipts by place or by id, and runs of entries. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Ledger, Recorded } from '@maru/kernel/ledger.ts'
import { decodeBundle } from '@maru/kernel/log/bundle.ts'
import { entriesPath, TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import type { Context } from './context.ts'

export type Records = Pick<Context, 'ledger' | 'feed'>

/** As much of a ledger as it takes to read its log. */
export type LogOfLedger = Pick<Ledger, 'entry' | 'tile' | 'status'>

export const recordedAt = async ({ ledger, feed }: Records, index: number): Promise<Recorded | undefined> => {
  const bytes = await ledger.entry(index)
  const entry = bytes && decodeEntry(bytes)
  if (entry?.kind !== 'transaction') return undefined
  const header = feed.headerOf(index) ?? (await sealAfter(ledger, index))
  if (!header) return undefined
  const { height, time } = header
  return { id: bytesToHex(ledger.rules.hash(entry.bytes)), index, height, time, receipt: entry.receipt }
}

export const recordedById = async (records: Records, id: string): Promise<Recorded | undefined> => {
  const index = await records.ledger.find(id)
  return index === undefined ? undefined : recordedAt(records, index)
}

/** Entries from <= index < to, a bundle of the log's at a time; those that are not there are left out. */
export async function* readEntries(
  ledger: LogOfLedger,
  from: number,
  to: number,
): AsyncGenerator<readonly [number, Uint8Array]> {
  for (let index = from; index < to;) {
    const first = index - (index % TILE_WIDTH)
    const end = Math.min(first + TILE_WIDTH, to)
    const entries = await readBundle(ledger, first / TILE_WIDTH)
    for (; index < end; index++) {
      const entry = entries?.[index - first] ?? (await ledger.entry(index))
      if (entry) yield [index, entry]
    }
  }
}

const readBundle = async (
  ledger: LogOfLedger,
  bundle: number,
): Promise<readonly Uint8Array[] | undefined> => {
  const width = Math.min(TILE_WIDTH, ledger.status().size - bundle * TILE_WIDTH)
  if (width <= 0) return undefined
  const bytes = await ledger.tile(entriesPath(bundle, width))
  const entries = bytes && decodeBundle(bytes, width)
  return entries?.ok ? entries.value : undefined
}

/** A block's seal follows its transactions; a transaction does not say in which block it stands. */
const sealAfter = async (
  ledger: Ledger,
  index: number,
): Promise<{ height: number; time: number } | undefined> => {
  for await (const [, bytes] of readEntries(ledger, index, ledger.status().size)) {
    if (bytes[0] !== 0x86) continue
    const entry = decodeEntry(bytes)
    if (entry?.kind === 'seal') return entry.seal
  }
  return undefined
}
