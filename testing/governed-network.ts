/** A small town on several validators, whose institutions have development keys, for tests. */
import { cityToGenesis } from '@maru/cities/city.ts'
import { dev } from '@maru/cities/dev.ts'
import { cityOfNetwork } from '@maru/cli/network-city.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { createValidatorKeys, type ValidatorKeys } from '@maru/engines/cometbft/network/keys.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'

export interface Named {
  readonly name: string
  readonly keys: ValidatorKeys
}

export const nameValidators = (count: number): Named[] =>
  Array.from({ length: count }, (_, at) => ({ name: `validator-${at + 1}`, keys: createValidatorKeys() }))

export const genesisOfNetwork = (founders: readonly Named[]): Genesis =>
  cityToGenesis(cityOfNetwork(dev, founders))

/** Two officers of an institution are its approval. */
export const deciding = ['city-1', 'city-2', 'council-1', 'council-2', 'election-1', 'election-2'] as const

/** The first officer proposes, the others approve: these transactions, in this order, let the change pass. */
export const decisionOf = (genesis: Genesis, change: number, wanted: object): Uint8Array[] =>
  deciding.map((officer, at) => {
    const wish =
      at === 0
        ? { action: 'propose-change', input: { wanted, from: 0 } }
        : { action: 'approve-change', input: { change } }
    const options = { chain: genesis.chain, validUntil: Date.now() + 300_000 }
    return signTransaction(developmentSigner(officer), { service: 'governance', ...wish } as never, options)
  })
