// A validator whose key runs on two machines, each with a state of its own: both vote, CometBFT notices, the ledger records.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { dev } from '@maru/cities/dev.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { sha256 } from '@maru/engines/host.ts'
import { homeOf, rpcUrlOf, socketPathOf, writeHome } from '@maru/engines/cometbft/network/home.ts'
import { createValidatorKeys } from '@maru/engines/cometbft/network/keys.ts'
import { openCometBft } from '@maru/engines/cometbft/open.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { namedSigner, registrar } from '@maru/testing/city.ts'
import {
  type RealNetwork,
  startCometBft,
  withoutCometBft,
  withRealNetwork,
} from '@maru/testing/real-network.ts'

/** The same voting key as the first validator's, on a machine of its own. */
const startTwin = async ({ folder, nodes, genesis }: RealNetwork) => {
  const [first, ...others] = nodes.map(({ validator }) => validator)
  const own = join(folder, 'twin')
  const keys = { voting: first!.keys.voting, peer: createValidatorKeys().peer }
  const twin = { ...first!, name: 'twin', folder: own, peerPort: 27_590, rpcPort: 27_591, keys }
  const genesisFile = await readFile(join(homeOf(first!.folder), 'config', 'genesis.json'), 'utf8')
  writeHome(twin, others, JSON.parse(genesisFile))
  const ledger = await openCometBft({
    folder: own,
    rules: createRules(services, sha256),
    genesis,
    socketPath: socketPathOf(own),
    rpcUrl: rpcUrlOf(twin),
  })
  const consensus = startCometBft(homeOf(own))
  return async () => {
    consensus.kill('SIGKILL')
    await ledger.close()
  }
}

interface Equivocations {
  readonly equivocations: readonly {
    readonly publicKey: string
    readonly institution: string
    readonly height: number
    readonly votes: readonly object[]
  }[]
}

test(
  'a validator that runs twice is found, reported and on the record',
  { skip: withoutCometBft },
  async () => {
    const lines: string[] = []
    const reported = (line: string): void => void lines.push(line)
    await withRealNetwork({ count: 4, firstPort: 27_580, reported }, async (network) => {
      const { nodes, url, chain } = network
      const stopTwin = await startTwin(network)
      // A server that is busy says so instead.
      const read = async () =>
        ((await (await fetch(`${url}/api/evidence/equivocations`)).json()) as Partial<Equivocations>)
          .equivocations ?? []
      try {
        const until = Date.now() + 120_000
        for (let resident = 0; (await read()).length === 0; resident++) {
          assert.ok(Date.now() < until, `nothing was found: ${lines.join('; ')}`)
          // Blocks come when there is something to record.
          const key = newKey(namedSigner(`resident ${resident}`), chain)
          const input = { ...key, district: dev.districts[0]!.id, birthYearBand: 1980 }
          const wish = { service: 'residents', action: 'enrol-resident', input }
          const options = { chain, validUntil: Date.now() + 60_000 }
          await nodes[1]!.ledger.submit(signTransaction(registrar, wish, options))
        }
        const [found] = await read()
        assert.equal(found!.publicKey, bytesToHex(nodes[0]!.validator.keys.voting.publicKey))
        assert.equal(found!.institution, 'city')
        assert.equal(found!.votes.length, 2)
        while (!lines.some((line) => line.endsWith('it is on the record'))) await wait(50)
        assert.deepEqual(
          lines.filter((line) => line.includes('refused')),
          [],
        )
      } finally {
        await stopTwin()
      }
    })
  },
)
