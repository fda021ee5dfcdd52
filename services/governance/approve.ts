import type { Applying } from '@maru/kernel/service.ts'
import { standingsOf } from './approvals.ts'
import type { Needs, Parameters } from './kit.ts'
import { passIfEnough } from './settle.ts'
import type { Tables } from './state.ts'

/** An officer's approval, of a change that others proposed or of their own. */
export const approve = (context: Applying<Tables, Parameters, Needs>, change: number): void => {
  const { tables, actor, time, emit } = context
  const { institution } = tables.institutionOf.get([actor]) as { readonly institution: string }
  tables.approvals.put([change, actor], { institution, at: time })
  const standing = standingsOf(tables, change).find((each) => each.institution === institution)
  emit('change-approved', { change, institution, approves: standing?.approves ?? false })
  passIfEnough(context, change)
}
