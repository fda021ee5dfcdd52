/**
 * The home folder of a validator's CometBFT: keys, the network's genesis, and what its configuration has to say
 * differently from CometBFT's own defaults.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { bundleBytesMax } from '../bundle.ts'
import { genesisFileOf, type GenesisFile } from './genesis-file.ts'
import {
  addressOf,
  createValidatorKeys,
  nodeIdOf,
  privateKeyJson,
  publicKeyJson,
  type ValidatorKeys,
} from './keys.ts'

export interface Validator {
  readonly name: string
  /** Data folder of the ledger; CometBFT's home is in it. */
  readonly folder: string
  readonly host: string
  readonly peerPort: number
  readonly rpcPort: number
  /** Made with the home where they are not given. */
  readonly keys?: ValidatorKeys
}

export type Keyed = Validator & { readonly keys: ValidatorKeys }

export const homeOf = (folder: string): string => join(resolve(folder), 'cometbft')

export const socketPathOf = (folder: string): string => join(homeOf(folder), 'app.sock')

export const rpcUrlOf = ({ host, rpcPort }: Pick<Validator, 'host' | 'rpcPort'>): string =>
  `http://${host}:${rpcPort}`

/** Writes the homes of all validators of a new network. Time is in milliseconds since 1970. */
export const writeHomes = (validators: readonly Validator[], genesis: Genesis, time: number): void => {
  const nodes = validators.map((validator) => ({
    ...validator,
    keys: validator.keys ?? createValidatorKeys(),
  }))
  const genesisFile = genesisFileOf(nodes, genesis, time)
  for (const node of nodes) writeHome(node, nodes, genesisFile)
}

/** Writes the home of one validator that dials these others, itself left out. */
export const writeHome = (node: Keyed, nodes: readonly Keyed[], genesisFile: GenesisFile): void => {
  const { voting, peer } = node.keys
  const peers = nodes
    .filter(({ keys }) => keys !== node.keys)
    .map(({ keys, host, peerPort }) => `${nodeIdOf(keys.peer)}@${host}:${peerPort}`)
  const home = homeOf(node.folder)
  for (const name of ['config', 'data']) mkdirSync(join(home, name), { recursive: true, mode: 0o700 })
  const write = (name: string, content: object | string): void =>
    writeFileSync(
      join(home, name),
      typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`,
      { mode: 0o600, flag: 'wx' },
    )
  write('config/config.toml', configToml(node, peers))
  write('config/genesis.json', genesisFile)
  write('config/node_key.json', { priv_key: privateKeyJson(peer) })
  write('config/priv_validator_key.json', {
    address: addressOf(voting),
    pub_key: publicKeyJson(voting),
    priv_key: privateKeyJson(voting),
  })
  write('data/priv_validator_state.json', { height: '0', round: 0, step: 0 })
}

/** Timers of the city run with the next block, so there is one every ten seconds though nobody asks for anything. */
const configToml = (
  { name, folder, host, peerPort, rpcPort }: Validator,
  peers: readonly string[],
): string => `proxy_app = "unix://${socketPathOf(folder)}"
abci = "socket"
moniker = "${name}"
log_level = "consensus:error,state:error,*:none"

[rpc]
laddr = "tcp://${host}:${rpcPort}"

[p2p]
laddr = "tcp://${host}:${peerPort}"
persistent_peers = "${peers.join(',')}"
pex = false
addr_book_strict = false
allow_duplicate_ip = true

[mempool]
size = 20000
cache_size = 40000
max_tx_bytes = ${bundleBytesMax}
max_txs_bytes = 67108864

[consensus]
timeout_commit = "200ms"
create_empty_blocks = false
create_empty_blocks_interval = "10s"

[storage]
discard_abci_responses = true

[tx_index]
indexer = "null"
`
