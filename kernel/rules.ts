/** The services a chain runs, and the hash they are run with: all that execution needs besides the state. */
import type { Hash } from './crypto/host.ts'
import type { Service } from './service.ts'

export interface Rules {
  readonly services: readonly Service[]
  readonly serviceByName: ReadonlyMap<string, Service>
  readonly hash: Hash
}

export const createRules = (services: readonly Service[], hash: Hash): Rules => ({
  services,
  serviceByName: new Map(services.map((service) => [service.name, service])),
  hash,
})
