// A version of the rules begins at a height: logs from before and after it replay, and a program that does not know it
// stops before the first block of it, and goes on from there once it does.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { host } from '@maru/cli/host.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { createConsensus } from '@maru/engines/cometbft/made-up-consensus.ts'
import { openCometBft } from '@maru/engines/cometbft/open.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { ok, refuse, serviceKit, type Service } from '@maru/kernel/service.ts'
import type { Shapes } from '@maru/kernel/state/table.ts'
import { recount } from '@maru/verifier/recount.ts'
import { LogProblem } from '@maru/verifier/report.ts'
import { folderSource } from '@maru/verifier/sources.ts'
import { namedSigner } from './city.ts'

const signer = namedSigner('elder')
const { action, genesis: setup } = serviceKit<Shapes, { readonly [name: string]: never }, object>()

/** From version 2 on, whispers are no speech any more. */
const elders: Service = {
  name: 'elders',
  tables: {},
  parameters: {},
  queries: {},
  timers: {},
  answers: {},
  genesis: setup({
    input: z.strictObject({}),
    apply: ({ accounts }) =>
      accounts.create({ id: signer.keyId, algorithm: 'Ed25519', publicKey: signer.publicKey }),
  }),
  actions: {
    begin: action({
      input: z.strictObject({ version: z.int(), from: z.int() }),
      summary: 'Let a version begin.',
      example: { version: 2, from: 3 },
      check: () => ok,
      apply: ({ system }, { version, from }) => system.setNumber('version', from, version),
    }),
    speak: action({
      input: z.strictObject({ isLoud: z.boolean() }),
      summary: 'Speak.',
      example: { isLoud: true },
      check: ({ version }, { isLoud }) => (version < 2 || isLoud ? ok : refuse('T1-malformed')),
      apply: ({ emit, version }) => emit('spoke', { version }),
    }),
  },
}

const time = Date.now() - 60_000
const genesis: Genesis = {
  chain: 'old-rules',
  name: { en: 'Old Rules' },
  languages: ['en'],
  time,
  services: ['elders'],
  setup: { elders: {} },
  parameters: {},
}
const rulesOfVersion = (version: number) => createRules([elders], host.hash, version)

const sign = (name: string, input: object): Uint8Array =>
  signTransaction(
    signer,
    { service: 'elders', action: name, input: input as never },
    { chain: genesis.chain, validUntil: Date.now() + 300_000 },
  )
const begin = (from: number) => sign('begin', { version: 2, from })
const speak = (isLoud: boolean) => sign('speak', { isLoud })

const inFolder = async (run: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-old-rules-'))
  try {
    await run(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const outcomeOf = async (ledger: Ledger, bytes: Uint8Array): Promise<string> => {
  const result = await ledger.submit(bytes)
  return result.ok ? `block ${result.value.height}` : result.refusal.code
}

test('in one process: it stops, says to upgrade, and goes on after the upgrade; a recount does so too', () =>
  inFolder(async (folder) => {
    const open = (version: number) => openSolo({ folder, genesis, rules: rulesOfVersion(version) })
    const old = await open(1)
    assert.deepEqual(
      [await outcomeOf(old, begin(3)), await outcomeOf(old, speak(false))],
      ['block 1', 'block 2'],
    )
    assert.equal(await outcomeOf(old, speak(true)), 'T13-stopped')
    const { state, reason, height } = old.status()
    assert.deepEqual([state, height], ['stopped', 2])
    assert.match(reason!, /block 3 .* version 2 .* install a newer Maru/)
    await old.close()
    await assert.rejects(open(1), { code: 'E7-old-rules' })

    const current = await open(2)
    assert.equal(await outcomeOf(current, speak(true)), 'block 3')
    assert.equal(await outcomeOf(current, speak(false)), 'T1-malformed')
    const { stateRoot } = current.snapshot()
    await current.close()
    const count = async (rulesVersion: number) => {
      const [source, vkey] = [await folderSource(folder), current.vkey]
      return recount({ source, vkey, services: [elders], rulesVersion, ...host })
    }
    const { figures } = await count(2)
    assert.deepEqual([figures.height, figures.stateRoot], [3, Buffer.from(stateRoot).toString('hex')])
    await assert.rejects(
      count(1),
      (error) => error instanceof LogProblem && error.problem.code === 'V8-old-rules',
    )
    // The journal is executed again at a start, before and after the height.
    const again = await open(2)
    assert.deepEqual(again.snapshot().stateRoot, stateRoot)
    await again.close()
  }))

test('under CometBFT: the block is handed over again after the upgrade', () =>
  inFolder(async (parent) => {
    const folder = join(parent, 'data')
    const socketPath = join(parent, 'app.sock')
    const open = (version: number) =>
      openCometBft({
        folder,
        genesis,
        rules: rulesOfVersion(version),
        socketPath,
        rpcUrl: 'http://127.0.0.1:1',
      })
    const old = await open(1)
    const first = await createConsensus(socketPath, genesis)
    await first.decide({ time: Date.now(), transactions: [begin(2)] })
    const block = { time: Date.now(), transactions: [speak(true), speak(false)] }
    await assert.rejects(first.finalize(block))
    assert.match(old.status().reason!, /install a newer Maru/)
    first.close()
    await old.close()
    await assert.rejects(open(1), { code: 'E7-old-rules' })
    const current = await open(2)
    const second = await createConsensus(socketPath, genesis)
    assert.equal(second.height(), 1)
    assert.deepEqual(await second.decide(block), [0, 1])
    second.close()
    await current.close()
  }))
