/**
 * The home folder of a validator's CometBFT: keys, the network's genesis, and what its configuration has to say
 * differently from CometBFT's own defaults.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { bundleBytesMax } from '../bundle.ts'
import { trustPeriodMs, type Network } from './ask.ts'
import { genesisFileOf, type GenesisFile } from './genesis-file.ts'
import {
  addressOf,
  createValidatorKeys,
  nodeIdOf,
  privateKeyJson,
  publicKeyJson,
  type NodeKey,
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
  const peers = nodes
    .filter(({ keys }) => keys !== node.keys)
    .map(({ keys, host, peerPort }) => `${nodeIdOf(keys.peer)}@${host}:${peerPort}`)
  const { name, folder, host, peerPort, rpcPort } = node
  const home = homeOf(folder)
  writeKeys(home, node.keys)
  const addresses = { listen: `${host}:${peerPort}`, rpc: `${host}:${rpcPort}` }
  writeConfiguration(home, { name, folder, ...addresses }, peers, genesisFile)
}

/** Writes the home of a node that joins a running network, from a snapshot of its peers. */
export const writeJoiningHome = (node: Keyed, network: Network, rpcUrls: readonly string[]): void => {
  const { name, folder, host, peerPort, rpcPort } = node
  const home = homeOf(folder)
  writeKeys(home, node.keys)
  const addresses = { name, folder, listen: `${host}:${peerPort}`, rpc: `${host}:${rpcPort}` }
  writeConfiguration(
    home,
    addresses,
    network.peers,
    network.genesisFile,
    stateSyncToml(home, network, rpcUrls),
  )
}

/** CometBFT's light client wants two addresses, and compares them; one alone is asked twice. */
export const stateSyncToml = (home: string, { trusted }: Network, rpcUrls: readonly string[]): string => `
[statesync]
enable = true
rpc_servers = "${(rpcUrls.length === 1 ? [...rpcUrls, ...rpcUrls] : rpcUrls).join(',')}"
trust_height = ${trusted.height}
trust_hash = "${trusted.hash}"
trust_period = "${trustPeriodMs / 3_600_000}h"
discovery_time = "5s"
temp_dir = "${join(home, 'data')}"
`

/** The secrets of a home, which is new. */
export const writeKeys = (home: string, { voting, peer }: ValidatorKeys): void => {
  writeNew(home, 'config/node_key.json', { priv_key: privateKeyJson(peer) })
  writeVotingKey(home, voting)
}

/** A key that has signed nothing yet. */
export const writeVotingKey = (home: string, voting: NodeKey): void => {
  writeNew(home, 'config/priv_validator_key.json', {
    address: addressOf(voting),
    pub_key: publicKeyJson(voting),
    priv_key: privateKeyJson(voting),
  })
  writeNew(home, 'data/priv_validator_state.json', { height: '0', round: 0, step: 0 })
}

export interface Addresses {
  readonly name: string
  readonly folder: string
  /** Host and port where others dial it, and where our process asks it. */
  readonly listen: string
  readonly rpc: string
}

/** The rest of a home: the genesis that all have, and whom it dials, as `id@host:port`. */
export const writeConfiguration = (
  home: string,
  addresses: Addresses,
  peers: readonly string[],
  genesisFile: object,
  more = '',
): void => {
  writeNew(home, 'config/config.toml', configToml(addresses, peers) + more)
  writeNew(home, 'config/genesis.json', genesisFile)
}

const writeNew = (home: string, name: string, content: object | string): void => {
  const path = join(home, name)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
}

/**
 * Timers of the city run with the next block, so there is one every ten seconds though nobody asks for anything. What a
 * peer lacks is looked for twice as often, and sent ten times as soon, as by CometBFT's defaults: that waiting was half
 * of a block's time.
 */
const configToml = (
  { name, folder, listen, rpc }: Addresses,
  peers: readonly string[],
): string => `proxy_app = "unix://${socketPathOf(folder)}"
abci = "socket"
moniker = "${name}"
log_level = "consensus:error,state:error,*:none"

[rpc]
laddr = "tcp://${rpc}"

[p2p]
laddr = "tcp://${listen}"
persistent_peers = "${peers.join(',')}"
pex = false
addr_book_strict = false
allow_duplicate_ip = true
flush_throttle_timeout = "10ms"

[mempool]
size = 20000
cache_size = 40000
max_tx_bytes = ${bundleBytesMax}
max_txs_bytes = 67108864

[consensus]
timeout_commit = "200ms"
peer_gossip_sleep_duration = "50ms"
create_empty_blocks = false
create_empty_blocks_interval = "10s"

[storage]
discard_abci_responses = true

[tx_index]
indexer = "null"
`
