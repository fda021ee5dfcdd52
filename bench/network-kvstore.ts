/**
 * CometBFT's own kvstore application under the configuration of a city: transactions as long as a vote's, as many
 * clients that wait for a block before their next, and so many transactions in a request.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { createBroadcast } from '@maru/engines/cometbft/broadcast.ts'
import { rpcUrlOf, writeHomes } from '@maru/engines/cometbft/network/home.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { end, startConsensus, validatorsIn } from './validators.ts'

export interface Kvstore {
  /** Transactions per second from the first that is sent to the last that stands in a block. */
  readonly round: (count: number, clients: number, bytes: number) => Promise<number>
  readonly close: () => Promise<void>
}

/** What CometBFT takes in one request as it comes; it works on them one after the other. */
const requestMax = 10
const requestsAtOnce = 128

export const openKvstore = async (
  folder: string,
  validatorCount: number,
  genesis: Genesis,
  program: string,
): Promise<Kvstore> => {
  const validators = validatorsIn(folder, validatorCount, 26_850)
  writeHomes(validators, genesis, Date.now())
  const nodes = validators.map((validator) => startConsensus(program, validator, ['--proxy_app', 'kvstore']))
  const url = rpcUrlOf(validators[0]!)
  const broadcast = createBroadcast(url, 30_000)
  while ((await broadcast([keyAndValue(200)]))[0]!.outcome !== 'taken') await wait(200)
  const committed = createCount(url)
  while ((await committed()) < 1) await wait(100)
  return {
    round: async (count, clients, bytes) => {
      const transactions = Array.from({ length: count }, () => keyAndValue(bytes))
      const before = await committed()
      let done = 0
      let sent = 0
      const send = async (): Promise<void> => {
        while (sent < count) {
          const batch = transactions.slice(sent, sent + Math.min(requestMax, clients - (sent - done)))
          sent += batch.length
          if (batch.length === 0) await wait(5)
          else if ((await broadcast(batch)).some(({ outcome }) => outcome !== 'taken'))
            throw new Error('the kvstore takes no more')
        }
      }
      const startedAt = performance.now()
      const sending = Promise.all(Array.from({ length: requestsAtOnce }, send))
      while ((done = (await committed()) - before) < count) await wait(10)
      const perSecond = (1000 * count) / (performance.now() - startedAt)
      await sending
      return perSecond
    },
    close: async () => {
      await Promise.all(nodes.map(end))
    },
  }
}

const keyAndValue = (bytes: number): Uint8Array =>
  Buffer.from(
    `${randomBytes(16).toString('hex')}=${randomBytes(bytes / 2)
      .toString('hex')
      .slice(0, bytes - 33)}`,
  )

/** Counts the transactions of all blocks, of which it reads the headers only. */
const createCount = (url: string) => {
  let height = 0
  let count = 0
  return async (): Promise<number> => {
    const response = await fetch(`${url}/blockchain?minHeight=${height + 1}&maxHeight=0`)
    const { result } = (await response.json()) as { result?: { block_metas: readonly BlockMeta[] } }
    for (const { header, num_txs: added } of (result?.block_metas ?? []).toReversed()) {
      if (Number(header.height) <= height) continue
      height = Number(header.height)
      count += Number(added)
    }
    return count
  }
}

interface BlockMeta {
  readonly header: { readonly height: string }
  readonly num_txs: string
}
