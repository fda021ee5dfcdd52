/** What the environment says of a city's server. Read before anything is opened, so that a mistake opens nothing. */
import { isIP } from 'node:net'
import type { City } from '@maru/cities/city.ts'
import type { OpenidDoor, ServiceKey } from '@maru/server/vault/openid/door.ts'
import { readCardSettings, type CardSettings } from './city-card.ts'
import { parseNoticeSettings, type NoticeSettings } from './city-notices.ts'
import { openCityDoor, readRegistrarKey, serviceKeyOf } from './city-openid.ts'
import { readVaultSettings, type VaultSettings } from './city-vault.ts'
import { readVoteSettings, type VoteSettings } from './city-vote-road.ts'
import { UsageError } from './terminal.ts'

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
  /** Servers in front of this one that say whom they ask for. */
  readonly proxies: readonly string[]
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
    proxies: readProxies(environment['MARU_PROXIES'] ?? ''),
  }
}

const readProxies = (text: string): readonly string[] => {
  const proxies = text.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]))
  for (const proxy of proxies)
    if (!isIP(proxy))
      throw new UsageError(
        `MARU_PROXIES has the addresses of servers in front, as 127.0.0.1,::1; not ${proxy}`,
      )
  return proxies
}
