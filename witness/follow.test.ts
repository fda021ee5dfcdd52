import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256 } from '@maru/engines/host.ts'
import { temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { verifyEd25519 } from '@maru/engines/verify-ed25519.ts'
import { checkSplitView } from '@maru/kernel/log/split-view.ts'
import { madeUpLog, staticLogOf } from '@maru/testing/made-up-log.ts'
import { lookOnce } from './follow.ts'
import { listen } from './http.ts'
import { openWitness } from './open.ts'
import { staticLogRoute } from './static-log.ts'

const SIZE = 66_000
const log = madeUpLog(SIZE)
const other = madeUpLog(SIZE, { signer: log, forkAt: 300 })

test('a witness that follows a log cosigns what extends it, from the tiles alone', () =>
  temporaryFolder(async (folder) => {
    let shown = { log, size: 1 }
    const { witness, close } = await openWitness({ folder, name: 'w', logs: [log.vkey] })
    let reads = 0
    const server = await listen({
      host: '127.0.0.1',
      port: 0,
      routes: [
        ({ path }) => {
          if (path.includes('/tile/')) reads++
          return undefined
        },
        staticLogRoute(
          staticLogOf(() => shown),
          '/log',
        ),
      ],
    })
    try {
      const look = (): Promise<string | undefined> => lookOnce(witness, `${server.url}/log`)
      const sizes = [1, 2, 255, 256, 257, 512, 65_535, 65_536, 65_537, SIZE]
      for (const size of sizes) {
        shown = { log, size }
        assert.equal(await look(), `cosigned ${log.vkey.name} of ${size} entries`)
        assert.equal(await look(), undefined)
      }
      assert.ok(reads < 100, `${reads} tiles were read`)
      shown = { log, size: 5 }
      assert.match((await look())!, /fewer/)
      shown = { log: other, size: SIZE }
      assert.match((await look())!, /not cosigned/)
      assert.equal(witness.cosigned()[0]!.size, SIZE)
    } finally {
      await server.close()
      await close()
    }
  }))

test('of a complete tree, too, it finds the other log that it is shown', () =>
  temporaryFolder(async (folder) => {
    const { witness, close } = await openWitness({ folder, name: 'w', logs: [log.vkey] })
    assert.equal((await witness.addCheckpoint(log.request(0, 512))).status, 200)
    const answer = await witness.addCheckpoint(other.request(512, 700), other.tree.root(512))
    assert.equal(answer.status, 422)
    const [name] = witness.evidence.list()
    const found = checkSplitView(sha256, verifyEd25519, witness.evidence.read(name!)!, [log.vkey])
    assert.ok(found.ok, found.ok ? '' : found.message)
    // What somebody only says about the tiles is no evidence.
    assert.equal((await witness.addCheckpoint(other.request(512, 701), log.tree.root(3))).status, 422)
    assert.equal(witness.evidence.list().length, 1)
    await close()
  }))
