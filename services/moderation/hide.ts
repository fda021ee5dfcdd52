/** Hiding one text, as `hide-text` and `hide-texts` do it. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Applying } from '@maru/kernel/service.ts'
import { textAt } from './checks.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Rule } from './rules.ts'
import type { Address, Tables, Text } from './state.ts'
import { caseFor, continueCase, openCase } from './store-case.ts'

/** In the case that is open about it, or in a new one. */
export const hide = (
  context: Applying<Tables, Parameters, Needs>,
  { service, number }: Address,
  rule: Rule,
  reasons: Uint8Array,
): void => {
  const { tables, actor, emit } = context
  const address = { service, number }
  const text = textAt(context, address) as Text
  const details = { by: actor, rule, content: reasons }
  const change = { rule, hiddenBy: actor }
  const open = caseFor(tables, address, text)
  if (open !== undefined) continueCase(context, open, 'hidden', details, change)
  const about = open ?? openCase(context, address, text, 'hidden', details, change)
  emit('text-hidden', { case: about, service, number, content: bytesToHex(text.content), rule })
}
