import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sha256 } from '@maru/engines/host.ts'
import { temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { verifyEd25519 } from '@maru/engines/verify-ed25519.ts'
import type { PublicLog } from '@maru/kernel/ledger.ts'
import { parsePolicy, type Policy } from '@maru/kernel/log/policy.ts'
import { openByPolicy } from '@maru/kernel/log/quorum.ts'
import { formatVkey, WITNESS_KEY } from '@maru/kernel/log/vkey.ts'
import { madeUpLog, madeUpSigner } from '@maru/testing/made-up-log.ts'
import { startCosigning, type Cosigning } from './cosigning.ts'
import { listen } from './http.ts'
import { openWitnessIn } from './open.ts'
import { confirmByOwnLog } from './own-log.ts'
import { witnessRoutes } from './routes.ts'
import type { Confirmed, Witness } from './witness.ts'

const log = madeUpLog(400)

/** A node's log that has grown to `size` so far. */
const node = (size: number, stored?: string) => {
  const published = [stored]
  const grown = { size }
  const newest = (): string => log.note(grown.size)
  const publicLog: PublicLog = {
    checkpoint: () => published.at(-1) ?? newest(),
    proof: () => Promise.reject(new Error('nobody asks')),
    root: (at) => (at <= grown.size ? log.tree.root(at) : undefined),
    consistency: (from, to) => log.tree.consistencyProof(from, to),
    publish: (note) => void published.push(note),
  }
  return { grown, newest, publicLog, published }
}

interface Running {
  readonly witness: Witness
  readonly url: string
}

/** Witnesses, each at an address of its own. */
const withWitnesses = (count: number, run: (witnesses: Running[]) => Promise<void>): Promise<void> =>
  temporaryFolder(async (folder) => {
    const running = await Promise.all(
      Array.from({ length: count }, async (_, at) => {
        const own = join(folder, String(at))
        mkdirSync(own)
        const witness = openWitnessIn({ folder: own, name: `w${at}.example`, logs: [log.vkey] })
        const server = await listen({ host: '127.0.0.1', port: 0, routes: [witnessRoutes(witness)] })
        return { witness, url: server.url, server }
      }),
    )
    try {
      await run(running)
    } finally {
      for (const { server } of running) await server.close()
    }
  })

const policyOf = (needed: number, lines: readonly string[]): Policy => {
  const names = lines.map((_, at) => `w${at}`)
  const policy = parsePolicy(
    sha256,
    `log ${formatVkey(log.vkey)}\n${lines.map((line, at) => `witness w${at} ${line}\n`).join('')}group all-of-them ${needed} ${names.join(' ')}\nquorum all-of-them\n`,
  )
  return policy.ok ? policy.value : assert.fail(policy.message)
}
const lineOf = ({ witness, url }: Running): string => `${formatVkey(witness.vkey)} ${url}`

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await wait(10)
}
const signedBy = (policy: Policy, note: string): string[] => {
  const judged = openByPolicy(policy, note, verifyEd25519)
  return judged.ok ? judged.value.cosigners.map(({ name }) => name) : assert.fail(judged.message)
}
const quick = { everyMs: 20, askMs: 400, pauseMsMax: 40 }

const cosign = async (
  policy: Policy,
  { newest, publicLog }: ReturnType<typeof node>,
  run: (cosigning: Cosigning) => Promise<void>,
): Promise<void> => {
  const cosigning = startCosigning({ policy, newest, publicLog, limits: quick })
  try {
    await run(cosigning)
  } finally {
    await cosigning.stop()
  }
}

test('a checkpoint is shown when its quorum has it, whoever is silent or lies', () =>
  withWitnesses(2, async (witnesses) => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    const liar = createServer((_request, response) => void response.end('— liar AAAAAAAA\n')).listen(
      0,
      '127.0.0.1',
    )
    await Promise.all(
      [silent, liar].map((server) => new Promise((resolve) => void server.once('listening', resolve))),
    )
    const strangers = [silent, liar].map(
      (server, at) =>
        `${formatVkey(madeUpSigner(`stranger-${at}`, WITNESS_KEY).vkey)} http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    )
    const policy = policyOf(2, [...witnesses.map(lineOf), ...strangers])
    const own = node(7)
    try {
      await cosign(policy, own, async ({ status }) => {
        for (const size of [7, 8, 256, 300]) {
          own.grown.size = size
          await until(() => status().quorum?.size === size && status().waitingSince === undefined)
          assert.deepEqual(signedBy(policy, own.publicLog.checkpoint()), ['w0', 'w1'])
        }
        await until(() => status().cosigners.filter(({ problem }) => problem !== undefined).length === 2)
        assert.deepEqual(
          status().cosigners.map(({ size, problem }) => size ?? problem),
          [300, 300, 'it does not answer in time', 'what it answered is no cosignature of stranger-1'],
        )
      })
    } finally {
      for (const server of [silent, liar]) {
        server.close()
        server.closeAllConnections()
      }
    }
  }))

test('without its quorum the log is shown as it is, and the status says since when', () =>
  withWitnesses(1, async (witnesses) => {
    const away = `${formatVkey(madeUpSigner('away', WITNESS_KEY).vkey)} http://127.0.0.1:9`
    const own = node(7)
    await cosign(policyOf(2, [lineOf(witnesses[0]!), away]), own, async ({ status }) => {
      await until(() => status().cosigners[0]!.size === 7 && status().cosigners[1]!.problem !== undefined)
      assert.equal(status().quorum, undefined)
      assert.ok(status().waitingSince !== undefined)
      assert.deepEqual(own.published, [undefined, undefined])
    })
  }))

test('a start takes up what was shown before', () =>
  withWitnesses(1, async (witnesses) => {
    const policy = policyOf(1, witnesses.map(lineOf))
    const before = node(9)
    await cosign(policy, before, ({ status }) => until(() => status().quorum?.size === 9))
    const after = node(9, before.publicLog.checkpoint())
    const cosigning = startCosigning({
      policy,
      newest: after.newest,
      publicLog: after.publicLog,
      limits: quick,
    })
    assert.equal(cosigning.status().quorum?.size, 9)
    assert.deepEqual(signedBy(policy, after.publicLog.checkpoint()), ['w0'])
    await cosigning.stop()
  }))

test('nodes of one log ask the same witnesses, each from where the others have got to', () =>
  withWitnesses(3, async (witnesses) => {
    const policy = policyOf(3, witnesses.map(lineOf))
    const nodes = [node(1), node(1), node(1)]
    const started = nodes.map(({ newest, publicLog }) =>
      startCosigning({ policy, newest, publicLog, limits: quick }),
    )
    for (let size = 5; size <= 400; size += 79) {
      for (const [at, { grown }] of nodes.entries()) grown.size = size - at
      for (const { grown } of nodes) grown.size = size
      await until(() => started.every(({ status }) => status().quorum?.size === size))
    }
    for (const { stop } of started) await stop()
    for (const { witness } of witnesses) assert.deepEqual(witness.evidence.list(), [])
  }))

test('a validator cosigns what it has executed itself, and waits a moment when it lags', async () => {
  const own = node(10)
  const listeners = new Set<(block: { size: number }) => void>()
  const follow = (listener: (block: never) => void) => {
    listeners.add(listener as never)
    return () => void listeners.delete(listener as never)
  }
  const confirm = confirmByOwnLog({ publicLog: own.publicLog, follow }, 100)
  const asked = (size: number, root = log.tree.root(size)): Promise<Confirmed> =>
    confirm({ origin: log.vkey.name, size, root })
  assert.deepEqual(await asked(10), { ok: true })
  const other = await asked(9, log.tree.root(8))
  assert.equal(!other.ok && other.status, 422)
  const behind = await asked(11)
  assert.equal(!behind.ok && behind.status, 503)
  const later = asked(12)
  own.grown.size = 12
  for (const listener of listeners) listener({ size: 12 })
  assert.deepEqual(await later, { ok: true })
  assert.equal(listeners.size, 0)
})
