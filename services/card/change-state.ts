/** How a card moves between its states, and who may move it:  active <-> suspended -> revoked */
import { ok, refuse, type Applying, type Checking } from '@maru/kernel/service.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Needs } from './kit.ts'
import { issuerIn } from './reads.ts'
import type { Card, Tables } from './state.ts'

type None = { readonly [name: string]: never }
type Context = Checking<Tables, None, Needs>
type Verdict = ReturnType<typeof refuse> | undefined

export const isOffice = ({ tables, actor }: Context): boolean => issuerIn(tables)?.office === actor

/** K5 and K6: the card, and whether it may be changed by who asks. */
export const checkChange = (context: Context, card: Uint8Array, judge: (row: Card) => Verdict): Verdict => {
  const { tables, needs, actor } = context
  if (!needs.hasRole(actor, 'registrar') && !isOffice(context)) return refuse('K5-not-permitted')
  const row = tables.cards.get([bytesToHex(card)])
  if (!row) return refuse('K6-unknown-card')
  return row.state === 'revoked' ? refuse('K6-revoked') : judge(row)
}

export const changeCard = (
  { tables, needs, actor, time, emit }: Applying<Tables, None, Needs>,
  card: Uint8Array,
  to: Card['state'],
  reason: string,
): void => {
  const id = bytesToHex(card)
  const { state, recordedAt } = tables.cards.get([id]) as Card
  const by = needs.hasRole(actor, 'registrar') ? 'registrar' : 'office'
  tables.cards.put([id], {
    state: to,
    recordedAt,
    changedAt: time,
    ...(to === 'suspended' && { suspendedBy: by }),
  })
  const counts = tables.counts.get([0]) ?? { active: 0, suspended: 0, revoked: 0 }
  tables.counts.put([0], { ...counts, [state]: counts[state] - 1, [to]: counts[to] + 1 })
  emit(eventOf[to], { card: id, reason })
}

const eventOf = { active: 'card-restored', suspended: 'card-suspended', revoked: 'card-revoked' } as const

/** K6: nothing but what is active is suspended. */
export const checkActive = ({ state }: Card): Verdict => (state === 'active' ? ok : refuse('K6-not-active'))
