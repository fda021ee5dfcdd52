/** A validator that lies: what it proposes is worthless, or what it says came of a block is wrong. */
import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Response, ResponseProcessProposal_ProposalStatus } from 'cosmjs-types/tendermint/abci/types'
import type { Change } from '@maru/engines/cometbft/abci/call-recorder.ts'
import { blockTransactionsMax } from '@maru/engines/cometbft/proposal.ts'
import { homeOf } from '@maru/engines/cometbft/network/home.ts'
import type { Fault } from './fault.ts'
import type { TestNode } from './test-network.ts'

type Txs = readonly Uint8Array[]

/** It votes for its own proposals, as whoever lies would. */
const proposing = (name: string, spoil: (txs: Txs) => Txs): Fault => ({
  name,
  goesOn: true,
  begin: async ({ network }, { at }) => {
    const { recorder } = network.nodes[at]!
    recorder.lie((response) => {
      if (response.prepareProposal)
        return Response.fromPartial({ prepareProposal: { txs: [...spoil(response.prepareProposal.txs)] } })
      return response.processProposal ? accepted : response
    })
    return () => recorder.lie(undefined)
  },
})

const accepted = Response.fromPartial({
  processProposal: { status: ResponseProcessProposal_ProposalStatus.ACCEPT },
})

const flipped = (bytes: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  copy[copy.length - 1]! ^= 1
  return copy
}

/** CometBFT's block store would have to be rolled back as well: everything but the keys is fetched again from the others. */
const fetchAgain = async (node: TestNode): Promise<void> => {
  await node.stop()
  for (const part of ['journal', 'log', 'state', 'read-model', 'snapshots'])
    rmSync(join(node.folder, part), { recursive: true, force: true })
  const data = join(homeOf(node.folder), 'data')
  for (const name of readdirSync(data))
    // It says what this key has signed: never to be lost.
    if (name !== 'priv_validator_state.json') rmSync(join(data, name), { recursive: true })
  node.start()
}

const wrongHash: Change = (response) => {
  const { finalizeBlock } = response
  if (!finalizeBlock) return response
  return Response.fromPartial({
    finalizeBlock: { ...finalizeBlock, appHash: flipped(finalizeBlock.appHash) },
  })
}

export const lyingFaults: readonly Fault[] = [
  proposing('proposes-garbage', (txs) => [...txs, randomBytes(200)]),
  proposing('proposes-forged', (txs) => (txs.length > 0 ? txs.map(flipped) : [randomBytes(90)])),
  proposing('proposes-too-much', (txs) =>
    Array.from(
      { length: blockTransactionsMax + 1 },
      (_, at) => txs[at % (txs.length || 1)] ?? randomBytes(9),
    ),
  ),
  {
    name: 'wrong-app-hash',
    goesOn: true,
    begin: async ({ network, log }, { at }) => {
      const node = network.nodes[at]!
      node.recorder.lie(wrongHash)
      return async () => {
        node.recorder.lie(undefined)
        const before = await node.height()
        await wait(3_000)
        const after = await node.height()
        if (before !== undefined && after !== undefined && after > before)
          throw new Error('a validator with another hash than all others went on')
        log('  it went no further; it fetches everything again from the others')
        await fetchAgain(node)
      }
    },
  },
]
