/** What is counted of the city, and what it owes, as the API has it. */
import type { CaseState } from '@maru/services/moderation/state.ts'
import { useQuery } from '@tanstack/react-query'
import { pathQuery } from '../../city/api.ts'

export interface Statistics {
  /** Entries of the log that it counts, and the moment of the last. */
  readonly logIndex: number
  readonly time: number
  readonly proposals: {
    readonly total: number
    readonly supports: number
    readonly byMonth: readonly ({ readonly month: string } & Proposals)[]
    readonly byField: readonly ({ readonly field: string } & Proposals)[]
    readonly byDistrict: readonly ({ readonly district: string } & Proposals)[]
  }
  readonly debates: {
    readonly participants: number
    readonly byMonth: readonly {
      readonly month: string
      readonly debates: number
      readonly participants: number
    }[]
  }
  readonly polls: {
    readonly total: number
    readonly voters: number
    readonly byMonth: readonly { readonly month: string; readonly polls: number; readonly voters: number }[]
  }
  readonly answers: Outcomes & {
    readonly shareInTime: number | null
    readonly daysToAnswerMedian: number | null
    readonly byDepartment: readonly (Outcomes & {
      readonly department: string
      readonly daysToAnswerMedian: number | null
    })[]
  }
  readonly moderation: {
    readonly byMonth: readonly ({ readonly month: string } & { readonly [S in CaseState]: number })[]
    readonly byRule: readonly {
      readonly rule: string
      readonly reported: number
      readonly hidden: number
    }[]
  }
}

interface Proposals {
  readonly proposals: number
  readonly supports: number
}

export interface Outcomes {
  readonly inTime: number
  readonly late: number
  readonly overdue: number
  readonly waiting: number
}

export const useStatistics = () =>
  useQuery({ ...pathQuery<Statistics>('/api/statistics'), staleTime: 30_000 })

export interface Unanswered {
  readonly duty: number
  readonly proposal: number | null
  readonly debate: number | null
  readonly poll: number | null
  readonly title?: string | null
  readonly owedBy: 'department' | 'mayor'
  readonly department: string | null
  readonly due: number
  readonly daysWaiting: number
  readonly daysOverdue: number
}

/** The first hundred, by number. */
export const useUnanswered = () =>
  useQuery({
    ...pathQuery<{ readonly unanswered: readonly Unanswered[] }>('/api/reports/unanswered?limit=100'),
    staleTime: 30_000,
  })

/** Every month from the first to the last, also those in which nothing happened. */
export const withEveryMonth = <Row extends { readonly month: string }>(
  rows: readonly Row[],
  empty: Omit<Row, 'month'>,
): readonly Row[] => {
  const [first, last] = [rows[0]?.month, rows.at(-1)?.month]
  if (first === undefined || last === undefined) return []
  const byMonth = new Map(rows.map((row) => [row.month, row]))
  const months: string[] = []
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month)
  return months.map((month) => byMonth.get(month) ?? ({ ...empty, month } as Row))
}

const nextMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
