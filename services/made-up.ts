/**
 * A made-up city in memory for this folder's tests: it runs the real rules and makes real state roots, one
 * transaction a block. What its names and numbers mean stands in vectors/README.md.
 */
import { executeBlock, executeGenesis, type Block } from '@maru/kernel/block.ts'
import { decode, encode, type CborValue } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { Hash } from '@maru/kernel/crypto/host.ts'
import { runQuery, type Receipt } from '@maru/kernel/execute.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { refuse } from '@maru/kernel/refusal.ts'
import { memberPseudonym } from '@maru/kernel/membership/membership.ts'
import { createRules, rulesOf } from '@maru/kernel/rules.ts'
import { createPageMemory } from '@maru/kernel/state-tree/page-memory.ts'
import { createStateTree } from '@maru/kernel/state-tree/tree.ts'
import { createMemoryStore } from '@maru/kernel/state/memory-store.ts'
import { keyIdOf, type Transaction } from '@maru/kernel/transaction.ts'
import { services } from './index.ts'
import { holdsMadeUp, madeUpProof } from './made-up-signatures.ts'
import city from './vectors/city.json' with { type: 'json' }
import governed from './vectors/governed.json' with { type: 'json' }
import watched from './vectors/watched.json' with { type: 'json' }

export interface Step {
  readonly by: string
  readonly service: string
  readonly action: string
  readonly input: unknown
  /** Milliseconds after the genesis. */
  readonly at?: number
  /** Acts in place of a key of `by`; 64 hexadecimal digits each. The proof was checked before, as signatures are. */
  readonly member?: { readonly root: string; readonly nullifier: string }
}

/** One case of a vectors file; what stands in it is said in vectors/README.md. */
export interface Vector {
  readonly rule: string
  readonly title: string
  /** Without it, city.json alone. */
  readonly city?: 'governed' | 'watched'
  readonly residents?: readonly string[]
  readonly before?: readonly Step[]
  readonly action: Step
  readonly expect: { readonly events: readonly unknown[] } | { readonly refusal: string }
  readonly stateRoot?: string
}

/** Throws when what comes before the action is refused. */
export const runVector = (hash: Hash, vector: Vector) => {
  const { residents = [], before = [], action } = vector
  const city = createMadeUpCity(hash, vector.city && cities[vector.city])
  const accepted = (receipt: Receipt, what: string): void => {
    if ('refusal' in receipt) throw new Error(`${what}: ${receipt.refusal.code}`)
  }
  for (const resident of residents) accepted(city.enrol(resident), resident)
  for (const step of before) accepted(city.act(step), step.action)
  const rootBefore = city.stateRoot()
  return { receipt: city.act(action), rootBefore, stateRoot: city.stateRoot(), resolve: city.resolve }
}

/** The city of the vectors with institutions that run it together. */
export const governedCity: typeof city = {
  ...city,
  services: [...governed.services, ...city.services],
  setup: { ...city.setup, ...governed.setup },
  parameters: { ...city.parameters, ...governed.parameters },
}

/** One whose validators cosign, and are watched. */
export const watchedCity: typeof city = {
  ...governedCity,
  services: [...watched.services, ...city.services],
  setup: {
    ...governedCity.setup,
    ...watched.setup,
    governance: { ...governed.setup.governance, ...watched.setup.governance },
  } as typeof city.setup,
}

const cities = { governed: governedCity, watched: watchedCity }

export const createMadeUpCity = (hash: Hash, from = city) => {
  const rules = rulesOf(createRules(services, hash), from.services)
  const store = createMemoryStore()
  const pages = createPageMemory()
  const tree = createStateTree({ hash, store: pages })
  const names = madeUpNames(hash)
  const genesis = names.resolve(from) as Genesis
  const keep = (block: Block): Block => {
    store.apply(block.changes)
    pages.write(block.pages)
    return block
  }
  let { height, time, stateRoot } = keep(executeGenesis(rules, tree, genesis))

  let timerEvents: Block['timerEvents'] = []
  const act = ({ by, service, action, input, at, member }: Step): Receipt => {
    const author = member ? madeUpMember(hash, member) : { keyId: names.keyId(by) }
    const wish = { service, action, input: viaBytes(names.resolve(input)), ...author }
    const now = at === undefined ? time + 1000 : genesis.time + at
    const transaction = madeUpTransaction(hash, height, now, wish)
    if (!holdsMadeUp(rules, transaction)) return { refusal: refuse('T15-bad-cosignature') }
    const chain = { rules, view: store, tree, height, time }
    const block = keep(executeBlock(chain, now, [transaction], { keepRefused: true }))
    ;({ height, time, stateRoot, timerEvents } = block)
    return block.outcomes[0]?.receipt as Receipt
  }
  return {
    act,
    /** Of the last block. */
    timerEvents: () => timerEvents,
    /** In the words of the vectors: `registrar` enrols `name`. */
    enrol: (name: string): Receipt => {
      const key = { algorithm: 'Ed25519', publicKey: { publicKey: name }, proof: { proof: [name, name] } }
      const input = { ...key, district: 'hill', birthYearBand: 1980 }
      return act({ by: 'registrar', service: 'residents', action: 'enrol-resident', input })
    },
    query: (service: string, query: string, input: object = {}): unknown => {
      const found = rules.serviceByName.get(service)
      const parsed = found?.queries[query]?.input.parse(names.resolve(input))
      return found && runQuery(found, store, { height, time }, query, parsed)
    },
    stateRoot: () => bytesToHex(stateRoot),
    view: store,
    ...names,
  }
}

/** Keys nobody has: each is the hash of its name. */
const madeUpNames = (hash: Hash) => {
  const publicKey = (name: string): Uint8Array => hash(ascii(`maru vector key: ${name}`))
  const keyId = (name: string): string => keyIdOf(publicKey(name), hash)
  const resolve = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
    if (Array.isArray(value)) return value.map(resolve)
    const entries = Object.entries(value)
    const [kind, text] = entries[0] ?? []
    if (entries.length === 1 && typeof text === 'string') {
      if (kind === 'publicKey') return publicKey(text)
      if (kind === 'account') return keyId(text)
      if (kind === 'bytes') return hexToBytes(text)
    }
    if (entries.length === 1 && kind === 'proof' && Array.isArray(text)) {
      const [key, account] = text as [string, string]
      return madeUpProof(hash, publicKey(key), city.chain, keyId(account))
    }
    return Object.fromEntries(entries.map(([key, inner]) => [key, resolve(inner)]))
  }
  return { publicKey, keyId, resolve }
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** As an input arrives: out of canonical bytes. */
const viaBytes = (input: unknown): CborValue => decode(encode(input)) as CborValue

type Wished = Pick<Transaction, 'service' | 'action' | 'input' | 'keyId' | 'membership'>

const madeUpMember = (hash: Hash, { root, nullifier }: NonNullable<Step['member']>) => {
  const membership = {
    root: hexToBytes(root),
    nullifier: hexToBytes(nullifier),
    message: new Uint8Array(32),
    proof: new Uint8Array(256),
  }
  return { keyId: memberPseudonym(membership.nullifier, hash), membership }
}

/** Execution sees transactions whose signatures were checked; these have none. */
const madeUpTransaction = (hash: Hash, height: number, time: number, wish: Wished): Transaction => {
  const bytes = encode([height, wish.service, wish.action, wish.input])
  const check = { algorithm: 'Ed25519', publicKey: bytes, message: bytes, signature: bytes } as const
  return { ...wish, id: bytesToHex(hash(bytes)), bytes, chain: city.chain, validUntil: time, check }
}
