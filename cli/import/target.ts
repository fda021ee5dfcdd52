/** Where an import goes: an engine in this process, whose clock follows the data, or a running city over HTTP. */
import { host } from '../host.ts'
import { openSolo, type SoloLedger } from '@maru/engines/solo/open.ts'
import { CityRefusal, createCityClient } from '@maru/client/city-client.ts'
import { nextTimerAt } from '@maru/kernel/block.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import type { Event } from '@maru/kernel/execute.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { openCityContent, submitWithText, type CommittedContent } from '../city-content.ts'
import { refusalText } from '@maru/services/texts.ts'
import { services } from '@maru/services/index.ts'

export interface ImportTarget {
  readonly chain: string
  /** Resolves to the events once the transaction is recorded. */
  readonly submit: (transaction: Uint8Array, sent?: CommittedContent) => Promise<readonly Event[]>
  /** Lets the time pass until what comes next: timers run when they are due. A running city has its own clock. */
  readonly advance: (time: number) => Promise<void>
  readonly now: () => number
  readonly close: () => Promise<void>
}

export const folderTarget = async (folder: string, genesis: Genesis): Promise<ImportTarget> => {
  let time = genesis.time
  const ledger = await openSolo({
    folder,
    genesis,
    rules: createRules(services, host.hash),
    clock: () => time,
    quietMs: 0,
  })
  const content = await openCityContent(folder, ledger)
  return {
    chain: genesis.chain,
    submit: async (transaction, sent) => {
      const result = await (sent
        ? submitWithText(ledger, content, transaction, sent)
        : ledger.submit(transaction))
      if (!result.ok)
        throw new CityRefusal(
          400,
          result.refusal.code,
          refusalText(result.refusal.code, 'en') ?? result.refusal.code,
        )
      return 'events' in result.value.receipt ? result.value.receipt.events : []
    },
    advance: async (until) => {
      for (let at = timerAt(ledger); at !== undefined && at <= until; at = timerAt(ledger)) {
        time = Math.max(time, at)
        ledger.runTimers()
        // A store that lags behind makes blocks wait.
        if (timerAt(ledger) === at) await ledger.flush()
      }
      time = Math.max(time, until)
    },
    now: () => time,
    close: async () => {
      await ledger.close()
      await content.close()
    },
  }
}

const timerAt = (ledger: SoloLedger): number | undefined => {
  const { view, height } = ledger.snapshot()
  return nextTimerAt(view, height + 1)
}

export const cityTarget = async (url: string): Promise<ImportTarget> => {
  const city = createCityClient(url)
  const { genesis } = (await city.get('/api/entries/0')) as { genesis: { chain: string } }
  return {
    chain: genesis.chain,
    submit: async (transaction, sent) => (await city.submit(transaction, sent)).events as readonly Event[],
    advance: async () => undefined,
    now: () => Date.now(),
    close: async () => undefined,
  }
}
