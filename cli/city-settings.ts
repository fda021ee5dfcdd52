/** What the environment says of a city's server. Read before anything is opened, so that a mistake opens nothing. */
import type { City } from '@maru/cities/city.ts'
import type { OpenidDoor, ServiceKey } from '@maru/server/vault/openid/door.ts'
import { readCardSettings, type CardSettings } from './city-card.ts'
import { parseNoticeSettings, type NoticeSettings } from './city-notices.ts'
import { openCityDoor, readRegistrarKey, serviceKeyOf } from './city-openid.ts'
import { readVaultSettings, type VaultSettings } from './city-vault.ts'
import { readVoteSettings, type VoteSettings } from './city-vote-road.ts'

export interface Environment {
  readonly [name: string]: string | undefined
}

export interface CitySettings {
  readonly environment: Environment
  /** Where people reach this server, when not at the address where it answers. */
  readonly origin: string | undefined
  readonly notices: NoticeSettings
  readonly vault: VaultSettings | undefined
  readonly card: CardSettings | undefined
  /** With which this server enrols, where it may. */
  readonly registrar: ServiceKey | undefined
  readonly openid: OpenidDoor | undefined
  readonly votes: VoteSettings
}

/** Throws a UsageError that names the variable. */
export const readCitySettings = (environment: Environment, city: City, production: boolean): CitySettings => {
  const notices = parseNoticeSettings(environment)
  const registrarKey = readRegistrarKey(environment, production)
  const registrar = registrarKey && serviceKeyOf(registrarKey, city.chain)
  return {
    environment,
    origin: notices.origin,
    notices,
    vault: readVaultSettings(environment, production),
    card: readCardSettings(environment, production),
    registrar,
    openid: openCityDoor({ environment, production, registrar, districts: city.districts }),
    votes: readVoteSettings(environment),
  }
}
