/**
 * One transaction -> state changes and a receipt, or a refusal. Everything is checked before the first write; an
 * exception here is a broken invariant and stops the node.
 */
import { accountOfSigner, bindAccounts, type Accounts } from './accounts.ts'
import { bytesToHex } from './codec/hex.ts'
import { isHaltedAt, numberAt, type SystemNumber } from './numbers.ts'
import { parametersAt } from './parameters.ts'
import { refuse, type Refusal } from './refusal.ts'
import { actionOf, type Rules } from './rules.ts'
import type { Applying, Checking, EventData, Service, System } from './service.ts'
import { bindSystem, type ScheduledTimer } from './system-tables.ts'
import { bindReadTables, bindTables } from './state/table.ts'
import type { Overlay, View } from './state/view.ts'
import { keyIdOf, type Transaction } from './transaction.ts'

export interface BlockHeader {
  readonly height: number
  readonly time: number
}

/** An event with the service it happened in, as it stands in a seal. */
export type SaidEvent = readonly [service: string, event: string, data: EventData]
/** An event as it stands in a receipt: `event` of the action's own service, `service.event` of one that heard it. */
export type Event = readonly [event: string, data: EventData]
export type Receipt = { readonly events: readonly Event[] } | { readonly refusal: Refusal }

/** How far ahead `validUntil` may lie: what bounds the replay window. */
export const validityMaxMs = 600_000

/** Runs transactions and timers of one block on its overlay. What is costly to bind is bound once per service. */
export const createSession = (rules: Rules, overlay: Overlay, header: BlockHeader) => {
  const events: { list: SaidEvent[] } = { list: [] }
  const applyingByService = new Map<string, Applying<any, any, any>>()
  const applying = (service: Service): Applying<any, any, any> => {
    let bound = applyingByService.get(service.name)
    if (!bound)
      applyingByService.set(service.name, (bound = bindService(rules, overlay, header, service, events)))
    return bound
  }
  /** The events of `run`, and of the services that hear them: the list grows while it is read. */
  const collect = (run: () => void): readonly SaidEvent[] => {
    const said = (events.list = [])
    run()
    for (const [speaker, event, data] of said as readonly SaidEvent[])
      for (const { service, hear } of rules.hearersByEvent.get(`${speaker}.${event}`) ?? [])
        hear(applying(service), data)
    return said
  }
  const { window } = bindSystem(overlay)
  const accounts = bindAccounts(overlay)
  const isHalted = isHaltedAt(overlay, header.height)

  /** The signature has been checked already. */
  const execute = (transaction: Transaction): Receipt => {
    const { validUntil, id, membership } = transaction
    if (validUntil < header.time) return refusal('T4-expired')
    if (validUntil > header.time + validityMaxMs) return refusal('T5-valid-too-long')
    if (window.has([validUntil, id])) return refusal('T6-replayed')
    const author = authorOf(accounts, transaction)
    if ('code' in author) return refusal(author.code)
    const asked = actionOf(rules, transaction)
    if (!asked) return refusal('T10-unknown-action')
    const { service, action } = asked
    if (membership && !action.membership) return refusal('T22-not-for-members')
    if (isHalted && !service.worksWhileHalted) return refusal('T18-halted')
    const input = action.input.safeParse(transaction.input)
    if (!input.success) return { refusal: refuse('T11-input-malformed', input.error.message) }
    const context = { ...applying(service), ...author }
    const no = action.check(context, input.data)
    if (no) return { refusal: no }
    window.put([validUntil, id], 0)
    const said = collect(() => action.apply(context, input.data))
    return { events: said.map((event) => inReceipt(service, event)) }
  }
  return { execute, applying, collect, isHalted }
}

/** Who acts: the account of the key, or the member, whose proof holds or this would not be executed. */
const authorOf = (
  accounts: Pick<Accounts, 'get' | 'ownerOf'>,
  { keyId, membership }: Transaction,
): Pick<Checking<any, any, any>, 'actor' | 'member'> | { code: string } => {
  if (!membership) {
    const signer = accountOfSigner(accounts, keyId)
    return 'code' in signer ? signer : { actor: signer.account }
  }
  const member = { root: bytesToHex(membership.root), nullifier: bytesToHex(membership.nullifier) }
  return { actor: keyId, member }
}

/** Of the request as it is, which no block can change: T10 and T11. */
export const requestRefusal = (rules: Rules, transaction: Transaction): Refusal | undefined => {
  const asked = actionOf(rules, transaction)
  if (!asked) return refuse('T10-unknown-action')
  const input = asked.action.input.safeParse(transaction.input)
  return input.success ? undefined : refuse('T11-input-malformed', input.error.message)
}

const refusal = (code: string): Receipt => ({ refusal: refuse(code) })

/** A receipt names the service of an event only where it is not the action's own. */
const inReceipt = (service: Service, [speaker, event, data]: SaidEvent): Event => [
  speaker === service.name ? event : `${speaker}.${event}`,
  data,
]

const bindService = (
  rules: Rules,
  overlay: Overlay,
  { height, time }: BlockHeader,
  service: Service,
  events: { list: SaidEvent[] },
): Applying<any, any, any> => {
  const { counters, timers, heightTimers } = bindSystem(overlay)
  const nextNumber = (owner: string, counter: string): number =>
    counters.put([owner, counter], { value: (counters.get([owner, counter])?.value ?? 0) + 1 }).value
  return {
    tables: bindTables(service.name, service.tables, overlay),
    parameters: parametersOf(overlay, service, time),
    needs: bindNeeds(service, overlay),
    ...ledgerOf(overlay, height),
    time,
    actor: '',
    accounts: bindAccounts(overlay),
    system: bindSystemRights(rules, overlay, height),
    keyId: (publicKey) => keyIdOf(publicKey, rules.hash),
    hash: rules.hash,
    emit: (event, data) => void events.list.push([service.name, event, data]),
    schedule: (at, timer, data) =>
      void timers.put([at, nextNumber('kernel', 'timer')], scheduled(service, timer, data)),
    scheduleAtHeight: (at, timer, data) => {
      if (at <= height) throw new Error(`height ${at} is not to come`)
      heightTimers.put([at, nextNumber('kernel', 'timer')], scheduled(service, timer, data))
    },
    nextNumber: (counter) => nextNumber(service.name, counter),
  }
}

const scheduled = (service: Service, timer: string, data: EventData): ScheduledTimer => {
  if (!service.timers[timer]) throw new Error(`${service.name} has no timer ${timer}`)
  return { service: service.name, timer, data }
}

/** What a rule sees of the ledger itself. */
const ledgerOf = (view: View, height: number, inForceAt = height) => ({
  height,
  version: numberAt(view, 'version', inForceAt),
  numberAt: (name: SystemNumber, at: number) => numberAt(view, name, at),
})

const parametersOf = (view: View, service: Service, time: number) =>
  parametersAt(view, service.name, Object.keys(service.parameters), time)

/** A service's answers are asked with the view first; here it is filled in. */
const bindNeeds = (
  service: Service,
  view: View,
): { readonly [name: string]: (...args: never[]) => unknown } =>
  Object.fromEntries(
    Object.entries(service.answers).map(([name, answer]) => [
      name,
      (...args: never[]) => answer(view, ...args),
    ]),
  )

const bindSystemRights = (rules: Rules, overlay: Overlay, height: number): System => ({
  parameterNames: (service) => Object.keys(rules.serviceByName.get(service)?.parameters ?? {}),
  setParameter: (service, name, from, value) =>
    void bindSystem(overlay).parameters.put([service, name, from], { value }),
  setNumber: (name, from, value) => {
    if (from <= height) throw new Error(`height ${from} is not to come`)
    bindSystem(overlay).numbers.put([name, from], { value })
  },
})

/** Asks a query of a sealed view, as of its last block. `undefined` is "not found". */
export const runQuery = (
  service: Service,
  view: View,
  { height, time }: BlockHeader,
  name: string,
  input: unknown,
): unknown =>
  service.queries[name]?.read(
    {
      tables: bindReadTables(service.name, service.tables, view),
      parameters: parametersOf(view, service, time),
      needs: bindNeeds(service, view),
      ...ledgerOf(view, height, height + 1),
      time,
    },
    input,
  )
