/** What a validator holds a checkpoint of another node against: the log that it has executed itself. */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Confirmed, WitnessOptions } from './witness.ts'

/** A node that lags is given a moment, for the other may have been the first to hear of a block. */
export const confirmByOwnLog = (
  { publicLog, follow }: Pick<Ledger, 'publicLog' | 'follow'>,
  waitMs = 2_000,
): NonNullable<WitnessOptions['confirm']> => {
  let waiting = 0
  const reached = (size: number): Promise<Uint8Array | undefined> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        stop()
        resolve(publicLog.root(size))
      }
      const stop = follow((block) => void (block.size >= size && done()))
      const timer = setTimeout(done, waitMs)
    })
  return async ({ size, root }) => {
    let own = publicLog.root(size)
    if (!own && waiting < WAITING_MAX) {
      waiting++
      own = await reached(size)
      waiting--
    }
    if (!own) return no(503, 'this node has not executed as much yet: ask again')
    return equalBytes(own, root) ? { ok: true } : no(422, 'this is not the log that this node has executed')
  }
}

const no = (status: 422 | 503, message: string): Confirmed => ({ ok: false, status, message })

const WAITING_MAX = 64
