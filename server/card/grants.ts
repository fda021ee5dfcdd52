/**
 * Access to facilities. The ledger has a commitment for each, and the office knows whose it is: it is told with the
 * salt, checks both against the ledger whenever it makes a card, and lists them for the facility.
 */
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { grantAccess } from '@maru/services/card/actions/grant-access.ts'
import { commitGrant } from '@maru/services/card/card-commitment.ts'
import { cardReads } from '@maru/services/card/reads.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { accountOf } from '../content/follow.ts'
import { Problem } from '../problem.ts'
import type { Outcome } from '../submit.ts'
import type { AccessRecord, CardTables } from './tables.ts'

export interface GivenAccess {
  readonly facility: string
  /** Whose it is. */
  readonly account: string
  /** Hexadecimal digits. */
  readonly salt: string
}

export interface AccessAsked {
  readonly facility: string
  readonly account?: string | undefined
  /** The last grant of the page before. */
  readonly after?: string | undefined
}

export type Submit = (bytes: Uint8Array) => Promise<Outcome>

export const createGrants = (ledger: Ledger, tables: CardTables) => {
  const view = () => ledger.snapshot().view

  const commitmentOf = ({ facility, account, salt }: GivenAccess): string => {
    const parts = { chain: ledger.genesis.chain, facility, account }
    return bytesToHex(commitGrant(ledger.rules.hash, hexToBytes(salt), parts))
  }

  const requireFacility = (actor: string, facility: string): void => {
    if (cardReads.facilityOf(view(), facility)?.account !== actor) throw new Problem('W43-not-facility')
  }

  const isTakenBack = (grant: string): boolean => cardReads.grantOf(view(), grant)?.withdrawnAt !== undefined

  /** One after another: of two facilities at the same time both are remembered. */
  let work: Promise<unknown> = Promise.resolve()
  const remember = (given: GivenAccess, grant: string, isRefused = false): Promise<void> => {
    const done = work.then(() => put(given, grant, isRefused))
    work = done.catch(() => undefined)
    return done
  }

  /** What was taken back gives its place. */
  const put = async ({ facility, account, salt }: GivenAccess, grant: string, isRefused: boolean) => {
    const before = await tables.accessOf(account)
    const others = before.filter((record) => {
      const each = commitmentOf({ ...record, account })
      return each !== grant && !isTakenBack(each)
    })
    if (isRefused) return tables.putAccess(account, others)
    if (others.length >= accessMax) throw new Problem('W42-busy')
    return tables.putAccess(account, [...others, { facility, salt, grant }])
  }

  /** For a facility that has recorded the access by itself. */
  const give = async (actor: string, given: GivenAccess) => {
    requireFacility(actor, given.facility)
    const grant = commitmentOf(given)
    const row = cardReads.grantOf(view(), grant)
    if (!row || row.withdrawnAt !== undefined) throw new Problem('W49-no-such-access')
    await remember(given, grant)
    return { grant, until: row.until }
  }

  /**
   * Both in one: the office knows whose it is before the ledger has it, so that neither is ever without the other. The
   * same bytes may come again.
   */
  const record = async (actor: string, given: GivenAccess, bytes: Uint8Array, submit: Submit) => {
    requireFacility(actor, given.facility)
    const grant = commitmentOf(given)
    requireFitting(actor, given.facility, grant, bytes)
    await remember(given, grant)
    const outcome = await submit(bytes)
    if (isOver(outcome)) await remember(given, grant, true)
    if (!outcome.ok) throw new Problem(outcome.code, outcome.where)
    return outcome.recorded
  }

  const requireFitting = (actor: string, facility: string, grant: string, bytes: Uint8Array): void => {
    const parsed = parseTransaction(bytes, ledger.rules.hash)
    if (!parsed.ok) throw new Problem(parsed.refusal.code, parsed.refusal.detail)
    const { chain, service, action, keyId, input } = parsed.value
    const read = grantAccess.input.safeParse(input)
    const isFitting =
      chain === ledger.genesis.chain &&
      service === 'card' &&
      action === 'grant-access' &&
      accountOf(view(), keyId) === actor &&
      read.success &&
      read.data.facility === facility &&
      bytesToHex(read.data.grant) === grant
    if (!isFitting) throw new Problem('W64-other-transaction')
  }

  /** For the facility, and for registrars. */
  const list = async (actor: string, { facility, account, after }: AccessAsked) => {
    if (!residentsReads.hasRole(view(), actor, 'registrar')) requireFacility(actor, facility)
    const found =
      account === undefined
        ? await tables.givenBy(facility, after, pageSize)
        : (await tables.accessOf(account))
            .filter((record) => record.facility === facility)
            .map((record) => ({ grant: commitmentOf({ ...record, account }), account }))
    const access = found.flatMap(({ grant, account }) => {
      const row = cardReads.grantOf(view(), grant)
      return row
        ? [{ grant, account, until: row.until, at: row.at, withdrawnAt: row.withdrawnAt ?? null }]
        : []
    })
    const isMore = account === undefined && found.length === pageSize
    return { access, next: isMore ? found.at(-1)!.grant : null }
  }

  /** Where access holds now, by name. */
  const facilitiesOf = async (account: string, now: number): Promise<readonly string[]> => {
    const holding = (await tables.accessOf(account)).filter((record: AccessRecord) => {
      const row = cardReads.grantOf(view(), commitmentOf({ ...record, account }))
      const isClosed = cardReads.facilityOf(view(), record.facility)?.closedAt !== undefined
      return row !== undefined && row.withdrawnAt === undefined && row.until > now && !isClosed
    })
    return [...new Set(holding.map(({ facility }) => facility))].sort()
  }

  return { give, record, list, facilitiesOf }
}

export type Grants = ReturnType<typeof createGrants>

/** Refused for good: what is undecided may still be recorded. */
const isOver = (outcome: Outcome): boolean =>
  outcome.ok
    ? !('events' in outcome.recorded.receipt)
    : !['T6-replayed', 'T13-stopped', 'T17-undecided'].includes(outcome.code)

const accessMax = 50
const pageSize = 20
