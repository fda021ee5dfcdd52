/** What this process has in memory, in bytes. */
import { readFileSync } from 'node:fs'

export interface Memory {
  /** With the parts of LMDB's files that are mapped: the system takes those back when it needs them. */
  readonly all: number
  /** What belongs to no file. Undefined where the system is not Linux. */
  readonly own: number | undefined
}

export const memory = (): Memory => {
  const own = /^RssAnon:\s+(\d+) kB$/m.exec(statusText())?.[1]
  return { all: process.memoryUsage.rss(), own: own === undefined ? undefined : 1024 * Number(own) }
}

const statusText = (): string => {
  try {
    return readFileSync('/proc/self/status', 'utf8')
  } catch {
    return ''
  }
}
