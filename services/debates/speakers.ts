/**
 * Who speaks in a debate: residents by their accounts, with words, or, where it was opened so, members of the city who
 * stay unknown and only take a side. When, and how often, is the same for both.
 */
import { ok, refuse, type Checking, type Timing } from '@maru/kernel/service.ts'
import { countToday } from '../days.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Debate, Tables } from './state.ts'

type Context = Checking<Tables, Parameters, Needs>

/** D3: a debate that is there, before it closes. D13: in the way that it was opened in. */
export const checkDebate = ({ tables, member, time }: Context, debate: number, isWithWords: boolean) => {
  const row = tables.debates.get([debate])
  if (!row) return refuse('D3-unknown-debate')
  if (time >= row.closes) return refuse('D3-closed')
  if (row.members) return isWithWords || !member ? refuse('D13-without-name') : ok
  return isWithWords ? ok : refuse('D13-by-account')
}

/** D14: of the group that was fixed. D15: in order. */
export const checkMember = ({ tables, actor, member }: Context, debate: number, sequence: number) => {
  if (member?.root !== tables.debates.get([debate])?.members?.root) return refuse('D14-not-in-group')
  const last = tables.voices.get([debate, actor])?.sequence ?? 0
  return sequence <= last ? refuse('D15-sequence-too-low') : ok
}

/** D5: a member is somebody else in each debate, and so has a day's number in each. */
export const checkToday = ({ tables, parameters, actor, time }: Context) => {
  const { opinionsPerDay } = parameters
  const { count } = countToday(tables.days.get([actor]), time)
  return opinionsPerDay > 0 && count > opinionsPerDay ? refuse('D5-too-many-today') : ok
}

/** D13 and D16: fixed for good when a debate is opened. Where nobody is in the group yet, it is by accounts. */
export const membersNow = ({
  needs,
  parameters,
}: Timing<Tables, Parameters, Needs>): Pick<Debate, 'members' | 'shownFrom'> => {
  const found = parameters.anonymousOpinions === 1 ? needs.groupOf('city') : undefined
  if (!found) return {}
  const { root, version } = found
  return { members: { group: 'city', root, version }, shownFrom: parameters.sidesShownFrom }
}
