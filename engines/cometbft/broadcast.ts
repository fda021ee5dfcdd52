/** Hands transactions to the mempool of the CometBFT beside this process, over its JSON-RPC. */
import { z } from 'zod'
import { refuse, type Refusal } from '@maru/kernel/refusal.ts'

export type Broadcast = (bytes: Uint8Array) => Promise<Broadcasted>

/** `lost`: nobody knows whether it arrived. `unsent`: it surely did not. */
export type Broadcasted =
  | { readonly outcome: 'taken' | 'full' | 'lost' | 'unsent' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

export const createBroadcast =
  (rpcUrl: string, sendMs: number): Broadcast =>
  async (bytes) => {
    const call = { jsonrpc: '2.0', id: 0, method: 'broadcast_tx_sync' }
    try {
      const response = await fetch(rpcUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...call, params: { tx: Buffer.from(bytes).toString('base64') } }),
        signal: AbortSignal.timeout(sendMs),
      })
      return read(await response.json())
    } catch (error) {
      const cause = (error as { cause?: { code?: string } }).cause?.code
      return { outcome: cause === 'ECONNREFUSED' ? 'unsent' : 'lost' }
    }
  }

const answerSchema = z.union([
  z.object({ result: z.object({ code: z.int(), log: z.string() }) }),
  z.object({ error: z.object({ message: z.string(), data: z.string().optional() }) }),
])

const read = (answer: unknown): Broadcasted => {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return { outcome: 'lost' }
  if ('result' in parsed.data) {
    const { code, log } = parsed.data.result
    return code === 0 ? { outcome: 'taken' } : { outcome: 'refused', refusal: refuse(log) }
  }
  const { message, data = message } = parsed.data.error
  if (data.includes('tx already exists in cache')) return { outcome: 'taken' }
  return { outcome: data.includes('mempool is full') ? 'full' : 'lost' }
}
