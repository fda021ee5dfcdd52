/** Where an import goes: an engine in this process, whose clock follows the data, or a running city over HTTP. */
import { host } from '../host.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import { CityRefusal, createCityClient, type SentContent } from '@maru/client/city-client.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import type { Event } from '@maru/kernel/execute.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { openContentStore } from '@maru/server/content-store.ts'
import { refusalText } from '@maru/services/texts.ts'
import { services } from '@maru/services/index.ts'
import { join } from 'node:path'

export interface ImportTarget {
  readonly chain: string
  /** Resolves to the events once the transaction is recorded. */
  readonly submit: (transaction: Uint8Array, sent?: SentContent & { readonly commitment: Uint8Array }) => Promise<readonly Event[]>
  /** Tells the time of what comes next; a running city has its own clock. */
  readonly setTime: (time: number) => void
  readonly now: () => number
  readonly close: () => Promise<void>
}

export const folderTarget = async (folder: string, genesis: Genesis): Promise<ImportTarget> => {
  let time = genesis.time
  const ledger = await openSolo({ folder, genesis, rules: createRules(services, host.hash), clock: () => time, quietMs: 0 })
  const content = await openContentStore({ folder: join(folder, 'content') })
  return {
    chain: genesis.chain,
    submit: async (transaction, sent) => {
      if (sent) await content.put(bytesToHex(sent.commitment), { content: sent.content, salt: sent.salt })
      const result = await ledger.submit(transaction)
      if (!result.ok) throw new CityRefusal(400, result.refusal.code, refusalText(result.refusal.code, 'en') ?? result.refusal.code)
      return 'events' in result.value.receipt ? result.value.receipt.events : []
    },
    setTime: (next) => void (time = Math.max(time, next)),
    now: () => time,
    close: async () => {
      await ledger.close()
      await content.close()
    },
  }
}

export const cityTarget = async (url: string): Promise<ImportTarget> => {
  const city = createCityClient(url)
  const { chain } = (await city.get('/api/city')) as { chain: string }
  return {
    chain,
    submit: async (transaction, sent) => (await city.submit(transaction, sent)).events as readonly Event[],
    setTime: () => undefined,
    now: () => Date.now(),
    close: async () => undefined,
  }
}
