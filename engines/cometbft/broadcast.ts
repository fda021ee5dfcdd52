/** Hands transactions to the mempool of the CometBFT beside this process, over its JSON-RPC, several in one request. */
import { z } from 'zod'
import { refuse, type Refusal } from '@maru/kernel/refusal.ts'

/** One outcome for each transaction, in their order. */
export type Broadcast = (transactions: readonly Uint8Array[]) => Promise<Broadcasted[]>

/** `lost`: nobody knows whether it arrived. `unsent`: it surely did not. */
export type Broadcasted =
  | { readonly outcome: 'taken' | 'full' | 'lost' | 'unsent' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

export const createBroadcast =
  (rpcUrl: string, sendMs: number): Broadcast =>
  async (transactions) => {
    try {
      const response = await fetch(rpcUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(transactions.map(callOf)),
        signal: AbortSignal.timeout(sendMs),
      })
      const answered = answersSchema.parse(await response.json())
      // Go writes a single answer without the list.
      const answers = new Map([answered].flat().map((answer) => [answer.id, outcomeOf(answer)]))
      return transactions.map((_, id) => answers.get(id) ?? { outcome: 'lost' })
    } catch (error) {
      const isRefused = (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED'
      return transactions.map(() => ({ outcome: isRefused ? 'unsent' : 'lost' }))
    }
  }

const callOf = (bytes: Uint8Array, id: number) => ({
  jsonrpc: '2.0',
  id,
  method: 'broadcast_tx_sync',
  params: { tx: Buffer.from(bytes).toString('base64') },
})

const answerSchema = z.object({
  id: z.int(),
  result: z.object({ code: z.int(), log: z.string() }).optional(),
  error: z.object({ message: z.string(), data: z.string().optional() }).optional(),
})
const answersSchema = z.union([answerSchema, z.array(answerSchema)])

const outcomeOf = ({ result, error }: z.infer<typeof answerSchema>): Broadcasted => {
  if (result?.code === 0) return { outcome: 'taken' }
  if (result) return { outcome: 'refused', refusal: refuse(result.log) }
  const words = error?.data ?? error?.message ?? ''
  if (words.includes('tx already exists in cache')) return { outcome: 'taken' }
  return { outcome: words.includes('mempool is full') ? 'full' : 'lost' }
}
