/** Receipts come at once, signed by the log alone; a moment later the city has them with the signatures of others too. */
import { parseNote } from '@maru/kernel/log/note.ts'
import { parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { cityClient } from './api.ts'
import type { City } from './city.ts'
import { proveReceipt } from './prove.ts'
import { openStore, type Receipt } from './store.ts'

/** Keeps the city's newer receipt of the same act when it proves as much and more have signed it. Never rejects. */
export const renewReceipt = async (kept: Receipt): Promise<Receipt> => {
  try {
    const city = (await cityClient().get('/api/city')) as City
    if (city.cosigned !== true || signaturesOf(kept.proof) > 1) return kept
    const response = await fetch(`/api/receipts/${kept.id}/tlog-proof`, {
      signal: AbortSignal.timeout(waitMs),
    })
    const renewed = { ...kept, proof: await response.text() }
    if (!proveReceipt(renewed, city.vkey).ok || signaturesOf(renewed.proof) < 2) return kept
    // What was taken off the device meanwhile does not come back.
    const keeping = (await openStore()).transaction('receipts', 'readwrite')
    if (await keeping.store.get(kept.id)) await keeping.store.put(renewed)
    await keeping.done
    return renewed
  } catch {
    // Without a network the one that is kept is as good as it was.
    return kept
  }
}

const waitMs = 3_000

const signaturesOf = (proof: string): number => {
  const parsed = parseTlogProof(proof)
  const note = parsed.ok ? parseNote(parsed.value.checkpoint) : parsed
  return note.ok ? note.value.signatures.length : 0
}
