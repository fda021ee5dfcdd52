/**
 * The services a chain runs, the newest version of their rules that is known here, and the hash they are run with: all
 * that execution needs besides the state.
 */
import type { Hash } from './crypto/host.ts'
import type { Action, Service, Timer } from './service.ts'
import type { Transaction } from './transaction.ts'

export interface Rules {
  readonly services: readonly Service[]
  readonly serviceByName: ReadonlyMap<string, Service>
  /** By `service.event`: who hears of it, in the order of the services. */
  readonly hearersByEvent: ReadonlyMap<string, readonly Hearer[]>
  readonly hash: Hash
  /** Blocks for which a later one is in force are not executed here. */
  readonly version: number
}

/**
 * The newest version of the rules in this program. A change to rules that are in force makes one more: the old branch
 * stays for the blocks before the height at which the institutions let the new one begin (`version` in service.ts).
 */
const newestVersion = 1

export interface Hearer {
  readonly service: Service
  readonly hear: Timer
}

/** Throws when a service hears one that stands behind it: events could then call each other forever. */
export const createRules = (
  services: readonly Service[],
  hash: Hash,
  version: number = newestVersion,
): Rules => {
  const hearersByEvent = new Map<string, Hearer[]>()
  const serviceByName = new Map<string, Service>()
  for (const service of [...services].reverse()) {
    for (const [event, hear] of Object.entries(service.hears ?? {})) {
      const speaker = event.slice(0, event.indexOf('.'))
      if (serviceByName.has(speaker) || speaker === service.name)
        throw new Error(`${service.name} hears ${event}, but ${speaker} does not stand before it`)
      hearersByEvent.set(event, [{ service, hear }, ...(hearersByEvent.get(event) ?? [])])
    }
    serviceByName.set(service.name, service)
  }
  return { services, serviceByName, hearersByEvent, hash, version }
}

/** The rules of those services that a genesis names, in its order. Throws when one of them is not known here. */
export const rulesOf = ({ serviceByName, hash, version }: Rules, names: readonly string[]): Rules =>
  createRules(
    names.map((name) => {
      const service = serviceByName.get(name)
      if (!service) throw new Error(`the city runs the service ${name}, whose rules are not known here`)
      return service
    }),
    hash,
    version,
  )

/** Undefined when the city has no such service or action. */
export const actionOf = (
  { serviceByName }: Rules,
  { service: name, action }: Pick<Transaction, 'service' | 'action'>,
): { readonly service: Service; readonly action: Action } | undefined => {
  const service = serviceByName.get(name)
  const found = service && Object.hasOwn(service.actions, action) ? service.actions[action] : undefined
  return service && found && { service, action: found }
}
