/**
 * The home folder of a validator's CometBFT: keys, the network's genesis, and what its configuration has to say
 * differently from CometBFT's own defaults.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { genesisToAppState } from '../app-state.ts'
import { addressOf, createNodeKey, nodeIdOf, privateKeyJson, publicKeyJson, type NodeKey } from './keys.ts'

export interface Validator {
  readonly name: string
  /** Data folder of the ledger; CometBFT's home is in it. */
  readonly folder: string
  readonly host: string
  readonly peerPort: number
  readonly rpcPort: number
}

export const homeOf = (folder: string): string => join(resolve(folder), 'cometbft')

export const socketPathOf = (folder: string): string => join(homeOf(folder), 'app.sock')

export const rpcUrlOf = ({ host, rpcPort }: Pick<Validator, 'host' | 'rpcPort'>): string =>
  `http://${host}:${rpcPort}`

/** Writes the homes of all validators of a new network, each with new keys. Time is in milliseconds since 1970. */
export const writeHomes = (validators: readonly Validator[], genesis: Genesis, time: number): void => {
  const nodes = validators.map((validator) => ({
    ...validator,
    votingKey: createNodeKey(),
    peerKey: createNodeKey(),
  }))
  const genesisFile = genesisJson(nodes, genesis, time)
  for (const node of nodes) {
    const peers = nodes
      .filter((other) => other !== node)
      .map(({ peerKey, host, peerPort }) => `${nodeIdOf(peerKey)}@${host}:${peerPort}`)
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
    write('config/node_key.json', { priv_key: privateKeyJson(node.peerKey) })
    write('config/priv_validator_key.json', {
      address: addressOf(node.votingKey),
      pub_key: publicKeyJson(node.votingKey),
      priv_key: privateKeyJson(node.votingKey),
    })
    write('data/priv_validator_state.json', { height: '0', round: 0, step: 0 })
  }
}

const genesisJson = (
  nodes: readonly { readonly name: string; readonly votingKey: NodeKey }[],
  genesis: Genesis,
  time: number,
) => ({
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
  validators: nodes.map(({ name, votingKey }) => ({
    address: addressOf(votingKey),
    pub_key: publicKeyJson(votingKey),
    power: '10',
    name,
  })),
  app_hash: '',
  app_state: genesisToAppState(genesis),
})

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
max_tx_bytes = 60000
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
