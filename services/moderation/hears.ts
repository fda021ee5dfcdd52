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

/** M14: with the text, the case about it is over. */
export const whenErased = (service: TextService, field: string) =>
  timer((context, data) => {
    const { tables, emit } = context
    const number = data[field] as number
    const latest = tables.caseOf.get([service, number])?.case
    const about = latest === undefined ? undefined : tables.cases.get([latest])
    if (latest === undefined || !about || !isOpen(about) || bytesToHex(about.content) !== data['content'])
      return
    continueCase(context, latest, 'erased', { by: null })
    emit('case-ended', { case: latest, service, number })
  })

const isOpen = (about: Case): boolean => about.state === 'reported' || isHolding(about)

/** A text whose commitment is held back already, in another place, follows that one. */
const awaitApproval = (context: Context, address: Address): void => {
  const text = textAt(context, address)
  if (!text || caseFor(context.tables, address, text) !== undefined) return
  const opened = openCase(context, address, text, 'waiting', { by: null })
  context.emit('text-waiting', { case: opened, ...address, content: bytesToHex(text.content) })
}
