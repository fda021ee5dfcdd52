/** A network of validators on this machine, for trying it: all keys are made here and are nobody's secret. */
import { cpSync, existsSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { cityToGenesis } from '@maru/cities/city.ts'
import { createSeed } from '@maru/client/keys.ts'
import { writeHomes } from '@maru/engines/cometbft/network/home.ts'
import { createValidatorKeys } from '@maru/engines/cometbft/network/keys.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { cityNamed } from './cities.ts'
import { host } from './host.ts'
import { writeMachineKey } from './machine-key.ts'
import { cityOfNetwork } from './network-city.ts'
import { makeSigningKeys, networkPolicy, ownFiles } from './network-keys.ts'
import { keepCity, writeNodeSettings } from './node-settings.ts'
import { policyPathIn } from './policy-file.ts'
import { demonstrationCity } from './start/demonstration.ts'
import { openDemonstration, refuseUnfinished } from './start/open.ts'
import { UsageError, type Terminal } from './terminal.ts'

export interface NetworkOptions {
  /** Each validator has a folder in it. */
  readonly folder: string
  readonly validatorCount: number
  readonly cityName: string
  readonly isEmpty: boolean
  /** Ports are from this one on: two a validator for CometBFT, then one each for the nodes. */
  readonly firstPort: number
  /** Where the city answers, on the first validator. */
  readonly serverPort: number
}

/** Folders of the validators that are there, in their order. */
export const validatorFolders = (folder: string): string[] => {
  const folders: string[] = []
  while (existsSync(join(validatorFolder(folder, folders.length), 'node.json')))
    folders.push(validatorFolder(folder, folders.length))
  return folders
}

export const initNetwork = async (options: NetworkOptions, terminal: Terminal): Promise<void> => {
  const { folder, validatorCount, cityName, isEmpty, firstPort, serverPort } = options
  const city = cityNamed(cityName)
  if (!city) throw new UsageError(`there is no city file "${cityName}"`)
  const validators = Array.from({ length: validatorCount }, (_, at) => ({
    name: `validator-${at + 1}`,
    folder: validatorFolder(folder, at),
    host: '127.0.0.1',
    peerPort: firstPort + 2 * at,
    rpcPort: firstPort + 2 * at + 1,
    keys: createValidatorKeys(),
    machineSeed: createSeed(),
  }))
  const [first, ...others] = validators.map((validator) => validator.folder) as [string, ...string[]]
  if (existsSync(first)) throw new UsageError(`${first} is there already; name another folder`)
  const keyed = validators.map((validator, at) =>
    makeSigningKeys(validator, city.chain, firstPort + 2 * validatorCount + at),
  )
  const founded = cityOfNetwork(city, keyed)
  let genesis = cityToGenesis(founded)
  if (city === demonstrationCity && !isEmpty) {
    await openDemonstration(first, terminal, founded)
    refuseUnfinished(first)
    genesis = await genesisIn(first, genesis)
    // A ledger that began alone goes on with all of them, each with keys of its own.
    const isShared = (path: string): boolean => !ownFiles.includes(relative(first, path))
    for (const other of others) cpSync(first, other, { recursive: true, filter: isShared })
  }
  writeHomes(validators, genesis, Date.now())
  for (const { folder: own, machineSeed } of validators) writeMachineKey(own, machineSeed)
  const policy = networkPolicy(keyed)
  writeFileSync(policyPathIn(folder), policy)
  for (const [at, { folder: own, rpcPort, host: address, nodePort }] of keyed.entries()) {
    const node = { host: address, port: nodePort }
    const settings = { city: keepCity(own, cityName), host: address, rpcPort, node, isDevelopment: true }
    writeNodeSettings(own, at === 0 ? { ...settings, serverPort } : settings)
    writeFileSync(policyPathIn(own), policy)
  }
}

const validatorFolder = (folder: string, at: number): string => join(folder, `validator-${at + 1}`)

const genesisIn = async (folder: string, genesis: Genesis): Promise<Genesis> => {
  const ledger = await openSolo({ folder, genesis, rules: createRules(services, host.hash) })
  await ledger.close()
  return ledger.genesis
}
