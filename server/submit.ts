/**
 * A transaction on its way to the ledger. One that commits to text has to bring it: the text is checked against the
 * commitment and stored first, so that nothing recorded lacks its text.
 */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Recorded } from '@maru/kernel/ledger.ts'
import type { Result } from '@maru/kernel/refusal.ts'
import type { Content } from '@maru/kernel/service.ts'
import { parseTransaction, type Transaction } from '@maru/kernel/transaction.ts'
import { accountOf } from './content/follow.ts'
import { fitsCommitment, type ContentItem } from './content-store.ts'
import type { Context } from './context.ts'
import { peekAction } from './peek.ts'
import { recordedById } from './records.ts'
import { hasRefusalText } from './texts.ts'

export type Outcome =
  | { readonly ok: true; readonly recorded: Recorded; readonly replayed: boolean }
  | { readonly ok: false; readonly code: string; readonly where?: string | undefined }

export const submit = async (context: Context, bytes: Uint8Array, item?: ContentItem): Promise<Outcome> => {
  const peeked = peekAction(bytes)
  const action = peeked && context.actionOf(peeked.service, peeked.action)
  if (action && !action.content) {
    return item
      ? refusal('S13-content-unwanted')
      : settleOutcome(context, bytes, await context.ledger.submit(bytes))
  }
  const parsed = parseTransaction(bytes, context.ledger.rules.hash)
  if (!parsed.ok) return refusal(parsed.refusal.code, parsed.refusal.detail)
  const transaction = parsed.value
  const content = context.actionOf(transaction.service, transaction.action)?.content
  if (content) return submitWithContent(context, transaction, content, item)
  return settleOutcome(context, bytes, await context.ledger.submit(bytes))
}

const submitWithContent = async (
  context: Context,
  transaction: Transaction,
  content: Content,
  item: ContentItem | undefined,
): Promise<Outcome> => {
  const { ledger } = context
  const { bytes, id } = transaction
  const input = context.actionOf(transaction.service, transaction.action)?.input.safeParse(transaction.input)
  const isHopeless =
    transaction.chain !== ledger.genesis.chain || transaction.validUntil < ledger.status().time
  // The ledger says why; nothing is stored for these.
  if (isHopeless || !input?.success) return settleOutcome(context, bytes, await ledger.submit(bytes))
  if (!item) return (await replayOf(context, id)) ?? refusal('S2-content-missing')
  const no = checkContent(content, item)
  if (no) return no
  const key = bytesToHex(content.commitment(input.data))
  if (!fitsCommitment(key, item)) return refusal('S3-content-mismatch')
  // Text and salt are public. With a copy under the same commitment, what happens to the copy, such as being hidden,
  // would happen to the original.
  const author = context.content.authorOf(key)
  if (author !== undefined && author !== accountOf(ledger.snapshot().view, transaction.keyId))
    return refusal('S26-text-of-another')
  const untaken = await context.content.put(key, item, transaction, content)
  if (untaken) return refusal(untaken)
  const outcome = await settleOutcome(context, bytes, await ledger.submit(bytes))
  // It may be written or not: the next start asks the log.
  const isOpen = !outcome.ok && (outcome.code === 'T13-stopped' || outcome.code === 'T17-undecided')
  if (!isOpen) await context.content.settle(id, outcome.ok ? outcome.recorded.index : undefined)
  return outcome
}

/** Undefined when text and salt are as the action wants them. */
const checkContent = ({ schema }: Content, { salt, content }: ContentItem): Outcome | undefined => {
  if (salt.length < 16 || salt.length > 32)
    return refusal('S12-content-malformed', 'contentSalt: 16 to 32 bytes')
  if (!isWellFormed(content)) return refusal('S12-content-malformed', 'lone surrogate')
  const parsed = schema.safeParse(content)
  const issue = parsed.error?.issues[0]
  if (!issue) return undefined
  // Schemas of text name the rule in their messages.
  if (hasRefusalText(issue.message)) return refusal(issue.message, issue.path.join('.'))
  return refusal('S12-content-malformed', `${issue.path.join('.')}: ${issue.message}`.slice(0, 200))
}

/** The ledger refuses a second copy; whoever sends one wants the receipt of the first. */
const settleOutcome = async (
  context: Context,
  bytes: Uint8Array,
  result: Result<Recorded>,
): Promise<Outcome> => {
  if (result.ok) {
    await erasuresOf(context, result.value)
    return { ok: true, recorded: result.value, replayed: false }
  }
  const { code, detail } = result.refusal
  if (code !== 'T6-replayed' && code !== 'T4-expired') return refusal(code, detail)
  const id = bytesToHex(context.ledger.rules.hash(bytes))
  const replay = await replayOf(context, id, code === 'T6-replayed' ? firstCopyMs : 0)
  return replay ?? refusal(code, detail)
}

/** Who hears that a text is erased can rely on it. */
const erasuresOf = async ({ content }: Context, { receipt }: Recorded): Promise<void> => {
  if ('events' in receipt && receipt.events.some(([event]) => event.endsWith('-erased')))
    await content.caughtUp()
}

/** How long a second copy waits for the first, when both came within one block. */
const firstCopyMs = 5_000

const replayOf = async (context: Context, id: string, waitMs = 0): Promise<Outcome | undefined> => {
  const recorded = (await recordedById(context, id)) ?? (await context.feed.waitFor(id, waitMs))
  return recorded && { ok: true, recorded, replayed: true }
}

const refusal = (code: string, where?: string): Outcome => ({ ok: false, code, where })

/** JSON can spell half of a surrogate pair, which has no UTF-8 and so no commitment. */
const isWellFormed = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isWellFormed(inner))
}
