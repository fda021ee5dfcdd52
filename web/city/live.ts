/**
 * What happens in the city while a page is open. Counts of supports go straight into the answers that are shown; what
 * else a block changed is asked for again, not more often than every few seconds and not by everyone at once.
 */
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { currentSettings, onSettings } from '../texts/settings.ts'
import type { City } from './city.ts'

export interface LiveBlock {
  readonly height: number
  readonly time: number
  readonly size: number
  readonly stateRoot: string
  /** Transactions in the block; `transactions` has at most the first hundred. */
  readonly count: number
  readonly transactions: readonly LiveTransaction[]
}

export interface LiveTransaction {
  readonly id: string
  readonly index: number
  readonly service?: string
  readonly action?: string
  readonly events?: readonly (readonly [event: string, data: { readonly [name: string]: unknown }])[]
  readonly refusal?: string
}

interface Tally {
  readonly proposal: number
  readonly supports: number
  readonly height: number
}

/** Whether news arrive now. Undefined until it is known. */
export const useIsLive = (): boolean | undefined => useSyncExternalStore(listenForLive, () => isLive)

export const onBlock = (listener: (block: LiveBlock) => void): (() => void) => {
  blockListeners.add(listener)
  return () => void blockListeners.delete(listener)
}

/** Runs until the page is closed, while the reader wants the screen to move by itself (WCAG 2.2, 2.2.2). */
export const followCity = (queries: QueryClient): void => {
  let source: EventSource | undefined
  const follow = (): void => {
    const { live } = currentSettings()
    if (live === (source !== undefined)) return
    source?.close()
    source = live ? connect(queries) : undefined
    // What came meanwhile.
    if (live && isLive !== undefined) void queries.invalidateQueries()
  }
  onSettings(follow)
  follow()
}

/** The browser connects again by itself, and says which block it saw last. */
const connect = (queries: QueryClient): EventSource => {
  const source = new EventSource('/api/events')
  source.addEventListener('open', () => setLive(true))
  source.addEventListener('error', () => setLive(false))
  source.addEventListener('tally', ({ data }) => showTally(queries, JSON.parse(data as string) as Tally))
  source.addEventListener('block', ({ data }) => {
    const block = JSON.parse(data as string) as LiveBlock
    for (const { service, events } of block.transactions)
      if (service !== undefined && events) changed.add(service)
    showRecord(queries, block)
    for (const listener of blockListeners) listener(block)
    askAgain(queries)
  })
  return source
}

/** How far the record is, wherever that is shown. */
const showRecord = (queries: QueryClient, { height, time, size, stateRoot }: LiveBlock): void => {
  queries.setQueryData<City>(['city'], (city) => city && { ...city, height, time, size, stateRoot })
}

/** Every cached answer that shows this proposal gets its count. */
const showTally = (queries: QueryClient, tally: Tally): void => {
  queries.setQueriesData({ queryKey: ['proposals'] }, (answer: unknown) => withTally(answer, tally))
}

const withTally = (value: unknown, tally: Tally): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((inner: unknown) => withTally(inner, tally))
  const row = value as { readonly [name: string]: unknown }
  if (row['proposal'] === tally.proposal && typeof row['supports'] === 'number') {
    return { ...row, supports: tally.supports }
  }
  return 'proposals' in row ? { ...row, proposals: withTally(row['proposals'], tally) } : value
}

const changed = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined

const askAgain = (queries: QueryClient): void => {
  if (changed.size === 0 || timer !== undefined) return
  timer = setTimeout(
    () => {
      timer = undefined
      const services = [...changed]
      changed.clear()
      void queries.invalidateQueries({ predicate: ({ queryKey }) => services.includes(String(queryKey[0])) })
    },
    2_000 + Math.random() * 3_000,
  )
}

let isLive: boolean | undefined
const blockListeners = new Set<(block: LiveBlock) => void>()
const liveListeners = new Set<() => void>()

const setLive = (value: boolean): void => {
  if (isLive === value) return
  isLive = value
  for (const listener of liveListeners) listener()
}

const listenForLive = (listener: () => void): (() => void) => {
  liveListeners.add(listener)
  return () => void liveListeners.delete(listener)
}
