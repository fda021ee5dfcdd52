import type { Cosigners } from '@maru/kernel/cosigning.ts'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Action, Service } from '@maru/kernel/service.ts'
import type { Cards } from './card/cards.ts'
import type { ContentStore } from './content-store.ts'
import type { Feed } from './feed.ts'
import type { Metrics } from './metrics.ts'
import type { Notices } from './notices/notices.ts'
import type { CityNames, Limits, VotePlaces } from './options.ts'
import type { ReadModel } from './read-model/read-model.ts'
import type { Imported } from './reports/imported.ts'
import type { SignIn } from './sign-in/sign-in.ts'
import type { StorageWatch } from './storage/watch.ts'
import type { Enrolments } from './vault/enrolments.ts'
import type { Vault } from './vault/vault.ts'

/** What every route is handed. */
export interface Context {
  readonly ledger: Ledger
  readonly services: readonly Service[]
  readonly content: ContentStore
  readonly verifySignature: VerifySignature | undefined
  readonly readModel: ReadModel | undefined
  readonly notices: Notices | undefined
  readonly signIn: SignIn | undefined
  readonly vault: Vault | undefined
  readonly enrolments: Enrolments | undefined
  /** Undefined until the address is known, and in a city without a card office. */
  readonly cards: () => Cards | undefined
  readonly imported: Imported | undefined
  readonly storage: StorageWatch
  readonly cosigners: Cosigners | undefined
  readonly names: CityNames | undefined
  readonly isMadeUp: boolean
  readonly votes: VotePlaces | undefined
  readonly limits: Limits
  readonly feed: Feed
  readonly metrics: Metrics
  readonly actionOf: (service: string, action: string) => Action | undefined
}

export const createActionLookup = (services: readonly Service[]): Context['actionOf'] => {
  const actions = new Map(services.map(({ name, actions }) => [name, new Map(Object.entries(actions))]))
  return (service, action) => actions.get(service)?.get(action)
}
