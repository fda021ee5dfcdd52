/** The room on the disk as Prometheus reads it: as it was found last, so that a reader waits for no disk. */
import { Gauge, type Registry } from 'prom-client'
import type { Storage } from './storage.ts'
import type { StorageWatch } from './watch.ts'

type Sample = readonly [labels: { readonly [name: string]: string }, value: number]

export const addStorageMetrics = (registry: Registry, storage: StorageWatch): void => {
  const gauge = (
    name: string,
    help: string,
    labelNames: readonly string[],
    samplesOf: (storage: Storage) => readonly Sample[],
  ): void =>
    void new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        // What is not known is not there: a zero would be an alarm.
        this.reset()
        if (labelNames.length === 0) this.remove()
        const last = storage.last()
        for (const [labels, value] of last ? samplesOf(last) : []) this.set(labels, value)
      },
    })

  gauge('maru_disk_bytes', 'Size of the disk that the data lies on', [], ({ disk }) =>
    disk ? [[{}, disk.sizeBytes]] : [],
  )
  gauge('maru_disk_free_bytes', 'Room left on that disk', [], ({ disk }) =>
    disk ? [[{}, disk.freeBytes]] : [],
  )
  gauge(
    'maru_disk_warning',
    'Threshold in percent that the disk is above: 70, 80, 90, or 0',
    [],
    ({ disk }) => (disk ? [[{}, disk.warning]] : []),
  )
  gauge(
    'maru_disk_full_in_days',
    'Days until the disk is full at the pace of the last 30; none where nothing grows or nobody knows',
    [],
    ({ forecast, time }) =>
      forecast && forecast.fullAt !== null ? [[{}, (forecast.fullAt - time) / 86_400_000]] : [],
  )
  gauge('maru_log_bundles_moved', 'Bundles of the log that lie in cheap storage elsewhere', [], ({ disk }) =>
    disk ? [[{}, disk.bundlesMoved]] : [],
  )
  gauge('maru_storage_part_bytes', 'Room that a part of the data folder takes', ['part'], ({ parts = [] }) =>
    parts.map(({ part, bytes }) => [{ part }, bytes]),
  )
  gauge(
    'maru_storage_part_growth_bytes',
    'What a part of the data folder grew by; none until it has been watched for so many days',
    ['part', 'days'],
    ({ parts = [] }) => parts.flatMap(({ part, ...growth }) => growthOf({ part }, growth)),
  )
  gauge('maru_storage_service_bytes', 'Bytes of a service in the log', ['service'], ({ services }) =>
    services.map(({ service, bytes }) => [{ service }, bytes]),
  )
  gauge(
    'maru_storage_service_growth_bytes',
    'What a service added to the log',
    ['service', 'days'],
    ({ services }) => services.flatMap(({ service, ...growth }) => growthOf({ service }, growth)),
  )
}

const growthOf = (
  labels: Sample[0],
  { bytes7Days, bytes30Days }: { readonly bytes7Days?: number; readonly bytes30Days?: number },
): Sample[] => [
  ...(bytes7Days === undefined ? [] : [[{ ...labels, days: '7' }, bytes7Days] as const]),
  ...(bytes30Days === undefined ? [] : [[{ ...labels, days: '30' }, bytes30Days] as const]),
]
