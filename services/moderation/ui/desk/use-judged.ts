/** The text of an item: by the number of its case, or as `comments-37` one that nobody need have reported. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Address } from '../../state.ts'
import { type JudgedRow, useCase, useCasesOfAuthor } from '../data.ts'
import { openStates } from './decision.ts'

/** What is asked for a text, by the service it stands in. */
const queries = {
  proposals: ['proposal', 'proposal'],
  comments: ['comment', 'comment'],
  debates: ['one-opinion', 'opinion'],
  polls: ['poll', 'poll'],
} as const

interface Found {
  readonly author: string
  readonly content: string
}

export const useJudged = (id: string) => {
  const [, service, number] = /^(proposals|comments|debates|polls)-(\d{1,15})$/.exec(id) ?? []
  const address = { service: (service ?? 'comments') as keyof typeof queries, number: Number(number) }
  const byCase = useCase(Number(id), service === undefined)
  const byText = useText(address, service !== undefined)
  return service === undefined ? { ...byCase, data: byCase.data as JudgedRow | undefined } : byText
}

const useText = (address: Address & { readonly service: keyof typeof queries }, enabled: boolean) => {
  const { service, number } = address
  const [query, field] = queries[service]
  const { data: text, error, refetch } = useCityQuery<Found>(service, query, { [field]: number }, { enabled })
  const { data: others } = useCasesOfAuthor(text?.author ?? '', text !== undefined)
  return { data: text && others && rowOf(address, text, others.cases), error, refetch }
}

/** The case that goes on about it, if there is one. */
const rowOf = (address: Address, { author, content }: Found, cases: readonly JudgedRow[]): JudgedRow => {
  const { service, number } = address
  const open = cases.find(
    (row) =>
      row.service === service &&
      row.number === number &&
      row.content === content &&
      openStates.some((state) => state === row.state),
  )
  return open ?? { service, number, author, content, case: 0, state: 'unreported', openedAt: 0, reports: 0 }
}
