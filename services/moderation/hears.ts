/** What moderation does when residents write, edit, or have their texts destroyed. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { textAt } from './checks.ts'
import { timer } from './kit.ts'
import type { Address, Case, TextService } from './state.ts'
import { caseFor, continueCase, isHolding, openCase, type Context } from './store-case.ts'

/** M13: a new text waits while the switch is on. */
export const whenWritten = (service: TextService, field: string) =>
  timer((context, data) => {
    if (context.parameters.preModeration !== 0)
      awaitApproval(context, { service, number: data[field] as number })
  })

/** M13: an edited text waits also when the one before it is held back: else editing would undo a moderator's act. */
export const whenEdited = (service: TextService, field: string) =>
  timer((context, data) => {
    const { tables, parameters } = context
    const number = data[field] as number
    const latest = tables.caseOf.get([service, number])?.case
    const wasHeld = latest !== undefined && isHolding(tables.cases.get([latest]) as Case)
    if (parameters.preModeration !== 0 || wasHeld) awaitApproval(context, { service, number })
  })

/** M14: with the text, the case about it is over; also with one that an edit replaced, whose case is not the latest. */
export const whenErased = (service: TextService, field: string) =>
  timer((context, data) => {
    const { tables, emit } = context
    const number = data[field] as number
    const commitment = data['content'] as string
    const found = tables.holds.get([commitment])?.case ?? tables.caseOf.get([service, number])?.case
    const about = found === undefined ? undefined : tables.cases.get([found])
    if (found === undefined || !about || !isOpen(about)) return
    // Somebody else's text may have the same commitment, and be held back in a case of its own.
    if (about.service !== service || about.number !== number) return
    if (bytesToHex(about.content) !== commitment) return
    continueCase(context, found, 'erased', { by: null })
    emit('case-ended', { case: found, service, number })
  })

const isOpen = (about: Case): boolean => about.state === 'reported' || isHolding(about)

/** A text whose commitment is held back already, in another place, follows that one. */
const awaitApproval = (context: Context, address: Address): void => {
  const text = textAt(context, address)
  if (!text || caseFor(context.tables, address, text) !== undefined) return
  const opened = openCase(context, address, text, 'waiting', { by: null })
  context.emit('text-waiting', { case: opened, ...address, content: bytesToHex(text.content) })
}
