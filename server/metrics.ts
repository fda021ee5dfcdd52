/** What an operator watches, as Prometheus reads it. No label names a person, an address or a transaction. */
import type { Cosigners } from '@maru/kernel/cosigning.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import { addCosigningMetrics } from './cosigning-metrics.ts'
import type { Notices } from './notices/notices.ts'
import type { ReadModel } from './read-model/read-model.ts'
import { addStorageMetrics } from './storage/metrics.ts'
import type { StorageWatch } from './storage/watch.ts'
import { hasRefusalText } from './texts.ts'

export interface Metrics {
  readonly countRefusal: (code: string) => void
  readonly text: () => Promise<string>
  readonly contentType: string
  readonly close: () => void
}

export interface Measured {
  readonly ledger: Ledger
  readonly readModel: ReadModel | undefined
  readonly notices: Notices | undefined
  readonly storage: StorageWatch
  readonly cosigners: Cosigners | undefined
}

export const createMetrics = ({ ledger, readModel, notices, storage, cosigners }: Measured): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 })
  const registers = [registry]
  const refusals = new Counter({
    name: 'maru_refusals_total',
    help: 'Requests refused, by code',
    labelNames: ['code'],
    registers,
  })
  const gauge = (name: string, help: string, read: () => number): void =>
    void new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('maru_running', '1 while the ledger takes transactions', () =>
    ledger.status().state === 'running' ? 1 : 0,
  )
  gauge(
    'maru_stalled',
    '1 while the validators of a network come to no block, or none is heard of here',
    () => (ledger.status().state === 'stalled' ? 1 : 0),
  )
  gauge('maru_height', 'Height of the last block', () => ledger.status().height)
  gauge('maru_log_entries', 'Entries in the log', () => ledger.status().size)
  gauge('maru_queue_waiting', 'Transactions that wait for a block', () => ledger.status().waiting)
  gauge('maru_queue_max', 'Transactions that may wait', () => ledger.status().waitingMax)
  gauge('maru_blocks', 'Blocks since the start', () => ledger.metrics().blocks)
  gauge('maru_transactions', 'Transactions recorded since the start', () => ledger.metrics().transactions)
  gauge(
    'maru_ledger_refusals',
    'Transactions the ledger refused since the start',
    () => ledger.metrics().refusals,
  )
  if (readModel) {
    gauge(
      'maru_read_model_behind',
      'Log entries that lists and search do not have yet',
      () => readModel.status().behind,
    )
    gauge(
      'maru_read_model_rebuilds',
      'Times the read model was built from nothing',
      () => readModel.status().rebuilds,
    )
  }
  if (notices) addNotices(registry, notices)
  if (cosigners) addCosigningMetrics(registry, cosigners)
  addStorageMetrics(registry, storage)
  quantiles(
    registry,
    'maru_block_seconds',
    'Time to execute and store recent blocks',
    () => ledger.metrics().blockMs,
  )
  quantiles(
    registry,
    'maru_fsync_seconds',
    'Time until recent blocks were durable',
    () => ledger.metrics().fsyncMs,
  )
  void new Gauge({
    name: 'maru_log_bytes',
    help: 'Bytes written to the log since the start, by service',
    labelNames: ['service'],
    registers,
    collect() {
      for (const [service, bytes] of ledger.metrics().bytesByService) this.set({ service }, bytes)
    },
  })
  return {
    // A code is a label only when it is one of ours: labels are for ever.
    countRefusal: (code) => refusals.inc({ code: hasRefusalText(code) ? code : 'other' }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
    close: () => registry.clear(),
  }
}

const addNotices = (registry: Registry, notices: Notices): void => {
  const gauge = (
    name: string,
    help: string,
    read: () => number | { readonly [channel: string]: number },
  ): void =>
    void new Gauge({
      name,
      help,
      labelNames: ['channel'],
      registers: [registry],
      collect() {
        const value = read()
        if (typeof value === 'number') this.set(value)
        else for (const [channel, count] of Object.entries(value)) this.set({ channel }, count)
      },
    })
  gauge('maru_notices_behind', 'Log entries that notices were not made of yet', () => notices.status().behind)
  gauge('maru_notices_queued', 'Accounts whose messages are not sent yet', () => notices.status().queued)
  gauge('maru_notices_retrying', 'Channels that wait for another try', () => notices.status().retrying)
  gauge('maru_notices_sent', 'Messages sent since the start', () => notices.status().sent)
  gauge('maru_notices_dead_letters', 'Messages given up since the start', () => notices.status().dead)
}

const quantiles = (registry: Registry, name: string, help: string, samples: () => readonly number[]): void =>
  void new Gauge({
    name,
    help,
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      const sorted = samples().toSorted((a, b) => a - b)
      for (const quantile of [0.5, 0.9, 0.99, 1]) {
        const at = Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))
        this.set({ quantile }, (sorted[at] ?? 0) / 1000)
      }
    },
  })
