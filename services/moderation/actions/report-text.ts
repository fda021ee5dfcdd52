import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { countToday } from '../../days.ts'
import { textAt } from '../checks.ts'
import { addressFields, rule } from '../inputs.ts'
import { action } from '../kit.ts'
import type { Case, Text } from '../state.ts'
import { caseFor, continueCase, openCase } from '../store-case.ts'

/** M1: a resident reports. M3: a text that is there. M4: once, while it is served. M5: so many a day. */
export const reportText = action({
  input: z.strictObject({ ...addressFields, reason: rule }),
  summary: 'Report a text that breaks a published rule, once. A moderator looks at it.',
  example: { service: 'comments' as const, number: 1, reason: 'insult' as const },
  check: (context, address) => {
    const { tables, needs, parameters, actor, time } = context
    if (!needs.isResident(actor)) return refuse('M1-not-resident')
    const text = textAt(context, address)
    if (!text) return refuse('M3-unknown-text')
    const commitment = bytesToHex(text.content)
    if (tables.holds.has([commitment])) return refuse('M4-not-served')
    if (tables.reports.has([commitment, actor])) return refuse('M4-already-reported')
    const { reportsPerDay } = parameters
    const { count } = countToday(tables.days.get([actor]), time)
    return reportsPerDay > 0 && count > reportsPerDay ? refuse('M5-too-many-today') : ok
  },
  apply: (context, { service, number, reason }) => {
    const { tables, actor, time, emit } = context
    const address = { service, number }
    const text = textAt(context, address) as Text
    const open = caseFor(tables, address, text)
    const reports = open === undefined ? 1 : (tables.cases.get([open]) as Case).reports + 1
    const details = { by: actor, rule: reason }
    if (open !== undefined) continueCase(context, open, 'reported', details, { reports })
    const about = open ?? openCase(context, address, text, 'reported', details, { reports })
    tables.reports.put([bytesToHex(text.content), actor], { case: about })
    tables.days.put([actor], countToday(tables.days.get([actor]), time))
    emit('text-reported', { case: about, service, number, reason, count: reports })
  },
})
