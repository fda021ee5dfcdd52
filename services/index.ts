/** Which services a city can run, in which order, and who answers whose needs. One more service is one line here. */
import type { Service } from '@maru/kernel/service.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { answersReads } from './answers/reads.ts'
import { answers } from './answers/service.ts'
import { comments } from './comments/service.ts'
import type { Target } from './comments/state.ts'
import { debatesReads } from './debates/reads.ts'
import { debates } from './debates/service.ts'
import { parameters } from './parameters/service.ts'
import { policies } from './policies/service.ts'
import { proposalsReads } from './proposals/reads.ts'
import { proposals } from './proposals/service.ts'
import { residentsReads } from './residents/reads.ts'
import { residents } from './residents/service.ts'

const { isResident, isDistrict, hasRole } = residentsReads
const { proposalState } = proposalsReads
const { isDebated } = debatesReads
const { isTakenUp, isDepartment, isPlacedIn } = answersReads

const isOfficerOf = (view: View, department: string, account: string): boolean =>
  hasRole(view, account, 'department') && isPlacedIn(view, department, account)

const datedValues = (view: View) =>
  readSystem(view)
    .parameters.list({ limit: 10_000 })
    .map(([[service, name, from], { value }]) => ({ service, name, from, value }))

const isOpenForComments = (view: View, { service, number }: Target): boolean | undefined => {
  if (service === 'debates') return debatesReads.isOpen(view, number)
  const proposal = proposalsReads.proposalOf(view, number)
  return proposal && proposal.state !== 'withdrawn'
}

export const services: readonly Service[] = [
  residents,
  proposals({ isResident, isDistrict, hasRole, isDebated, isTakenUp }),
  debates({ isResident, hasRole, proposalState }),
  answers({ hasRole }),
  policies({ hasRole, isDepartment, isOfficerOf, proposalState }),
  comments({ isResident, isOpenForComments }),
  parameters({ hasRole, datedValues }),
]
