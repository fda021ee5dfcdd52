/**
 * What officers have to do, as the desk lists it: by who can do it, and how urgent it is. A list is found by the index
 * of states; at most `lookedAtMax` duties are looked at for one page, so a page may be short and still have a next.
 */
import type { ReadTables } from '@maru/kernel/state/table.ts'
import type { Duty, DutyState, Tables } from './state.ts'

export const lists = ['to-assign', 'to-answer', 'due-soon', 'overdue', 'mayor', 'given'] as const
export type List = (typeof lists)[number]

type Read = ReadTables<Tables>

/** `officer` leaves only duties of departments in which this account is placed. */
export interface Asked {
  readonly list: List
  readonly officer?: string | undefined
  /** The last number of the page before. */
  readonly after?: number | undefined
  readonly limit: number
}

/** What is owed comes oldest first, which is due first; what was given, from the newest duty on. */
export const pageOfWork = (tables: Read, { list, officer, after, limit }: Asked) => {
  const { numbers, isWhole } = numbersIn(tables, list, after)
  const found: (readonly [number, Duty])[] = []
  for (const number of numbers) {
    const duty = tables.duties.get([number]) as Duty
    if (listOf(duty) === list && isOf(tables, officer, duty)) found.push([number, duty])
    if (found.length === limit) return { found, next: number }
  }
  return { found, next: isWhole ? null : (numbers.at(-1) ?? null) }
}

/** Duties in each list, and how many of them are past their deadline. */
export const countWork = (tables: Read, officer: string | undefined) => {
  const counts = new Map<List, { readonly duties: number; readonly late: number }>()
  const { numbers, isWhole } = numbersIn(tables, 'to-answer')
  for (const number of numbers) {
    const duty = tables.duties.get([number]) as Duty
    const list = listOf(duty)
    if (!isOf(tables, officer, duty)) continue
    const { duties, late } = counts.get(list) ?? nothing
    counts.set(list, { duties: duties + 1, late: late + (duty.state === 'overdue' ? 1 : 0) })
  }
  return { counts, isWhole }
}

export const nothing = { duties: 0, late: 0 }

const lookedAtMax = 1_000
const owedStates = ['waiting-for-department', 'assigned', 'due-soon', 'overdue'] as const
const givenStates = ['answered', 'answered-late'] as const

const listOf = ({ state, by, department, answer }: Duty): List => {
  if (answer) return 'given'
  if (by === 'mayor') return 'mayor'
  if (department === null) return 'to-assign'
  return state === 'due-soon' || state === 'overdue' ? state : 'to-answer'
}

const isOf = ({ officers }: Read, officer: string | undefined, { department }: Duty): boolean =>
  officer === undefined || (department !== null && officers.has([department, officer]))

/** The duties among which those of a list are, in its order. */
const numbersIn = (tables: Read, list: List, after?: number) => {
  const isGiven = list === 'given'
  const states: readonly DutyState[] = isGiven ? givenStates : list === 'overdue' ? ['overdue'] : owedStates
  const byState = states.map((state) =>
    tables.states
      .list({
        prefix: [state],
        limit: lookedAtMax,
        reverse: isGiven,
        ...(after !== undefined && { after: [state, after] }),
      })
      .map(([[, number]]) => number),
  )
  const all = byState.flat().sort((a, b) => (isGiven ? b - a : a - b))
  const numbers = all.slice(0, lookedAtMax)
  const isWhole = numbers.length === all.length && byState.every(({ length }) => length < lookedAtMax)
  return { numbers, isWhole }
}
