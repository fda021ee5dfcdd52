/**
 * Whom a reader trusts for a log, as a file (c2sp.org/tlog-policy): the keys of the log, those of its witnesses, and
 * how many of whom have to have cosigned a checkpoint. Names of witnesses and groups mean nothing outside of the file.
 */
import { bytesToHex } from '../codec/hex.ts'
import { parseDecimal } from './bytes.ts'
import type { Hash } from './ports.ts'
import { fail, ok, type Result } from './result.ts'
import { formatVkey, LOG_KEY, parseVkey, type Vkey, WITNESS_KEY } from './vkey.ts'

export interface Policy {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  /** Undefined for `quorum none`: the log's signature is enough. */
  readonly quorum: PolicyWitness | PolicyGroup | undefined
}

export interface PolicyLog {
  readonly vkey: Vkey
  readonly url?: string
}

export interface PolicyWitness {
  readonly name: string
  readonly vkey: Vkey
  /** Its submission prefix (c2sp.org/tlog-witness). */
  readonly url?: string
}

export interface PolicyGroup {
  readonly name: string
  /** So many of the members have to be there. */
  readonly needed: number
  readonly members: readonly (PolicyWitness | PolicyGroup)[]
}

export const parsePolicy = (hash: Hash, text: string): Result<Policy> => {
  if (text.length > POLICY_MAX) return malformed('it is too long')
  // The only control characters allowed are tab and line feed.
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) return malformed('it has a control character')
  const reader = createReader(hash)
  for (const [at, line] of text.split('\n').entries()) {
    const [keyword, ...items] = line.split(/[ \t]+/).filter((item) => item !== '')
    if (keyword === undefined || keyword.startsWith('#')) continue
    const problem = reader.read(keyword, items)
    if (problem !== undefined) return malformed(`line ${at + 1}: ${problem}`)
  }
  return reader.end()
}

/** The rule written out, as the file says it; members first. */
export const formatPolicy = ({ logs, witnesses, quorum }: Policy): string => {
  const lines = [
    ...logs.map(({ vkey, url }) => `log ${formatVkey(vkey)}${urlOf(url)}`),
    ...witnesses.map(({ name, vkey, url }) => `witness ${name} ${formatVkey(vkey)}${urlOf(url)}`),
    ...groupsOf(quorum).map(
      ({ name, needed, members }) => `group ${name} ${needed} ${members.map((one) => one.name).join(' ')}`,
    ),
    `quorum ${quorum?.name ?? NONE}`,
  ]
  return `${lines.join('\n')}\n`
}

/** The witnesses that the quorum counts. */
export const witnessesOf = (quorum: Policy['quorum']): PolicyWitness[] =>
  quorum === undefined ? [] : 'members' in quorum ? quorum.members.flatMap(witnessesOf) : [quorum]

/** The problem of a line, if it has one. */
type LineReader = (items: readonly string[]) => string | undefined

const createReader = (hash: Hash) => {
  const logs: PolicyLog[] = []
  const witnesses: PolicyWitness[] = []
  const byName = new Map<string, PolicyWitness | PolicyGroup>()
  const members = new Set<string>()
  const publicKeys = new Map<number, Set<string>>([LOG_KEY, WITNESS_KEY].map((type) => [type, new Set()]))
  let quorum: { readonly is: Policy['quorum'] } | undefined

  const define = (name: string, defined: PolicyWitness | PolicyGroup): string | undefined => {
    if (name === NONE || byName.has(name)) return `the name ${name} is taken`
    byName.set(name, defined)
    return undefined
  }

  const readKey = (text: string, type: number): Vkey | string => {
    const vkey = parseVkey(hash, text)
    if (!vkey.ok) return vkey.message
    if (vkey.value.type !== type)
      return `a ${type === LOG_KEY ? 'log' : 'witness'} has a key of type ${type}, not ${vkey.value.type}`
    // The same key under another name is the same signer, who counts once.
    const known = publicKeys.get(type)!
    const publicKey = bytesToHex(vkey.value.publicKey)
    if (known.has(publicKey)) return 'this key stands in the file already'
    known.add(publicKey)
    return vkey.value
  }

  const lines: { readonly [keyword: string]: LineReader } = {
    log: ([key, url, ...rest]) => {
      if (key === undefined || rest.length > 0) return 'a log is: log <vkey> [<url>]'
      const vkey = readKey(key, LOG_KEY)
      if (typeof vkey === 'string') return vkey
      logs.push({ vkey, ...(url !== undefined && { url }) })
      return undefined
    },
    witness: ([name, key, url, ...rest]) => {
      if (name === undefined || key === undefined || rest.length > 0)
        return 'a witness is: witness <name> <vkey> [<url>]'
      const vkey = readKey(key, WITNESS_KEY)
      if (typeof vkey === 'string') return vkey
      const witness = { name, vkey, ...(url !== undefined && { url }) }
      witnesses.push(witness)
      return define(name, witness)
    },
    group: ([name, threshold, ...names]) => {
      if (name === undefined || threshold === undefined || names.length === 0)
        return 'a group is: group <name> all|any|<k> <name>...'
      const count = names.length
      const needed = threshold === 'all' ? count : threshold === 'any' ? 1 : parseDecimal(threshold)
      if (needed === undefined || needed < 1 || needed > count)
        return `${threshold} is none of: all, any, 1 to ${count}`
      const group: (PolicyWitness | PolicyGroup)[] = []
      for (const member of names) {
        const defined = byName.get(member)
        if (!defined) return `${member} is not defined above`
        if (members.has(member)) return `${member} is a member already`
        members.add(member)
        group.push(defined)
      }
      return define(name, { name, needed, members: group })
    },
    quorum: ([name, ...rest]) => {
      if (name === undefined || rest.length > 0) return 'a quorum is: quorum <name>|none'
      if (quorum) return 'there is a quorum already'
      if (name !== NONE && !byName.has(name)) return `${name} is not defined above`
      quorum = { is: byName.get(name) }
      return undefined
    },
  }

  return {
    read: (keyword: string, items: readonly string[]): string | undefined =>
      Object.hasOwn(lines, keyword) ? lines[keyword]!(items) : `${keyword} is no line of a policy`,
    end: (): Result<Policy> =>
      quorum ? ok({ logs, witnesses, quorum: quorum.is }) : malformed('it has no quorum line'),
  }
}

/** Far above the 32 logs, witnesses and groups that the standard asks for. */
const POLICY_MAX = 100_000
const NONE = 'none'

const malformed = (message: string) => fail('policy-malformed', `the policy cannot be used: ${message}`)

const urlOf = (url: string | undefined): string => (url === undefined ? '' : ` ${url}`)

const groupsOf = (member: Policy['quorum']): PolicyGroup[] =>
  member !== undefined && 'members' in member ? [...member.members.flatMap(groupsOf), member] : []
