/**
 * What lets a node that joins cosign: the network's policy, with its own log and key added, and the address at which
 * others reach it. The quorum stays: whom it counts, each institution writes down for itself.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatPolicy, parsePolicy, type Policy } from '@maru/kernel/log/policy.ts'
import { formatVkey } from '@maru/kernel/log/vkey.ts'
import { createLogClient } from '@maru/witness/log-client.ts'
import { host } from '../host.ts'
import type { SigningNode } from '../network-keys.ts'
import { policyPathIn } from '../policy-file.ts'
import { UsageError } from '../terminal.ts'

interface Newcomer {
  readonly chain: string
  readonly name: string
}

/**
 * From a file, a validator's folder, or the address of a node or a city, whose log shows it. Throws where the newcomer's
 * name could not stand in it.
 */
export const readNetworkPolicy = async (place: string, { chain, name }: Newcomer): Promise<Policy> => {
  const policy = parsePolicy(host.hash, await textAt(place))
  if (!policy.ok) throw new UsageError(`${place}: ${policy.message}`)
  const { logs, witnesses, quorum } = policy.value
  if (!logs.some(({ vkey }) => vkey.name === `maru.${chain}`))
    throw new UsageError(`${place} is the policy of another network: it has no log of maru.${chain}`)
  if (!/^[a-z0-9][a-z0-9.-]{0,62}$/.test(name))
    throw new UsageError(`a node's name is of small letters, digits, dots and hyphens: name it with --name`)
  if (name === 'none' || name === quorum?.name || witnesses.some((witness) => witness.name === name))
    throw new UsageError(`${place} has the name ${name} already: choose another --name`)
  return policy.value
}

const textAt = async (place: string): Promise<string> => {
  if (/^https?:\/\//.test(place)) {
    const log = createLogClient(place.replace(/\/+$/, '').replace(/(\/log)?(\/policy)?$/, '/log'))
    const bytes = await log.read('policy')
    if (bytes) return new TextDecoder().decode(bytes)
    throw new UsageError(`${place} shows no policy: name the file of one with --policy`)
  }
  const path = existsSync(policyPathIn(place)) ? policyPathIn(place) : place
  if (existsSync(path)) return readFileSync(path, 'utf8')
  throw new UsageError(`${path} is not there: name the network's policy with --policy`)
}

/** Of a folder of a validator that was named to begin from. */
export const policyBeside = (from: readonly string[]): string | undefined =>
  from.find((place) => existsSync(join(place, 'node.json')) && existsSync(policyPathIn(place)))

/** The network's policy with the newcomer in it. */
export const policyWith = ({ logs, witnesses, quorum }: Policy, own: SigningNode): string => {
  const { name, url, logKey, cosignerKey } = own
  const policy: Policy = {
    logs: [...logs, { vkey: logKey, url: `${url}/log` }],
    witnesses: [...witnesses, { name, vkey: cosignerKey, url }],
    quorum,
  }
  return `# The policy of the network, and this node's own log and key.\n${formatPolicy(policy)}`
}

/** What the others add to theirs, so that they ask it too, and it finds theirs when it asks. */
export const linesForOthers = ({ name, url, logKey, cosignerKey }: SigningNode): readonly string[] => [
  `log ${formatVkey(logKey)} ${url}/log`,
  `witness ${name} ${formatVkey(cosignerKey)} ${url}`,
]
