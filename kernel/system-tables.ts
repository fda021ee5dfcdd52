/** What the kernel itself keeps in the state: accounts, dated numbers, timers, counters, and the replay window. */
import { accountTables } from './accounts.ts'
import { digestPrefix, name, uint } from './state/key.ts'
import { bindReadTables, bindTables, table, tablePrefix } from './state/table.ts'
import type { Overlay, View } from './state/view.ts'
import type { EventData } from './service.ts'

export interface ScheduledTimer {
  readonly service: string
  readonly timer: string
  readonly data: EventData
}

export const systemTables = {
  ...accountTables,
  /** [service, parameter, from] */
  parameters: table<{ readonly value: number }>()([name, name, uint]),
  /** [due time, number] */
  timers: table<ScheduledTimer>()([uint, uint]),
  /** [due height, number] */
  heightTimers: table<ScheduledTimer>()([uint, uint]),
  /** [number, height from which it counts]: see numbers.ts */
  numbers: table<{ readonly value: number }>()([name, uint]),
  /** [service, counter] */
  counters: table<{ readonly value: number }>()([name, name]),
  /** [validUntil, transaction id]: what was recorded and could still be replayed. */
  window: table<0>()([uint, digestPrefix]),
}

/**
 * The replay window is the one table outside the authenticated tree: it is a function of the log's last minutes, and
 * keeping it out saves each vote two paths of hashing.
 */
export const windowPrefix = tablePrefix('kernel', 'window')

export const bindSystem = (view: Overlay) => bindTables('kernel', systemTables, view)
export const readSystem = (view: View) => bindReadTables('kernel', systemTables, view)
