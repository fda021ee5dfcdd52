/** The log of reads as a file that spreadsheets open: no name, no resident's account, nothing that begins a formula. */
import type { Read } from '../read.ts'

export interface ReadOfAll extends Read {
  readonly from?: string
  readonly subject?: string
  readonly link: string
}

export interface ReadPage {
  readonly reads: readonly ReadOfAll[]
  readonly isWhole: boolean
  readonly next: number | null
}

const columns = ['number', 'time', 'purpose', 'by', 'service', 'from', 'subject', 'link'] as const

/** With the mark by which Excel knows UTF-8. */
export const readsToCsv = (reads: readonly ReadOfAll[]): string =>
  `\uFEFF${[columns.join(','), ...reads.map(lineOf)].join('\r\n')}\r\n`

const lineOf = ({ at, ...read }: ReadOfAll): string => {
  const row = { ...read, time: new Date(at).toISOString() }
  return columns.map((column) => row[column] ?? '').join(',')
}

/** Asks page by page; one file has so many entries at most. */
export const collectReads = async (ask: (before: number | undefined) => Promise<ReadPage>) => {
  const reads: ReadOfAll[] = []
  let isWhole = true
  let before: number | undefined
  while (reads.length < readsMax) {
    const page = await ask(before)
    reads.push(...page.reads)
    isWhole &&= page.isWhole
    if (page.next === null) return { reads, isWhole, isAll: true }
    before = page.next
  }
  return { reads, isWhole, isAll: false }
}

export const readsMax = 100_000
