/** The genesis.json of a network's CometBFT: who its first validators are, and with which entry the log begins. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { appStateToGenesis, genesisToAppState } from '../app-state.ts'
import { addressOf, publicKeyJson, type PublicKey } from './keys.ts'

/** Of each validator that founds a network: none has more to say than another. */
export const foundingPower = 10

export interface Founder {
  readonly name: string
  readonly keys: { readonly voting: PublicKey }
}

export type GenesisFile = ReturnType<typeof genesisFileOf>

/** Time is in milliseconds since 1970. */
export const genesisFileOf = (founders: readonly Founder[], genesis: Genesis, time: number) => ({
  genesis_time: new Date(time).toISOString(),
  chain_id: genesis.chain,
  initial_height: '1',
  consensus_params: {
    block: { max_bytes: String(4 * 1024 * 1024), max_gas: '-1' },
    evidence: { max_age_num_blocks: '1000000', max_age_duration: '604800000000000', max_bytes: '65536' },
    validator: { pub_key_types: ['ed25519'] },
    version: { app: '0' },
    abci: { vote_extensions_enable_height: '0' },
  },
  validators: founders.map(({ name, keys }) => ({
    address: addressOf(keys.voting),
    pub_key: publicKeyJson(keys.voting),
    power: String(foundingPower),
    name,
  })),
  app_hash: '',
  app_state: genesisToAppState(genesis),
})

const appStateOf = z.object({ app_state: z.unknown() })

/** With which entry the log of a validator's network begins; undefined when the home has no genesis.json. */
export const readGenesisFile = (home: string): Genesis | undefined => {
  const path = join(home, 'config', 'genesis.json')
  if (!existsSync(path)) return undefined
  return appStateToGenesis(appStateOf.parse(JSON.parse(readFileSync(path, 'utf8'))).app_state)
}
