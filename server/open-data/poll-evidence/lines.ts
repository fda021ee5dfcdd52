/**
 * Everything about one poll that is over, as lines of JSON that are written while they are sent: rows of the state with
 * their proofs, every change of its group up to its root, and every vote with the proof that it stands in the log. What
 * each line is stands in docs/spec/polls.md; verifier/poll/ counts it again.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { createTableLookup, rowKey } from '@maru/kernel/state/row-address.ts'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { isOver } from '@maru/services/polls/change-state.ts'
import { tables, type Poll } from '@maru/services/polls/state.ts'
import { tables as residentTables } from '@maru/services/residents/state.ts'
import type { Context } from '../../context.ts'
import { peekEntryAction } from '../../peek.ts'
import { readEntries } from '../../records.ts'
import { firstEntryAt } from '../evidence/first-entry.ts'
import { createTextReader } from '../texts.ts'

type Source = Pick<Context, 'ledger' | 'content' | 'services'>

export interface PollSubject {
  readonly poll: number
  readonly row: Poll
  readonly voters: number
}

/** Undefined when there is no such poll. */
export const pollSubjectOf = (view: View, poll: number): PollSubject | undefined => {
  const { polls, turnouts } = bindReadTables('polls', tables, view)
  const row = polls.get([poll])
  return row && { poll, row, voters: turnouts.get([poll])?.voters ?? 0 }
}

export const isPollOver = ({ row }: PollSubject, time: number): boolean => isOver(row, time)

/** `size`: entries of the log that are looked through. */
export async function* pollEvidenceLines(
  context: Source,
  { poll, row }: PollSubject,
  size: number,
): AsyncGenerator<string> {
  const { ledger } = context
  const line = (kind: string, fields: object): string => `${JSON.stringify({ kind, ...fields })}\n`
  const { view } = ledger.snapshot()
  yield line('about', { ...about, chain: ledger.genesis.chain, poll, size, vkey: ledger.vkey })
  const { state, salt, content } = createTextReader(context.content, view)(row.content)
  yield line('words', { state, salt, content })
  const addresses = [
    ['polls', 'polls', `${poll}`],
    ['polls', 'turnouts', `${poll}`],
    ...row.questions.map((_, index) => ['polls', 'tallies', `${poll},${index + 1}`]),
  ] as const
  for (const address of addresses) yield line('row', await provenRow(context, address as Address))
  if (row.secrecy === 'anonymous' && row.members)
    yield* changeLines(view, row.group, row.members.version, line)
  yield* voteLines(context, { poll, row }, size, line)
}

const about = {
  format: 'maru-poll-1',
  check:
    'npx maru poll check FILE --vkey FILE counts this again, without any server. docs/spec/polls.md says how.',
}

type Address = readonly [service: string, table: string, key: string]
type Line = (kind: string, fields: object) => string

const provenRow = async ({ ledger, services }: Source, [service, table, key]: Address) => {
  const found = createTableLookup(services)(service, table)
  const packed = found && rowKey(found, key)
  const proven = packed === undefined ? undefined : await ledger.proveState(packed)
  if (!proven?.ok) throw new Error(`${service}/${table}/${key} is not proved`)
  const { value, proof, size } = proven.value
  return {
    ...{ service, table, key },
    value: value ? bytesToHex(value) : null,
    proof: Buffer.from(proof).toString('base64'),
    seal: await ledger.proof(size - 1),
  }
}

const pageSize = 1_000

async function* changeLines(view: View, group: string, version: number, line: Line): AsyncGenerator<string> {
  const { groupChanges } = bindReadTables('residents', residentTables, view)
  for (let after = 0; after < version;) {
    const page = groupChanges.list({ prefix: [group], after: [group, after], limit: pageSize })
    for (const [[, number], { index, leaf }] of page)
      if (number <= version) yield line('change', { version: number, index, leaf: bytesToHex(leaf) })
    after = page.at(-1)?.[0][1] ?? version
    await nextTurn()
  }
}

const entriesPerTurn = 128

async function* voteLines(
  context: Source,
  { poll, row }: Pick<PollSubject, 'poll' | 'row'>,
  size: number,
  line: Line,
): AsyncGenerator<string> {
  const { ledger } = context
  const told = new Set<string>()
  const from = await firstEntryAt(ledger, row.openedAt ?? row.opens, size)
  for await (const [index, bytes] of readEntries(ledger, from, size)) {
    // A log is long, and others have votes to record.
    if (index % entriesPerTurn === 0) await nextTurn()
    const named = peekEntryAction(bytes)
    if (named?.service !== 'polls' || named.action !== 'vote') continue
    const entry = decodeEntry(bytes)
    if (entry?.kind !== 'transaction' || !('events' in entry.receipt)) continue
    if (!entry.receipt.events.some(([event, data]) => event === 'voted' && data['poll'] === poll)) continue
    const keyId = signerOf(context, entry.bytes)
    if (keyId !== undefined && !told.has(keyId)) {
      told.add(keyId)
      yield line('row', await provenRow(context, ['kernel', 'keys', keyId]))
    }
    yield line('vote', { proof: await ledger.proof(index) })
  }
}

/** A key that did not found its account: to whom it belongs has to be told. */
const signerOf = ({ ledger }: Source, bytes: Uint8Array): string | undefined => {
  const parsed = parseTransaction(bytes, ledger.rules.hash)
  if (!parsed.ok || parsed.value.membership) return undefined
  const { keyId } = parsed.value
  return readSystem(ledger.snapshot().view).accounts.has([keyId]) ? undefined : keyId
}
