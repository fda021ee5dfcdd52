/** Which services a city can run, in which order, and who answers whose needs. One more service is one line here. */
import type { Service } from '@maru/kernel/service.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { answersReads } from './answers/reads.ts'
import { answers } from './answers/service.ts'
import { card } from './card/service.ts'
import { commentsReads } from './comments/reads.ts'
import { comments } from './comments/service.ts'
import type { Target } from './comments/state.ts'
import { debatesReads } from './debates/reads.ts'
import { debates } from './debates/service.ts'
import { evidence } from './evidence/service.ts'
import { governanceReads } from './governance/reads.ts'
import { governance } from './governance/service.ts'
import { holdOf } from './moderation/reads.ts'
import { moderation } from './moderation/service.ts'
import type { Address, Text } from './moderation/state.ts'
import { parameters } from './parameters/service.ts'
import { policies } from './policies/service.ts'
import { pollsReads } from './polls/reads.ts'
import { polls } from './polls/service.ts'
import { proposalsReads } from './proposals/reads.ts'
import { proposals } from './proposals/service.ts'
import { residentsReads } from './residents/reads.ts'
import { residents } from './residents/service.ts'
import type { Role } from './residents/state.ts'
import { signIn } from './sign-in/service.ts'

const { groupOf, isResident, isDistrict, hasRole, isRole, isLastMayor } = residentsReads
const { isNamedGroup, countNamed, belonged } = residentsReads
const { validatorOf, validatorOfCosigner } = governanceReads
const { proposalState, takenUp } = proposalsReads
const { isDebated } = debatesReads
const { isTakenUp, isDepartment, isPlacedIn } = answersReads

const isOfficerOf = (view: View, department: string, account: string): boolean =>
  hasRole(view, account, 'department') && isPlacedIn(view, department, account)

/** A role that came as text, and may be none. */
const hasAnyRole = (view: View, account: string, role: string): boolean =>
  hasRole(view, account, role as Role)

const isDecidedTogether = (_: View, service: string): boolean => service === 'governance'

const datedValues = (view: View) =>
  readSystem(view)
    .parameters.list({ limit: 10_000 })
    .map(([[service, name, from], { value }]) => ({ service, name, from, value }))

const isOpenForComments = (view: View, { service, number }: Target): boolean | undefined => {
  if (service === 'debates') return debatesReads.isOpen(view, number)
  const proposal = proposalsReads.proposalOf(view, number)
  return proposal && proposal.state !== 'withdrawn'
}

/** The case's appeal is moderation's own. */
const textOf = (view: View, { service, number }: Address): Text | undefined =>
  service === 'proposals'
    ? unlessErased(proposalsReads.proposalOf(view, number))
    : service === 'comments'
      ? commentsReads.textOf(view, number)
      : service === 'debates'
        ? unlessErased(debatesReads.opinionOf(view, number))
        : service === 'polls'
          ? unlessErased(pollsReads.residentPollOf(view, number))
          : undefined

const unlessErased = <Row extends { readonly erasedAt?: number }>(row: Row | undefined): Row | undefined =>
  row?.erasedAt === undefined ? row : undefined

export const services: readonly Service[] = [
  governance({ isRole, hasRole: hasAnyRole, isLastMayor }),
  evidence({ validatorOf, validatorOfCosigner }),
  residents,
  proposals({ isResident, groupOf, isDistrict, hasRole, isDebated, isTakenUp }),
  debates({ isResident, groupOf, hasRole, proposalState, takenUp }),
  polls({ isResident, hasRole, isDepartment, groupOf, isNamedGroup, countNamed, belonged }),
  answers({ hasRole }),
  policies({ hasRole, isDepartment, isOfficerOf, proposalState }),
  comments({ isResident, isOpenForComments, holdOf }),
  moderation({ isResident, hasRole, textOf }),
  signIn({ isResident, hasRole }),
  card({ hasRole }),
  parameters({ hasRole, datedValues, isDecidedTogether }),
]
