/** `maru network join`: the folder of a new node for a network that runs. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { hasDevelopmentKeys } from '@maru/cities/development.ts'
import { askNetwork, type TrustedBlock } from '@maru/engines/cometbft/network/ask.ts'
import { rpcUrlOf, writeJoiningHome } from '@maru/engines/cometbft/network/home.ts'
import { addressOf, createValidatorKeys, publicKeyJson } from '@maru/engines/cometbft/network/keys.ts'
import { writeJoining } from '@maru/engines/storage/joining.ts'
import { formatVkey } from '@maru/kernel/log/vkey.ts'
import { cityNamed, cityNameOf } from '../cities.ts'
import { makeKeysIn } from '../network-keys.ts'
import { keepCity, readNodeSettings, writeNodeSettings } from '../node-settings.ts'
import { policyPathIn } from '../policy-file.ts'
import { parseOptions, UsageError, type Terminal } from '../terminal.ts'
import { linesForOthers, policyBeside, policyWith, readNetworkPolicy } from './cosigning.ts'

export interface JoinOptions {
  readonly folder: string
  /** RPC addresses of running nodes, or folders of validators on this machine. */
  readonly from: readonly string[]
  /** A block known from elsewhere than from these nodes. */
  readonly trusted: TrustedBlock | undefined
  readonly name: string
  readonly host: string
  readonly firstPort: number
  readonly serverPort?: number
  /** Where the network's policy is; that of a folder in `from` when not given. */
  readonly policy?: string
  /** Where others reach its node. */
  readonly url?: string
  /** City file; the one that comes along for the network's chain when not given. */
  readonly cityName?: string
}

export const joinHelp = `Usage: maru network join --from URL ... --data FOLDER [--policy FILE|URL] [--trust HEIGHT:HASH]
                         [--city NAME] [--name NAME] [--host ADDRESS] [--first-port N] [--url URL] [--port N] [--json]

Makes the folder of a new node for a network that runs, with keys of its own. maru node --data FOLDER then fetches a
snapshot from the others, checks every part of it, and goes on from there. It votes on blocks when the institutions
have taken its voting key in, and cosigns the others' logs when they have added its lines to their policies.

  --from URL             RPC of a running node, or a validator's folder on this machine. Name several, of different
                         institutions: they have to agree
  --data FOLDER          where it keeps everything; new or empty
  --policy FILE|URL      the network's policy, or where a node shows it, as http://10.0.0.1:26680; without it that of a
                         folder named with --from, and else the new node cosigns nothing
  --trust HEIGHT:HASH    a block that you know from elsewhere than these nodes; otherwise theirs is shown and believed
  --city NAME            its city file, when none comes along for the network's chain
  --name NAME            how the node calls itself (default the folder's name)
  --host ADDRESS         where its CometBFT and its node listen (default 127.0.0.1)
  --first-port N         its three ports (default 26690)
  --url URL              where others reach its node (default http://ADDRESS:PORT of the third)
  --port N               where it answers residents; without it, it only keeps the ledger

Example:
  maru network join --from http://10.0.0.1:26657 --from http://10.0.1.1:26657 --data /srv/maru \\
    --policy http://10.0.0.1:26680 --host 10.0.4.1`

export const joinRunning = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values } = parseOptions(
    args,
    {
      data: { type: 'string' },
      from: { type: 'string', multiple: true, default: [] },
      policy: { type: 'string' },
      url: { type: 'string' },
      trust: { type: 'string' },
      city: { type: 'string' },
      name: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      'first-port': { type: 'string', default: '26690' },
      port: { type: 'string' },
    },
    joinHelp,
  )
  if (values.data === undefined || values.from.length === 0)
    throw new UsageError('name a new folder with --data, and a running node with --from', joinHelp)
  return prepareJoining(
    {
      folder: values.data,
      from: values.from,
      trusted: trustedOf(values.trust),
      name: values.name ?? basename(resolve(values.data)),
      host: values.host,
      firstPort: portOf(values['first-port']),
      ...(values.port !== undefined && { serverPort: portOf(values.port) }),
      ...(values.city !== undefined && { cityName: values.city }),
      ...(values.policy !== undefined && { policy: values.policy }),
      ...(values.url !== undefined && { url: urlOf(values.url) }),
    },
    terminal,
  )
}

const trustedOf = (text: string | undefined): TrustedBlock | undefined => {
  if (text === undefined) return undefined
  const [, height, hash] = /^([1-9][0-9]{0,14}):([0-9a-fA-F]{64})$/.exec(text) ?? []
  if (!height || !hash) throw new UsageError('a trusted block is HEIGHT:HASH, as 1200:4F0A...', joinHelp)
  return { height: Number(height), hash: hash.toUpperCase() }
}

const portOf = (text: string): number => {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_534) return port
  throw new UsageError('a port is a whole number from 1 to 65533', joinHelp)
}

const urlOf = (text: string): string => {
  if (/^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '')
  throw new UsageError('--url is where others reach the node, as http://10.0.4.1:26692', joinHelp)
}

export const prepareJoining = async (options: JoinOptions, terminal: Terminal): Promise<number> => {
  const { folder, trusted, name, host, firstPort, serverPort } = options
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(`${folder} is there already and not empty; name another folder`)
  const urls = options.from.map(rpcUrlFrom)
  const network = await askNetwork(urls, trusted)
  const city = options.cityName ?? cityNameOf(network.chain)
  if (city === undefined || !cityNamed(city))
    throw new UsageError(`there is no city file "${city ?? network.chain}": name one with --city`, joinHelp)
  const place = options.policy ?? policyBeside(options.from)
  const policy =
    place === undefined ? undefined : await readNetworkPolicy(place, { chain: network.chain, name })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const [peerPort, rpcPort, nodePort] = [firstPort, firstPort + 1, firstPort + 2]
  const node = { name, folder, host, peerPort, rpcPort, keys: createValidatorKeys() }
  writeJoiningHome(node, network, urls)
  const url = options.url ?? `http://${host}:${nodePort}`
  const signing = { name, url, ...makeKeysIn(folder, network.chain, name) }
  if (policy) writeFileSync(policyPathIn(folder), policyWith(policy, signing), { flag: 'wx' })
  writeNodeSettings(folder, {
    city: keepCity(folder, city),
    host,
    rpcPort,
    ...(policy && { node: { host, port: nodePort } }),
    ...(serverPort !== undefined && { serverPort }),
    isDevelopment: hasDevelopmentKeys(cityNamed(city)!),
  })
  // The last file: a folder without it is not begun from.
  await writeJoining(folder, {})
  const { voting } = node.keys
  terminal.line(`${folder} is ready to join ${network.chain} at block ${network.height}:
  run it      maru node --data ${folder}
  trusts      block ${network.trusted.height}, ${network.trusted.hash}
  voting key  ${publicKeyJson(voting).value} (${addressOf(voting)})
  log key     ${formatVkey(signing.logKey)}
`)
  terminal.line(
    policy
      ? `for the policies of the others:\n  ${linesForOthers(signing).join('\n  ')}\n`
      : '! without --policy it cosigns nothing, and its log is cosigned by nobody',
  )
  if (trusted === undefined)
    terminal.line(
      `! the block came from ${urls.join(' and ')} alone: compare it with what another institution shows`,
    )
  terminal.answer({
    ok: true,
    folder,
    chain: network.chain,
    trusted: network.trusted,
    votingKey: publicKeyJson(voting).value,
    vkey: formatVkey(signing.logKey),
    ...(policy && { forOthers: linesForOthers(signing) }),
  })
  return 0
}

const rpcUrlFrom = (from: string): string => {
  if (/^https?:\/\//.test(from)) return from.replace(/\/+$/, '')
  const settings = existsSync(from) ? readNodeSettings(from) : undefined
  if (settings) return rpcUrlOf(settings)
  throw new UsageError(`${from} is neither the address of a node nor a validator's folder`)
}
