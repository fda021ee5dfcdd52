import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { parameterName, serviceName, time } from '../../schemas.ts'
import { action } from '../kit.ts'

/** Ten years of 365.25 days, in milliseconds. */
const aheadMaxMs = 3_652_500 * 86_400

/**
 * G1: the mayor. G2: a parameter that there is. G3: from a later moment, so that nothing decided changes after. G4: none
 * of those that the institutions decide on.
 */
export const changeParameter = action({
  input: z.strictObject({
    service: serviceName,
    name: parameterName,
    from: time.meta({ description: 'When the new value comes into force, in milliseconds since 1970.' }),
    value: z
      .int()
      .min(0)
      .max(2_147_483_648)
      .meta({ title: 'Value', examples: [100] }),
  }),
  summary: 'Set the value of a parameter from a later date on. For the mayor.',
  example: { service: 'proposals', name: 'supportsForDebate', from: 1_583_020_800_000, value: 100 },
  check: ({ needs, system, actor, time }, { service, name, from }) => {
    if (!needs.hasRole(actor, 'mayor')) return refuse('G1-not-mayor')
    if (!system.parameterNames(service).includes(name)) return refuse('G2-unknown-parameter')
    if (needs.isDecidedTogether(service)) return refuse('G4-decided-together')
    if (from <= time) return refuse('G3-not-ahead')
    return from > time + aheadMaxMs ? refuse('G3-too-far-ahead') : ok
  },
  apply: ({ tables, system, actor, time, emit, nextNumber }, { service, name, from, value }) => {
    system.setParameter(service, name, from, value)
    tables.changes.put([nextNumber('change')], { service, name, from, value, by: actor, at: time })
    emit('parameter-changed', { service, name, from, value })
  },
})
