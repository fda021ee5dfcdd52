/** Makes a data folder of a backup again. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { askNetwork } from '@maru/engines/cometbft/network/ask.ts'
import { homeOf, socketPathOf, stateSyncToml, writeVotingKey } from '@maru/engines/cometbft/network/home.ts'
import { createValidatorKeys } from '@maru/engines/cometbft/network/keys.ts'
import { checkLog, checkState, reachOf } from '@maru/engines/storage/copied-ledger.ts'
import { writeJoining } from '@maru/engines/storage/joining.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { UsageError } from '../terminal.ts'
import { copyFileTo, filesUnder, linkOrCopy, readManifest, type Manifest } from './parts.ts'

export interface RestoreOptions {
  readonly from: string
  readonly data: string
  /** RPC of running nodes of the network, from which the node gets what was recorded since. */
  readonly rpcUrls: readonly string[]
  /** The folder of the same node that never runs again: its voting key, and what that has signed last. */
  readonly signer: string | undefined
}

export interface Restored extends Manifest {
  readonly isOfNetwork: boolean
}

export const restoreBackup = async (options: RestoreOptions): Promise<Restored> => {
  const { from, data, rpcUrls, signer } = options
  const manifest = readManifest(from)
  if (!manifest) throw new UsageError(`there is no whole backup in ${from}`)
  if (existsSync(data) && readdirSync(data).length > 0)
    throw new UsageError(`${data} is there already and not empty: name another folder`)
  const parts = join(from, manifest.parts)
  const isOfNetwork = existsSync(join(parts, 'node.json'))
  if (isOfNetwork && !manifest.hasBlocks && rpcUrls.length === 0)
    throw new UsageError(
      'the backup was made while the node ran, without the blocks of CometBFT: name running nodes with --join',
    )
  const network = rpcUrls.length > 0 ? await askNetwork(rpcUrls) : undefined
  mkdirSync(data, { recursive: true, mode: 0o700 })
  for (const name of filesUnder(join(from, 'log')))
    linkOrCopy(join(from, 'log', name), join(data, 'log', name))
  for (const name of filesUnder(parts)) {
    if (network && name.startsWith(join('cometbft', 'data'))) continue
    copyFileTo(join(parts, name), join(data, name === 'checkpoint' ? join('log', name) : name))
  }
  const reach = await reachOf(join(data, 'state'))
  if (!reach || bytesToHex(reach.stateRoot) !== manifest.stateRoot)
    throw new Error(`the state in ${parts} is not the one of the backup: use another backup`)
  await checkState(join(data, 'state'))
  checkLog(join(data, 'log'), reach, Array(Math.ceil(reach.size / TILE_WIDTH)).keys())
  if (isOfNetwork) {
    restoreSigner(data, signer)
    const path = join(homeOf(data), 'config', 'config.toml')
    const [configuration] = readFileSync(path, 'utf8').split('\n[statesync]') as [string]
    const moved = configuration.replace(/^proxy_app = .*$/m, `proxy_app = "unix://${socketPathOf(data)}"`)
    writeFileSync(path, network ? moved + stateSyncToml(homeOf(data), network, rpcUrls) : moved)
  }
  if (network) {
    await writeJoining(data, { earlier: { size: manifest.size, root: manifest.root } })
  }
  return { ...manifest, isOfNetwork }
}

/** With the old key only when what it has signed last comes along: it never signs that again. */
const restoreSigner = (data: string, signer: string | undefined): void => {
  if (signer === undefined) return writeVotingKey(homeOf(data), createValidatorKeys().voting)
  for (const name of ['config/priv_validator_key.json', 'data/priv_validator_state.json'])
    copyFileTo(join(homeOf(signer), name), join(homeOf(data), name))
}
