/** The network of a run: a new small town on four validators, each as `maru node` runs it, with relays between them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cityToGenesis } from '@maru/cities/city.ts'
import { dev } from '@maru/cities/dev.ts'
import { cityOfNetwork } from '@maru/cli/network-city.ts'
import { writeNodeSettings } from '@maru/cli/node-settings.ts'
import { recordCalls, type CallRecorder } from '@maru/engines/cometbft/abci/call-recorder.ts'
import { homeOf, rpcUrlOf, socketPathOf, writeHome, type Keyed } from '@maru/engines/cometbft/network/home.ts'
import { genesisFileOf } from '@maru/engines/cometbft/network/genesis-file.ts'
import { createValidatorKeys } from '@maru/engines/cometbft/network/keys.ts'
import { copyEmptyReadModel } from '../empty-read-model.ts'
import type { Bed } from './bed.ts'
import { openPeerLinks } from './peer-links.ts'
import { createValidator, type TestValidator } from './validator.ts'

export const validatorCount = 4

export interface NetworkOptions {
  readonly bed: Bed
  readonly folder: string
  /** Ports of the run are from this one on. */
  readonly firstPort: number
  readonly programFolder: string
  readonly environment: NodeJS.ProcessEnv
  /** Validators whose data lies on a small disk of its own, in megabytes. */
  readonly diskMb?: number
}

export interface TestNode extends TestValidator {
  readonly recorder: CallRecorder
  readonly rpcUrl: string
  /** The newest block of its CometBFT; undefined while that does not answer. */
  readonly height: () => Promise<number | undefined>
}

export type TestNetwork = Awaited<ReturnType<typeof openTestNetwork>>

export const openTestNetwork = async (options: NetworkOptions) => {
  const { bed, folder, firstPort, diskMb } = options
  const relayPort = (from: number, to: number): number => firstPort + 20 + 10 * from + to
  const validators: Keyed[] = Array.from({ length: validatorCount }, (_, at) => ({
    name: `validator-${at + 1}`,
    folder: join(folder, `validator-${at + 1}`),
    host: bed.hostOf(at),
    peerPort: firstPort + 4 * at,
    rpcPort: firstPort + 4 * at + 1,
    keys: createValidatorKeys(),
  }))
  const genesis = cityToGenesis(cityOfNetwork(dev, validators))
  for (const { folder: own } of validators)
    if (diskMb !== undefined && bed.mountDisk) bed.mountDisk(own, diskMb)
    else mkdirSync(own, { recursive: true })
  // Making four databases would take the machine's whole time before the first vote.
  for (const { folder: own } of validators) await copyEmptyReadModel(join(own, 'read-model'))
  const genesisFile = genesisFileOf(validators, genesis, Date.now())
  for (const validator of validators) writeHome(validator, validators, genesisFile)
  const links = await openPeerLinks({
    count: validatorCount,
    host: bed.middle,
    portOf: relayPort,
    target: (at) => ({ host: bed.hostOf(at), port: validators[at]!.peerPort }),
  })
  const nodes: TestNode[] = []
  for (const [at, { folder: own, host, rpcPort }] of validators.entries()) {
    const serverPort = firstPort + 4 * at + 2
    writeNodeSettings(own, { city: 'dev', host, rpcPort, serverPort, isDevelopment: true })
    leadThrough(validators, at, { host: bed.middle, relayPort, socketPath: betweenPathOf(own) })
    const recorder = await recordCalls(betweenPathOf(own), socketPathOf(own))
    const rpcUrl = rpcUrlOf({ host, rpcPort })
    const node = createValidator({ ...options, at, folder: own, serverPort })
    nodes.push({ ...node, recorder, rpcUrl, height: () => heightAt(rpcUrl) })
  }

  return {
    genesisFile,
    validators,
    nodes,
    links,
    close: async (): Promise<void> => {
      await Promise.all(nodes.map((node) => node.stop()))
      for (const { recorder } of nodes) recorder.close()
      links.close()
    },
  }
}

const betweenPathOf = (folder: string): string => join(homeOf(folder), 'between.sock')

/** Lets a validator dial its peers through the relays, and its application through what notes the calls. */
export const leadThrough = (
  validators: readonly Keyed[],
  at: number,
  through: {
    readonly host: string
    readonly relayPort: (from: number, to: number) => number
    readonly socketPath: string
  },
): void => {
  const path = join(homeOf(validators[at]!.folder), 'config/config.toml')
  let config = readFileSync(path, 'utf8')
  const replace = (what: string, by: string): void => {
    if (!config.includes(what)) throw new Error(`${path} has no ${what}`)
    config = config.replace(what, by)
  }
  for (const [to, { host, peerPort }] of validators.entries())
    if (to !== at) replace(`@${host}:${peerPort}`, `@${through.host}:${through.relayPort(at, to)}`)
  replace(`unix://${socketPathOf(validators[at]!.folder)}`, `unix://${through.socketPath}`)
  writeFileSync(path, config)
}

const heightAt = async (rpcUrl: string): Promise<number | undefined> => {
  try {
    const response = await fetch(`${rpcUrl}/status`, { signal: AbortSignal.timeout(2_000) })
    const { result } = (await response.json()) as {
      result: { sync_info: { latest_block_height: string } }
    }
    return Number(result.sync_info.latest_block_height)
  } catch {
    return undefined
  }
}

/** Resolves once all of them have reached what the highest of them has now. Throws when that takes too long. */
export const caughtUp = async (nodes: readonly TestNode[], withinMs: number): Promise<void> => {
  const giveUpAt = performance.now() + withinMs
  let aim = 0
  for (const isAimKnown of [false, true]) {
    for (;;) {
      const heights = await Promise.all(nodes.map((node) => node.height()))
      const known = heights.filter((height) => height !== undefined)
      if (!isAimKnown && known.length > 0) aim = Math.max(aim, ...known)
      if (known.length === nodes.length && (!isAimKnown || Math.min(...known) >= aim)) break
      if (performance.now() > giveUpAt)
        throw new Error(
          `after ${withinMs / 1000} s the validators are at ${heights.join(', ')}, and not all at ${aim}`,
        )
      await wait(100)
    }
  }
}

/** Resolves once all logs have the same size and nothing was added to them for a while. */
export const quiet = async (nodes: readonly TestNode[], withinMs: number): Promise<void> => {
  const giveUpAt = performance.now() + withinMs
  let last = ''
  let since = performance.now()
  for (;;) {
    const sizes = await Promise.all(nodes.map(({ url }) => sizeAt(url)))
    if (sizes.join() !== last) since = performance.now()
    last = sizes.join()
    if (new Set(sizes).size === 1 && sizes[0] !== undefined && performance.now() - since > QUIET_MS) return
    if (performance.now() > giveUpAt)
      throw new Error(`after the last vote the logs do not come to rest: ${last}`)
    await wait(200)
  }
}

const QUIET_MS = 3_000

const sizeAt = async (url: string): Promise<string | undefined> => {
  try {
    const response = await fetch(`${url}/log/checkpoint`, { signal: AbortSignal.timeout(2_000) })
    return (await response.text()).split('\n')[1]
  } catch {
    return undefined
  }
}
