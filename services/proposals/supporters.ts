/**
 * Who supports: residents by their accounts, or, where the proposal was opened so, members of the city who stay unknown.
 * The rules are the same for both. A member's acts carry a number that grows, since anyone can send an old proof again
 * in other bytes.
 */
import { z } from 'zod'
import { ok, refuse, type Applying, type Checking } from '@maru/kernel/service.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Members, Proposal, Tables } from './state.ts'

export const sequence = z
  .int()
  .min(1)
  .max(1_000)
  .optional()
  .meta({ description: "A member's acts on one proposal are numbered from 1; accounts give no number." })

/** Support and taking it back are in one scope: a member has one voice on a proposal. */
export const supportScope = {
  scope: ({ proposal }: { readonly proposal: number }) => ['proposal', proposal],
}

interface Numbered {
  readonly proposal: number
  readonly sequence?: number | undefined
}

/** P1 for an account; whether a member is one is only to be seen with the proposal. */
export const checkAccount = ({ needs, actor, member }: Checking<Tables, Parameters, Needs>) =>
  member || needs.isResident(actor) ? ok : refuse('P1-not-resident')

/** P26: in the way of the proposal. P27: of the group that was fixed. P28: in order. */
export const checkSupporter = (
  { tables, actor, member }: Checking<Tables, Parameters, Needs>,
  { members }: Proposal,
  { proposal, sequence: given }: Numbered,
) => {
  if (!members) return member || given !== undefined ? refuse('P26-by-account') : ok
  if (!member) return refuse('P26-without-name')
  if (member.root !== members.root) return refuse('P27-not-in-group')
  const last = tables.sequences.get([proposal, actor])?.sequence ?? 0
  return given === undefined || given <= last ? refuse('P28-sequence-too-low') : ok
}

export const keepSequence = (
  { tables, actor }: Applying<Tables, Parameters, Needs>,
  { proposal, sequence: given }: Numbered,
): void => {
  if (given !== undefined) tables.sequences.put([proposal, actor], { sequence: given })
}

/** P26: fixed for good when a proposal is opened. Where nobody is in the group yet, accounts support it. */
export const membersNow = ({
  needs,
  parameters,
}: Applying<Tables, Parameters, Needs>): Members | undefined => {
  const found = parameters.anonymousSupports === 1 ? needs.groupOf('city') : undefined
  return found && { group: 'city', root: found.root, version: found.version }
}
