/** A proposal's rows in every service it went through, and the texts they commit to. */
import { bindReadTables, packKey, tablePrefix, type TableShape } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables as answerTables } from '@maru/services/answers/state.ts'
import { tables as debateTables } from '@maru/services/debates/state.ts'
import { tables as policyTables } from '@maru/services/policies/state.ts'
import { tables as proposalTables, type Proposal } from '@maru/services/proposals/state.ts'
import { pagesOf } from '../data-set.ts'
import type { Subject } from './concerns.ts'

export interface ProposalSubject extends Subject {
  readonly row: Proposal
}

/** Undefined when there is no such proposal. */
export const subjectOf = (view: View, proposal: number): ProposalSubject | undefined => {
  const row = bindReadTables('proposals', proposalTables, view).proposals.get([proposal])
  if (!row) return undefined
  const { owed } = bindReadTables('answers', answerTables, view)
  const { origins } = bindReadTables('policies', policyTables, view)
  const { debateOf } = bindReadTables('debates', debateTables, view)
  return {
    row,
    proposal,
    debate: debateOf.get([proposal])?.debate,
    duties: new Set(owed.list({ prefix: ['proposal', proposal] }).map(([, { duty }]) => duty)),
    policies: new Set(origins.list({ prefix: ['proposal', proposal] }).map(([[, , policy]]) => policy)),
  }
}

/** The rows that are proved, by what their file is called. */
export const keysOf = ({
  proposal,
  debate,
  duties,
  policies,
}: Subject): readonly (readonly [string, string])[] => [
  [`proposal-${proposal}`, keyIn('proposals', 'proposals', proposalTables.proposals, [proposal])],
  ...(debate === undefined
    ? []
    : ([
        [`debate-${debate}`, keyIn('debates', 'debates', debateTables.debates, [debate])],
        [`debate-${debate}-tally`, keyIn('debates', 'tallies', debateTables.tallies, [debate])],
      ] as const)),
  ...[...duties].map(
    (duty) => [`answer-${duty}`, keyIn('answers', 'duties', answerTables.duties, [duty])] as const,
  ),
  ...[...policies].map(
    (policy) => [`policy-${policy}`, keyIn('policies', 'policies', policyTables.policies, [policy])] as const,
  ),
]

const keyIn = (service: string, table: string, shape: TableShape, key: readonly unknown[]): string =>
  tablePrefix(service, table) + packKey(shape, key)

/** Every commitment, with the place where it stands; page by page, for a debate has many opinions. */
export function* commitmentsOf(
  view: View,
  { row, proposal, debate, duties, policies }: ProposalSubject,
): Generator<readonly [of: string, commitment: Uint8Array | undefined]> {
  yield [`proposal ${proposal}`, row.content]
  const { joins } = bindReadTables('proposals', proposalTables, view)
  for (const page of pagesOf(joins, [proposal]))
    for (const [[, join], { content }] of page) yield [`join ${join}`, content]
  const { interims, wordings } = bindReadTables('answers', answerTables, view)
  for (const duty of duties) {
    for (const page of pagesOf(interims, [duty]))
      for (const [[, number], { content }] of page) yield [`answer ${duty}, interim ${number}`, content]
    for (const page of pagesOf(wordings, [duty]))
      for (const [[, number], { content }] of page) yield [`answer ${duty}, wording ${number}`, content]
  }
  const { decisions, debates, opinionsOf, opinions } = bindReadTables('debates', debateTables, view)
  for (const page of pagesOf(decisions, [proposal]))
    for (const [[, decision], { content }] of page) yield [`panel's decision ${decision}`, content]
  if (debate !== undefined) {
    yield [`debate ${debate}`, debates.get([debate])?.content]
    for (const page of pagesOf(opinionsOf, [debate]))
      for (const [[, opinion]] of page) yield [`opinion ${opinion}`, opinions.get([opinion])?.content]
  }
  const { history } = bindReadTables('policies', policyTables, view)
  for (const policy of policies) {
    for (const page of pagesOf(history, [policy]))
      for (const [[, entry], { data }] of page) {
        if (typeof data['content'] === 'string')
          yield [`policy ${policy}, entry ${entry}`, Buffer.from(data['content'], 'hex')]
      }
  }
}
