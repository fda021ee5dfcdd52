/** The texts of a city beside its ledger, in the same data folder. */
import { join } from 'node:path'
import type { SentContent } from '@maru/client/city-client.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Ledger, Recorded } from '@maru/kernel/ledger.ts'
import { refused, type Result } from '@maru/kernel/refusal.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { openContentStore, type ContentStore } from '@maru/server/content-store.ts'
import { closeWith } from './close-with.ts'

export const openCityContent = async (folder: string, ledger: Ledger): Promise<ContentStore> => {
  await using opened = new AsyncDisposableStack()
  const store = closeWith(opened, openContentStore({ folder: join(folder, 'content') }))
  await store.follow(ledger)
  opened.move()
  return store
}

export type CommittedContent = SentContent & { readonly commitment: Uint8Array }

/** Submits a transaction to an engine in this process, its text stored first. */
export const submitWithText = async (
  ledger: Ledger,
  store: ContentStore,
  bytes: Uint8Array,
  { commitment, content, salt }: CommittedContent,
): Promise<Result<Recorded>> => {
  const parsed = parseTransaction(bytes, ledger.rules.hash)
  if (!parsed.ok) return parsed
  const { service, action } = parsed.value
  const kind = ledger.rules.serviceByName.get(service)?.actions[action]?.content
  const untaken = await store.put(bytesToHex(commitment), { content, salt }, parsed.value, kind)
  if (untaken) return refused(untaken)
  const result = await ledger.submit(bytes)
  await store.settle(parsed.value.id, result.ok ? result.value.index : undefined)
  return result
}
