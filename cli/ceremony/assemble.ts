/**
 * `maru network assemble`: each institution puts the network's genesis together for itself, from the same city file
 * and the public parts of all. Whoever has the same parts gets the same bytes, so that nobody has to be believed:
 * they compare the fingerprint, and only then start.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cityToGenesis, type City } from '@maru/cities/city.ts'
import { genesisFileOf, type GenesisFile } from '@maru/engines/cometbft/network/genesis-file.ts'
import { homeOf, writeConfiguration } from '@maru/engines/cometbft/network/home.ts'
import { publicKeyOf } from '@maru/engines/cometbft/network/keys.ts'
import { executeGenesis } from '@maru/kernel/block.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { createRules, rulesOf } from '@maru/kernel/rules.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { services } from '@maru/services/index.ts'
import { hasDevelopmentKeys } from '@maru/cities/development.ts'
import { cityNamed } from '../cities.ts'
import { host } from '../host.ts'
import { withGovernance } from '../network-city.ts'
import { networkPolicy } from '../network-keys.ts'
import { keepCity, writeNodeSettings } from '../node-settings.ts'
import { policyPathIn } from '../policy-file.ts'
import { parseOptions, UsageError, type Terminal } from '../terminal.ts'
import { fingerprintOf, readFounder, vkeyOf, type Founder } from './founder.ts'

export const assembleHelp = `Usage: maru network assemble --data FOLDER --city FILE --time TIME FOUNDER ... [--port N]

Puts a network together from the public parts of all institutions, and makes the folder of maru network keys ready to
run. Every institution does so for itself, with the same files; the fingerprint that it prints must be the same.

  --data FOLDER  the validator's folder, with its keys
  --city FILE    the city, as a JSON file; the same for all
  --time TIME    when the network begins, such as 2027-03-02T09:00:00Z; the same for all. Blocks wait for it
  FOUNDER        founder.json of each institution, this one's too
  --port N       where the city answers on this machine; without it only the ledger runs here

Example:
  maru network assemble --data /var/lib/maru --city city.json --time 2027-03-02T09:00:00Z --port 4321 \\
    city.founder.json council.founder.json election.founder.json university.founder.json`

export const assemble = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values, positionals } = parseOptions(
    args,
    {
      data: { type: 'string' },
      city: { type: 'string' },
      time: { type: 'string' },
      port: { type: 'string' },
    },
    assembleHelp,
  )
  const { data: folder, city: cityName, time } = values
  if (folder === undefined || cityName === undefined || time === undefined)
    throw new UsageError('say --data, --city and --time', assembleHelp)
  const serverPort = values.port === undefined ? undefined : parsePort(values.port)
  const city = cityName.endsWith('.json') ? cityNamed(cityName) : undefined
  if (!city) throw new UsageError(`there is no city file ${cityName}; it is a file that ends with .json`)
  if (hasDevelopmentKeys(city))
    throw new UsageError(`${cityName} names officers with development keys, which everybody knows`)
  const founders = readFounders(positionals, city)
  const own = founders.find(({ votingKey }) => votingKey === ownVotingKey(folder))
  if (!own) throw new UsageError(`none of these files is of ${folder}: name its own founder.json too`)
  const file = fileOf(city, founders, timeOf(time))
  writeConfiguration(
    homeOf(folder),
    { name: own.name, folder, listen: `0.0.0.0:${portOf(own.peers)}`, rpc: '127.0.0.1:26657' },
    founders.filter((founder) => founder !== own).map(({ nodeId, peers }) => `${nodeId}@${peers}`),
    file,
  )
  writeNodeSettings(folder, {
    city: keepCity(folder, cityName),
    host: '127.0.0.1',
    rpcPort: 26_657,
    node: { host: '0.0.0.0', port: nodePortOf(own.url) },
    ...(serverPort !== undefined && { serverPort }),
    isDevelopment: false,
  })
  writeFileSync(policyPathIn(folder), policyOf(founders), { flag: 'wx' })
  const fingerprint = fingerprintOf(file)
  terminal.line(`${founders.length} validators, each with the same power:
${founders.map((each) => `  ${each.name.padEnd(20)} ${each.institution.en.padEnd(28)} ${fingerprintOf(each)}`).join('\n')}

  genesis   ${fingerprint}

Compare it with all others, then: maru node --data ${folder}`)
  terminal.answer({ ok: true, folder, fingerprint, validators: founders.map(({ name }) => name) })
  return 0
}

/** In one order, whoever names them in which; each for this city, and nobody twice. */
const readFounders = (paths: readonly string[], { chain }: City): Founder[] => {
  const founders = paths.map(readFounder).sort((one, other) => (one.name < other.name ? -1 : 1))
  const foreign = founders.find((founder) => founder.chain !== chain)
  if (foreign) throw new UsageError(`${foreign.name} is for the city ${foreign.chain}, not ${chain}`)
  for (const field of ['name', 'votingKey', 'nodeId', 'peers', 'logKey', 'cosigner', 'machineKey'] as const) {
    const twice = founders.find((one) =>
      founders.some((other) => other !== one && other[field] === one[field]),
    )
    if (twice) throw new UsageError(`${twice.name} has the ${field} of another: name each institution once`)
  }
  return founders
}

const fileOf = (city: City, founders: readonly Founder[], time: number): GenesisFile => {
  const institutions = founders.map(({ institution }) => ({
    ...institution,
    officers: institution.officers.map(({ algorithm, publicKey }) => ({
      algorithm,
      publicKey: hexToBytes(publicKey),
    })),
  }))
  const validators = founders.map((founder) => ({
    name: founder.name,
    publicKey: hexToBytes(founder.votingKey),
    institution: founder.institution.institution,
    cosigner: founder.cosigner,
  }))
  const reporters = founders.map(({ machineKey }) => hexToBytes(machineKey))
  const genesis = cityToGenesis(withGovernance(city, institutions, validators, reporters))
  requireFit(genesis)
  const named = validators.map(({ name, publicKey }) => ({ name, keys: { voting: publicKeyOf(publicKey) } }))
  return genesisFileOf(named, genesis, time)
}

const policyOf = (founders: readonly Founder[]): string =>
  networkPolicy(
    founders.map(({ name, url, logKey, cosigner }) => ({
      name,
      url: url.replace(/\/$/, ''),
      logKey: vkeyOf(logKey),
      cosignerKey: vkeyOf(cosigner),
    })),
  )

/** Executes it, as every validator will: what does not fit is said now. */
const requireFit = (genesis: Genesis): void => {
  const tree = {
    root: () => new Uint8Array(0),
    update: () => ({ root: new Uint8Array(0), pages: new Map() }),
  }
  try {
    executeGenesis(rulesOf(createRules(services, host.hash), genesis.services), tree, genesis)
  } catch (error) {
    throw new UsageError(`the genesis does not hold: ${(error as Error).message}`)
  }
}

const ownVotingKey = (folder: string): string => {
  const path = join(homeOf(folder), 'config', 'priv_validator_key.json')
  try {
    const { pub_key } = JSON.parse(readFileSync(path, 'utf8')) as { pub_key: { value: string } }
    return Buffer.from(pub_key.value, 'base64').toString('hex')
  } catch {
    throw new UsageError(`${folder} has no keys; make them with: maru network keys`)
  }
}

const timeOf = (text: string): number => {
  const time = Date.parse(text)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && Number.isFinite(time)) return time
  throw new UsageError(`${text} is no time such as 2027-03-02T09:00:00Z`)
}

const parsePort = (text: string): number => {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new UsageError('a port is a number from 1 to 65535', assembleHelp)
}

/** Behind a server that ends TLS, the node itself listens where it does without one. */
const nodePortOf = (url: string): number => Number(new URL(url).port) || 26_680

const portOf = (address: string): string => address.slice(address.lastIndexOf(':') + 1)
