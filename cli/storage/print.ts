/** What takes the room on a city's disk, in lines for a person. */
import type { Storage } from '@maru/server/storage/storage.ts'

export const storageLines = ({ disk, parts = [], services, log, forecast, time }: Storage): string[] => [
  ...(disk
    ? [
        `disk       ${disk.usedPercent}% full: ${bytes(disk.freeBytes)} of ${bytes(disk.sizeBytes)} are free${disk.warning > 0 ? `  ! above ${disk.warning}%` : ''}`,
        `full       ${fullOf(forecast, time)}`,
      ]
    : []),
  `log        ${log.entries.toLocaleString('en')} entries, ${bytes(log.bytes)}${moved(disk?.bundlesMoved)}`,
  '',
  ...(parts.length > 0
    ? [row('part of the folder', ...head), ...parts.map((part) => rowOf(part.part, part)), '']
    : []),
  row('service in the log', ...head),
  ...services.map((service) =>
    rowOf(service.service === 'kernel' ? 'seals and genesis' : service.service, service),
  ),
]

const moved = (bundles = 0): string =>
  bundles === 0 ? '' : `, ${bundles.toLocaleString('en')} bundles of it in other storage`

const head = ['bytes', '7 days', '30 days'] as const

const rowOf = (
  name: string,
  grown: { readonly bytes: number; readonly bytes7Days?: number; readonly bytes30Days?: number },
): string => row(name, bytes(grown.bytes), growth(grown.bytes7Days), growth(grown.bytes30Days))

const row = (name: string, ...cells: readonly string[]): string =>
  `${name.padEnd(20)}${cells.map((cell) => cell.padStart(12)).join('')}`

/** Nobody has looked so long ago. */
const growth = (value: number | undefined): string =>
  value === undefined ? '?' : `${value < 0 ? '-' : '+'}${bytes(Math.abs(value))}`

const fullOf = (forecast: Storage['forecast'], time: number): string => {
  if (!forecast) return 'not known yet: the log is younger than a day'
  const pace = `${bytes(forecast.bytesPerDay)} a day, as in the last ${forecast.days} days${forecast.basis === 'log' ? ', by the log' : ''}`
  if (forecast.fullAt === null) return `not within 100 years, at ${pace}`
  const days = Math.floor((forecast.fullAt - time) / 86_400_000)
  return `in ${days.toLocaleString('en')} days, at ${pace}`
}

/** In powers of ten, as disks are sold. */
const bytes = (count: number): string => {
  const [unit, size] = units.find(([, size]) => count >= size) ?? ['B', 1]
  return `${Math.round((count / size) * 10) / 10} ${unit}`
}

const units = [
  ['TB', 1e12],
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
] as const
