import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { dayMs } from '../../days.ts'
import { approve } from '../approve.ts'
import { wanted } from '../inputs.ts'
import { faultOf } from '../judge.ts'
import { action } from '../kit.ts'
import { heightOf } from '../settle.ts'
import { blocksAheadMax, institutionsMax, openChangesMax } from '../state.ts'

/** I3: an officer. I4: not too many at a time. I5: from a height. I9 to I15: of what fits the city now. */
export const proposeChange = action({
  input: z.strictObject({
    wanted,
    from: z
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER - 1)
      .meta({ description: 'The height from which it is to count; 0 for as soon as it has passed.' }),
  }),
  summary: 'Propose a change to who runs the city or how. For officers of its institutions.',
  example: {
    wanted: { kind: 'set-parameter' as const, service: 'debates', name: 'debateDays', value: 30 },
    from: 0,
  },
  check: (context, { wanted, from }) => {
    const { tables, actor, height } = context
    const institution = tables.institutionOf.get([actor])?.institution
    if (institution === undefined) return refuse('I3-not-officer')
    const open = tables.open.list({ limit: openChangesMax * institutionsMax })
    const isOwn = (by: string | undefined) =>
      by !== undefined && tables.institutionOf.get([by])?.institution === institution
    if (open.filter(([[number]]) => isOwn(tables.changes.get([number])?.by)).length >= openChangesMax)
      return refuse('I4-too-many-open')
    if (from > height + blocksAheadMax) return refuse('I5-too-far-ahead')
    if (from !== 0 && (wanted.kind === 'halt' || wanted.kind === 'resume')) return refuse('I5-at-once')
    const fault = faultOf(context, wanted, heightOf(context, { wanted, from }))
    return fault === undefined ? ok : refuse(fault)
  },
  apply: (context, { wanted, from }) => {
    const { tables, parameters, actor, time, emit, schedule, nextNumber } = context
    const change = nextNumber('change')
    const expiresAt = time + parameters.expiryDays * dayMs
    tables.changes.put([change], { wanted, from, state: 'proposed', by: actor, at: time, expiresAt })
    tables.open.put([change], 0)
    emit('change-proposed', { change, kind: wanted.kind, from })
    schedule(expiresAt, 'expire', { change })
    approve(context, change)
  },
})
