/** Proposals in an order, from the read model; from the state, newest first, while that is being built. */
import type { Context } from '../context.ts'
import { Problem } from '../problem.ts'
import { createListReader } from '../routes/lists.ts'
import type { Reader } from './reader.ts'
import { readProposals } from './tables.ts'

export interface ProposalPage {
  readonly numbers: readonly number[]
  /** The cursor of the page after it. */
  readonly next?: string | undefined
  /** Whether it is in the order that was asked for. */
  readonly isOrdered: boolean
}

type Query = { readonly [field: string]: string | number | undefined }

export const createProposalLists = (context: Context) => {
  const list = context.readModel?.projections.find(({ name }) => name === 'proposals')?.lists['list']
  const read = list && createListReader(context, '/proposals', list)
  return async (reader: Reader, query: Query): Promise<ProposalPage> => {
    try {
      const page = await read?.(given(query))
      const answer = page?.answer as { proposals: { proposal: number }[]; next: string | null } | undefined
      if (answer) {
        const numbers = answer.proposals.map(({ proposal }) => proposal)
        return { numbers, next: answer.next ?? undefined, isOrdered: true }
      }
    } catch (error) {
      const isBusy = error instanceof Problem && waits.includes(error.code)
      if (!isBusy) throw error
    }
    const rows = readProposals(reader.view).proposals.list({ reverse: true, limit: linesMax })
    return { numbers: rows.map(([[number]]) => number), isOrdered: false }
  }
}

const linesMax = 20

const waits = ['S10-busy', 'S22-lists-not-ready']

const given = (query: Query): { readonly [field: string]: string } =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
