/** Proposals or polls in an order, from the read model; from the state, newest first, while that is being built. */
import type { ReadTable } from '@maru/kernel/state/table.ts'
import type { Context } from '../context.ts'
import { Problem } from '../problem.ts'
import { createListReader } from '../routes/lists.ts'
import type { Reader } from './reader.ts'
import { readPolls, readProposals } from './tables.ts'

export interface ListedPage {
  readonly numbers: readonly number[]
  /** The cursor of the page after it. */
  readonly next?: string | undefined
  /** Whether it is in the order that was asked for. */
  readonly isOrdered: boolean
}

type Query = { readonly [field: string]: string | number | undefined }

export const createProposalLists = (context: Context) =>
  createLists(context, 'proposals', 'proposal', ({ view }) => newestOf(readProposals(view).proposals))

export const createPollLists = (context: Context) =>
  createLists(context, 'polls', 'poll', ({ view }) => newestOf(readPolls(view).polls))

const createLists = (
  context: Context,
  service: string,
  kind: string,
  newest: (reader: Reader) => readonly number[],
) => {
  const list = context.readModel?.projections.find(({ name }) => name === service)?.lists['list']
  const read = list && createListReader(context, `/${service}`, list)
  return async (reader: Reader, query: Query): Promise<ListedPage> => {
    try {
      const page = await read?.(given(query))
      const answer = page?.answer as { [rows: string]: unknown; next: string | null } | undefined
      if (answer) {
        const rows = answer[service] as readonly { readonly [kind: string]: number }[]
        const numbers = rows.flatMap((row) => row[kind] ?? [])
        return { numbers, next: answer.next ?? undefined, isOrdered: true }
      }
    } catch (error) {
      const isBusy = error instanceof Problem && waits.includes(error.code)
      if (!isBusy) throw error
    }
    return { numbers: newest(reader), isOrdered: false }
  }
}

const newestOf = (table: ReadTable<readonly [number], unknown>): readonly number[] =>
  table.list({ reverse: true, limit: linesMax }).map(([[number]]) => number)

const linesMax = 20

const waits = ['S10-busy', 'S22-lists-not-ready']

const given = (query: Query): { readonly [field: string]: string } =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
