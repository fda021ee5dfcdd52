/**
 * The office's side of the ledger: records the cards it has issued, some time later and several together, carries states
 * from the ledger into the status list, and publishes the list's root. All of it is one queue, so that the list that
 * is published is the one that the ledger counts.
 */
import { createHash } from 'node:crypto'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { Ledger, SealedBlock } from '@maru/kernel/ledger.ts'
import { packStatuses } from '@maru/credentials/status-list.ts'
import { cardReads } from '@maru/services/card/reads.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { lostEvent, missedEvents, residentEvents, type NamedEvent } from './missed.ts'
import type { CardTables, StatusValue } from './tables.ts'

/** How many numbers the status list has: a million in two bits each are 256 KB, and a few hundred bytes when all is well. */
export const listSize = 2 ** 20

export interface OfficeAccount {
  readonly account: string
  /** Signs and submits an action of the service `card`. Undefined when it is recorded, else the code of the refusal. */
  readonly act: (action: string, input: CborValue) => Promise<string | undefined>
}

export interface OfficeOptions {
  readonly ledger: Ledger
  readonly tables: CardTables
  readonly office: OfficeAccount
  readonly did: string
  /** How long cards wait to be recorded together. */
  readonly recordAfterMs: number
  readonly warn: (line: string) => void
}

export type CardState = 'active' | 'suspended' | 'revoked'

export const createOffice = (options: OfficeOptions) => {
  const { ledger, tables, office, did, recordAfterMs, warn } = options
  const view = () => ledger.snapshot().view
  let published: Uint8Array = new Uint8Array(0)
  let work: Promise<unknown> = Promise.resolve()
  let recording: NodeJS.Timeout | undefined

  const queue = <Outcome>(task: () => Promise<Outcome>): Promise<Outcome> => {
    const result = work.then(task)
    work = result.catch((error: unknown) => warn(`the card office: ${String(error)}`))
    return result
  }

  const isAnnounced = (): boolean => {
    const issuer = cardReads.issuer(view())
    return issuer?.did === did && issuer.office === office.account
  }

  const record = async (): Promise<void> => {
    for (let cards = tables.pending(batchMax); cards.length > 0; cards = tables.pending(batchMax)) {
      // After a crash the ledger may have them already.
      const missing = cards.filter((card) => cardReads.cardOf(view(), card) === undefined)
      if (missing.length > 0) {
        const code = await office.act('record-cards', { cards: missing.map(hexToBytes) })
        if (code !== undefined) throw new Error(`cards are not recorded: ${code}`)
      }
      await tables.recorded(cards)
    }
  }

  /** Carries what the ledger says of a card into the list. */
  const follow = async (commitment: string): Promise<void> => {
    const row = cardReads.cardOf(view(), commitment)
    if (row && tables.indexesOf(commitment)) await tables.setState(commitment, valueOf[row.state])
  }

  const publish = async (): Promise<void> => {
    if (!isAnnounced()) return
    const bytes = listBytes(tables)
    const root = createHash('sha256').update(bytes).digest()
    const row = cardReads.statusRoot(view(), 0)
    if (!row || !root.equals(row.root)) {
      const { suspended, revoked } = cardReads.counts(view())
      const input = { list: 0, root: new Uint8Array(root), suspended, revoked }
      const code = await office.act('publish-status', input)
      // The ledger has moved on meanwhile: its event brings this here again.
      if (code !== undefined && code !== 'K8-counts-differ')
        throw new Error(`the list is not published: ${code}`)
    }
    published = bytes
  }

  const change = (commitment: string, to: CardState, reason: string): Promise<string | undefined> =>
    queue(async () => {
      await record()
      const card = hexToBytes(commitment)
      const code = await office.act(actionOf[to], { card, reason })
      if (code !== undefined) return code
      await follow(commitment)
      await publish()
      return undefined
    })

  /** Whoever leaves has no card any more, and who is suspended cannot use it meanwhile. */
  const followResident = async (account: string): Promise<void> => {
    const card = await tables.cardOf(account)
    const row = card && cardReads.cardOf(view(), card.commitment)
    if (!card || !row || row.state === 'revoked') return
    const hasLeft = residentsReads.residentOf(view(), account)?.state === 'left'
    const to = hasLeft ? 'revoked' : residentsReads.isResident(view(), account) ? 'active' : 'suspended'
    if (row.state === to || (to === 'active' && row.suspendedBy !== 'office')) return
    const reason = hasLeft ? 'left-city' : 'under-review'
    const code = await office.act(actionOf[to], { card: hexToBytes(card.commitment), reason })
    if (code !== undefined) throw new Error(`a card is not changed: ${code}`)
    if (hasLeft) await tables.forget(account)
    await follow(card.commitment)
  }

  /** Whoever has the lost device has the card on it. */
  const endLost = async (account: string): Promise<void> => {
    await record()
    const card = await tables.cardOf(account)
    if (!card || cardReads.cardOf(view(), card.commitment)?.state === 'revoked') return
    const input = { card: hexToBytes(card.commitment), reason: 'device-lost' }
    const code = await office.act('revoke-card', input)
    if (code !== undefined) throw new Error(`the card of a lost device is not revoked: ${code}`)
    await follow(card.commitment)
  }

  /** Whether there is anything in it for the office. */
  const follows = (events: readonly NamedEvent[]): boolean =>
    events.some(([event]) => event === 'issuer-announced' || followedEvents.includes(event))

  const followAll = async (events: readonly NamedEvent[]): Promise<void> => {
    const cards = events.flatMap(([event, { card }]) =>
      cardEvents.includes(event) && typeof card === 'string' ? [card] : [],
    )
    const accountsOf = (names: readonly string[]): readonly string[] =>
      events.flatMap(([event, { account }]) =>
        names.includes(event) && typeof account === 'string' ? [account] : [],
      )
    for (const card of cards) await follow(card)
    for (const account of accountsOf(residentEvents))
      if (tables.hasCard(account)) await followResident(account)
    for (const account of accountsOf([lostEvent])) if (tables.hasCard(account)) await endLost(account)
  }

  const hear = (block: SealedBlock): void => {
    const events = eventsOf(block)
    if (!follows(events)) return
    void queue(async () => {
      await followAll(events)
      await publish()
      await tables.setFollowed(block.size)
    }).catch(() => undefined)
  }

  const { size } = ledger.status()
  const stop = ledger.follow(hear)
  void queue(async () => {
    for (const commitment of tables.commitments()) await follow(commitment)
    if (isAnnounced()) await record()
    for await (const events of missedEvents(ledger, tables.followed() ?? size, size)) await followAll(events)
    await publish()
    await tables.setFollowed(size)
  }).catch(() => undefined)

  return {
    account: office.account,
    isAnnounced,
    change,
    /** Called when a card was issued. */
    issued: (): void => {
      recording ??= setTimeout(() => {
        recording = undefined
        void queue(record).catch(() => undefined)
      }, recordAfterMs).unref()
    },
    /** Of the list whose root the ledger has. */
    published: (): Uint8Array => published,
    caughtUp: (): Promise<unknown> => queue(record),
    close: async (): Promise<void> => {
      stop()
      clearTimeout(recording)
      await work
    },
  }
}

export type CardOffice = ReturnType<typeof createOffice>

export const listBytes = (tables: CardTables): Uint8Array => {
  const values = new Uint8Array(listSize)
  for (const { key: index, value } of tables.states()) values[index] = value
  return packStatuses(values, 2).bytes
}

const batchMax = 100
const valueOf: { readonly [state in CardState]: StatusValue } = { active: 0, revoked: 1, suspended: 2 }
const actionOf = { active: 'restore-card', suspended: 'suspend-card', revoked: 'revoke-card' } as const
const cardEvents = ['card-suspended', 'card-restored', 'card-revoked']
const followedEvents: readonly string[] = [...cardEvents, ...residentEvents, lostEvent]

const eventsOf = ({ transactions, timerEvents }: SealedBlock): NamedEvent[] => [
  ...timerEvents.map(([, event, data]) => [event, data] as const),
  ...transactions.flatMap(({ receipt }) =>
    'events' in receipt
      ? receipt.events.map(([event, data]) => [event.slice(event.lastIndexOf('.') + 1), data] as const)
      : [],
  ),
]
