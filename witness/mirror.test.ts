import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sha256 } from '@maru/engines/host.ts'
import { temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { verifyEd25519 } from '@maru/engines/verify-ed25519.ts'
import { openCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { checkSplitView } from '@maru/kernel/log/split-view.ts'
import { formatVkey } from '@maru/kernel/log/vkey.ts'
import { installGo } from '@maru/testing/go-programs.ts'
import { madeUpLog, staticLogOf } from '@maru/testing/made-up-log.ts'
import { listen } from './http.ts'
import { createLogClient, type LogFilesClient } from './log-client.ts'
import { openMirror, type Mirror } from './mirror.ts'
import { mirrorRoutes } from './mirror-routes.ts'
import { openWitnessIn } from './open.ts'
import { staticLogRoute } from './static-log.ts'
import type { Witness } from './witness.ts'

const SIZE = 3_000
const log = madeUpLog(SIZE)
const other = madeUpLog(SIZE, { signer: log, forkAt: 1_000 })
const NAME = 'mirror.example'

interface Opened {
  readonly mirror: Mirror
  readonly witness: Witness
}

const openIn = (folder: string, client: LogFilesClient): Opened => {
  const witness = openWitnessIn({ folder, name: NAME, logs: [log.vkey] })
  const accept = (note: string) => openCheckpoint(note, log.vkey, verifyEd25519)
  return { witness, mirror: openMirror({ folder, client, witness, accept, batchEntries: 512 }) }
}

/** What is shown may be changed while it runs; `change` spoils single files. */
const withLog = async (
  run: (
    shown: { log: typeof log; size: number; change: (path: string, bytes: Uint8Array) => Uint8Array },
    client: LogFilesClient,
  ) => Promise<void>,
): Promise<void> => {
  const shown = { log, size: SIZE, change: (_path: string, bytes: Uint8Array) => bytes }
  const source = staticLogOf(() => shown)
  const tile = async (path: string) => shown.change(path, (await source.tile(path))!)
  const server = await listen({
    host: '127.0.0.1',
    port: 0,
    routes: [staticLogRoute({ ...source, tile }, '/log')],
  })
  try {
    await run(shown, createLogClient(`${server.url}/log`))
  } finally {
    await server.close()
  }
}

test('it keeps the log as it grows, cosigns what it has, and serves it to the next mirror', () =>
  temporaryFolder((folder) =>
    withLog(async (shown, client) => {
      const { mirror, witness } = openIn(folder, client)
      for (const size of [1, 255, 256, 300, 301, 2_999, SIZE]) {
        shown.size = size
        assert.deepEqual(await mirror.pull(), { size, isNew: true })
        assert.deepEqual(await mirror.pull(), { size, isNew: false })
        const note = readFileSync(join(folder, 'log/checkpoint'), 'utf8')
        const opened = openCheckpoint(note, log.vkey, verifyEd25519, [witness.vkey])
        assert.ok(opened.ok && opened.value.size === size && opened.value.signers.length === 2)
      }
      const server = await listen({
        host: '127.0.0.1',
        port: 0,
        routes: mirrorRoutes(mirror, witness, log.vkey, undefined),
      })
      try {
        await temporaryFolder(async (second) => {
          const copy = openIn(second, createLogClient(`${server.url}/log`))
          assert.equal((await copy.mirror.pull()).size, SIZE)
          assert.equal(
            (await fetch(`${server.url}/add-checkpoint`, { method: 'POST', body: log.request(0, 5) })).status,
            404,
          )
        })
      } finally {
        await server.close()
      }
    }),
  ))

test('broken off anywhere, it goes on from what it has, and shows nothing that is not whole', () =>
  temporaryFolder((folder) =>
    withLog(async (_shown, client) => {
      let reads = 0
      let breakAt = 0
      const breaking: LogFilesClient = {
        read: (path) => (++reads === breakAt ? Promise.reject(new Error('broken off')) : client.read(path)),
      }
      const entriesRead: string[] = []
      for (breakAt = 3; ; breakAt += 7) {
        reads = 0
        const { mirror } = openIn(folder, {
          read: (path) => {
            if (path.startsWith('tile/entries')) entriesRead.push(path)
            return breaking.read(path)
          },
        })
        const pulled = await mirror.pull().catch((error: Error) => error.message)
        if (typeof pulled !== 'string') break
        assert.equal(pulled, 'broken off')
        assert.equal(mirror.size(), 0)
      }
      const { mirror } = openIn(folder, client)
      assert.deepEqual(await mirror.pull(), { size: SIZE, isNew: false })
      assert.ok(entriesRead.length < 3 * Math.ceil(SIZE / 256), `${entriesRead.length} bundles were read`)
    }),
  ))

test('an entry that is not the one signed is not stored, and another log is not followed', () =>
  temporaryFolder((folder) =>
    withLog(async (shown, client) => {
      const { mirror, witness } = openIn(folder, client)
      shown.size = 1_500
      await mirror.pull()
      shown.size = SIZE
      shown.change = (path, bytes) => {
        if (path !== 'tile/entries/007') return bytes
        const changed = Uint8Array.from(bytes)
        changed[changed.length - 1]! ^= 1
        return changed
      }
      await assert.rejects(mirror.pull(), /not those that the checkpoint/)
      assert.equal(mirror.size(), 1_500)
      shown.log = other
      shown.change = (_path, bytes) => bytes
      await assert.rejects(mirror.pull(), /another one now/)
      const [name] = witness.evidence.list()
      const found = checkSplitView(sha256, verifyEd25519, witness.evidence.read(name!)!, [log.vkey])
      assert.ok(found.ok, found.ok ? '' : found.message)
      shown.size = 1_000
      await assert.rejects(mirror.pull(), /fewer than/)
      shown.log = log
      shown.size = SIZE
      assert.deepEqual(await mirror.pull(), { size: SIZE, isNew: true })
    }),
  ))

test('a copy that was changed on the disk is not gone on with', () =>
  temporaryFolder((folder) =>
    withLog(async (shown, client) => {
      shown.size = 700
      await openIn(folder, client).mirror.pull()
      const path = join(folder, 'log/tile/0/002.p/188')
      const bytes = readFileSync(path)
      bytes[3]! ^= 1
      writeFileSync(path, bytes)
      assert.throws(() => openIn(folder, client), { code: 'E2-damaged' })
    }),
  ))

const fsck = installGo('github.com/transparency-dev/tessera/cmd/fsck', 'v1.0.4')

test('an independent program finds the copy whole', { skip: fsck.skip }, () =>
  temporaryFolder((folder) =>
    withLog(async (shown, client) => {
      const { mirror } = openIn(folder, client)
      writeFileSync(join(folder, 'vkey'), formatVkey(log.vkey))
      for (const size of [300, SIZE]) {
        shown.size = size
        await mirror.pull()
        const flags = [
          `--storage_url=file://${join(folder, 'log')}/`,
          `--public_key=${join(folder, 'vkey')}`,
          `--origin=${log.vkey.name}`,
          '--N=4',
          '--ui=false',
        ]
        const { status, stderr } = spawnSync(fsck.path, flags, { encoding: 'utf8' })
        assert.equal(status, 0, stderr)
      }
    }),
  ),
)
