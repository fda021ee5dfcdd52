/** The rules of a city on a state in memory, block by block, without keys, engine or log. */
import { cityToGenesis } from '@maru/cities/city.ts'
import { dev } from '@maru/cities/dev.ts'
import { sha256 } from '@maru/engines/host.ts'
import { executeBlock, executeGenesis, type Block } from '@maru/kernel/block.ts'
import { encode, type CborValue } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { runQuery } from '@maru/kernel/execute.ts'
import { createRules, rulesOf } from '@maru/kernel/rules.ts'
import { createPageMemory } from '@maru/kernel/state-tree/page-memory.ts'
import { createStateTree } from '@maru/kernel/state-tree/tree.ts'
import { createMemoryStore } from '@maru/kernel/state/memory-store.ts'
import { keyIdOf, type Transaction } from '@maru/kernel/transaction.ts'
import { services } from '@maru/services/index.ts'
import { holdsMadeUp, madeUpProof } from '@maru/services/made-up-signatures.ts'

const genesis = cityToGenesis(dev)
const rules = rulesOf(createRules(services, sha256), genesis.services)

export const startTime = genesis.time

/** A key that nobody has: execution sees only transactions whose signatures were checked. */
const madeUpKey = (name: string): Uint8Array => sha256(Buffer.from(`maru made-up key: ${name}`))
/** As the actions want it that bind it to an account. */
export const madeUpNewKey = (name: string) => {
  const publicKey = madeUpKey(name)
  const proof = madeUpProof(sha256, publicKey, genesis.chain, madeUpAccount(name))
  return { algorithm: 'Ed25519', publicKey, proof }
}
export const madeUpAccount = (name: string): string => keyIdOf(madeUpKey(name), sha256)

/** `salt` makes two equal wishes two transactions. */
export const madeUpTransaction = (
  keyId: string,
  service: string,
  action: string,
  input: CborValue,
  salt: number,
  validUntil = startTime + 300_000,
): Transaction => {
  const bytes = encode([keyId, service, action, input, salt, validUntil])
  const check = { algorithm: 'Ed25519', publicKey: bytes, message: bytes, signature: bytes } as const
  const id = bytesToHex(sha256(bytes))
  return { id, bytes, chain: genesis.chain, validUntil, service, action, input, keyId, check }
}

export const createMemoryChain = () => {
  const view = createMemoryStore()
  const pages = createPageMemory()
  const tree = createStateTree({ hash: sha256, store: pages })
  const keep = <Kept extends Block>(block: Kept): Kept => {
    view.apply(block.changes)
    pages.write(block.pages)
    return block
  }
  let { height, time, stateRoot } = keep(executeGenesis(rules, tree, genesis))
  return {
    run: (at: number, transactions: readonly Transaction[], keepRefused = true): Block => {
      if (!transactions.every((transaction) => holdsMadeUp(rules, transaction)))
        throw new Error('a cosignature does not hold')
      const block = keep(executeBlock({ rules, view, tree, height, time }, at, transactions, { keepRefused }))
      ;({ height, time, stateRoot } = block)
      return block
    },
    query: (service: string, query: string, input: object = {}): unknown => {
      const found = rules.serviceByName.get(service)!
      return runQuery(found, view, { height, time }, query, found.queries[query]!.input.parse(input))
    },
    stateRoot: () => bytesToHex(stateRoot),
    view,
  }
}
