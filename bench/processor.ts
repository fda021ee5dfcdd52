/** Processor time of this process: what work costs whatever else the machine does, where the clock tells how it shares. */
import { row, type Row } from './row.ts'

export interface ProcessorUse {
  readonly rows: (what: string, count: number) => Row[]
}

/** Of all threads and of the main one, from here until it is read. */
export const processorClock = () => {
  const [all, main] = [process.cpuUsage(), process.threadCpuUsage()]
  return {
    read: (): ProcessorUse => {
      const uses = { 'all threads': process.cpuUsage(all), 'main thread': process.threadCpuUsage(main) }
      return {
        rows: (what, count) =>
          Object.entries(uses).map(([threads, { user, system }]) =>
            row(`processor for ${what}, ${threads}`, (user + system) / count, 'µs'),
          ),
      }
    },
  }
}
