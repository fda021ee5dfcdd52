/**
 * Counts a poll again from the file that a city hands out of it (docs/spec/polls.md), and from nothing else. What holds
 * then: every vote in it stands in the log and was signed or proved, each by a voter of the group as it was when the
 * poll opened; by the city's rules they come to the tally that stands in the state; and none of those that the tally
 * counts is left out, or it would be another. That voters in a named poll were residents only a whole recount shows.
 */
import { checkSignatures } from '@maru/kernel/cosignatures.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Hash, Verifiers } from '@maru/kernel/crypto/host.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { VerifyEd25519 } from '@maru/kernel/log/ports.ts'
import { createRules, type Rules } from '@maru/kernel/rules.ts'
import { parseTransaction, type Transaction } from '@maru/kernel/transaction.ts'
import { services } from '@maru/services/index.ts'
import { vote as voteAction } from '@maru/services/polls/actions/vote.ts'
import { isOver } from '@maru/services/polls/change-state.ts'
import type { PollWords } from '@maru/services/polls/content.ts'
import type { QuestionTally } from '@maru/services/polls/questions.ts'
import type { Poll } from '@maru/services/polls/state.ts'
import { fault } from '../report.ts'
import { createCount } from './count.ts'
import { createProofReader, type Proved } from './proved.ts'
import { proveRow, type ProvenRow } from './proven-row.ts'
import { readLines, type Line } from './read-lines.ts'
import { createGroup } from './rebuilt-group.ts'

export interface PollCheck extends Verifiers {
  /** The file, line by line. */
  readonly lines: AsyncIterable<string> | Iterable<string>
  /** The log's key, got elsewhere; without it the one in the file is taken. */
  readonly vkey?: string | undefined
  readonly hash: Hash
  readonly verifyEd25519: VerifyEd25519
  readonly onVote?: (votes: number) => void
}

export interface PollChecked {
  readonly chain: string
  readonly poll: number
  readonly secrecy: Poll['secrecy']
  readonly group: string
  /** How many could vote when it opened; in a named poll, as the city says. */
  readonly eligible: number
  readonly voters: number
  readonly changes: number
  readonly tally: readonly QuestionTally[]
  /** Null when they are not shown any more. */
  readonly words: PollWords | null
  /** Of the group's tree, which was built again from all of its changes; undefined in a named poll. */
  readonly root?: string
  readonly keyFromFile: boolean
}

/** Throws a LogProblem that names what is wrong. */
export const checkPoll = async (options: PollCheck): Promise<PollChecked> => {
  const { hash, verifyEd25519 } = options
  const lines = readLines(options.lines)
  const about = await lines.next('about')
  const entryIn = createProofReader(options.vkey ?? about.vkey, hash, verifyEd25519)
  const { content } = await lines.next('words')
  const proven = async (table: string, key: string): Promise<ProvenRow> => {
    const line = await lines.next('row')
    if (line.service !== 'polls' || line.table !== table || line.key !== key)
      throw fault('V9-unreadable', `the row ${table} of poll ${about.poll} is not where it belongs`)
    return proveRow(line, hash, entryIn)
  }
  const stored = await proven('polls', `${about.poll}`)
  const poll = stored.row as unknown as Poll
  if (!isOver(poll, stored.seal.time)) throw fault('V9-not-over', `poll ${about.poll} was not over`)
  const turnout = (await proven('turnouts', `${about.poll}`)).row as { voters: number; changes: number }
  const tally: QuestionTally[] = []
  for (const index of poll.questions.keys())
    tally.push((await proven('tallies', `${about.poll},${index + 1}`)).row as unknown as QuestionTally)

  const count = createCount(poll)
  const group = createGroup()
  const rules = createRules(services, hash)
  const accountByKey = new Map<string, string>()
  let last = -1
  let votes = 0
  for await (const line of lines.rest()) {
    if (line.kind === 'change') group.change(line)
    else if (line.kind === 'row') rememberKey(accountByKey, line, proveRow(line, hash, entryIn).row)
    else {
      const proved = entryIn(line.proof)
      if (proved.index <= last) throw fault('V9-vote', 'votes are not in their order', proved)
      last = proved.index
      const transaction = await readVote(proved, about, rules, options)
      count.add(voterOf(transaction, poll, accountByKey, proved.index), transaction, proved.index)
      options.onVote?.(++votes)
    }
  }
  const root = poll.secrecy === 'anonymous' ? group.root() : undefined
  if (root !== poll.members?.root && root !== undefined)
    throw fault('V9-group', 'the changes of the group come to another root than the poll has')
  if (root !== undefined && group.members() !== poll.eligible)
    throw fault(
      'V9-group',
      `the changes of the group come to ${group.members()} members, the poll says ${poll.eligible}`,
    )
  count.compare({ ...turnout, tally })
  return {
    ...{ chain: about.chain, poll: about.poll, secrecy: poll.secrecy, group: poll.group, ...turnout, tally },
    eligible: poll.eligible ?? 0,
    words: (content ?? null) as PollWords | null,
    ...(root !== undefined && { root }),
    keyFromFile: options.vkey === undefined,
  }
}

type About = Extract<Line, { kind: 'about' }>

/** A vote in this poll of this city, whose signature or proof holds. */
const readVote = async (
  { bytes, index }: Proved,
  { chain, poll }: About,
  rules: Rules,
  verifiers: Verifiers,
): Promise<Transaction> => {
  const entry = decodeEntry(bytes)
  const parsed = entry?.kind === 'transaction' ? parseTransaction(entry.bytes, rules.hash) : undefined
  if (entry?.kind !== 'transaction' || !parsed?.ok || !('events' in entry.receipt))
    throw fault('V9-vote', `entry ${index} holds no vote that was accepted`, { index })
  const transaction = parsed.value
  const input = voteAction.input.safeParse(transaction.input)
  const isOfPoll =
    transaction.service === 'polls' && transaction.action === 'vote' && input.data?.poll === poll
  if (transaction.chain !== chain || !isOfPoll)
    throw fault('V9-vote', `entry ${index} is no vote in this poll`, { index })
  const no = await checkSignatures(rules, verifiers, transaction)
  if (no !== undefined) throw fault('V9-signature', `entry ${index}: ${no}`, { index })
  return transaction
}

const rememberKey = (accountByKey: Map<string, string>, line: Line, row: CborValue): void => {
  if (line.kind !== 'row' || line.service !== 'kernel' || line.table !== 'keys')
    throw fault('V9-unreadable', 'a row stands where only keys do')
  accountByKey.set(line.key, (row as { account: string }).account)
}

const voterOf = (
  { keyId, membership }: Transaction,
  { secrecy, members }: Poll,
  accountByKey: ReadonlyMap<string, string>,
  index: number,
): string => {
  if ((secrecy === 'anonymous') !== (membership !== undefined))
    throw fault('V9-vote', `entry ${index} is not by such a voter as the poll asks for`, { index })
  if (!membership) return accountByKey.get(keyId) ?? keyId
  if (bytesToHex(membership.root) !== members?.root)
    throw fault('V9-vote', `entry ${index} was proved for another group`, { index })
  return keyId
}
