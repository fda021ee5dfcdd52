import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sha256 } from '@maru/engines/host.ts'
import { temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { verifyEd25519 } from '@maru/engines/verify-ed25519.ts'
import { openCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { checkSplitView } from '@maru/kernel/log/split-view.ts'
import { madeUpLog } from '@maru/testing/made-up-log.ts'
import { listen, type HttpOptions } from './http.ts'
import { hashOf, replaceDurably } from './memory.ts'
import { openWitness, type OpenWitnessOptions } from './open.ts'
import { witnessPageRoute, witnessRoutes } from './routes.ts'

const log = madeUpLog(20)
const other = madeUpLog(20, { signer: log, forkAt: 6 })
const NAME = 'witness.example/w1'

const withWitness = (
  run: (
    url: string,
    folder: string,
    witness: Awaited<ReturnType<typeof openWitness>>['witness'],
  ) => Promise<void>,
  options: Partial<OpenWitnessOptions> = {},
  limits: HttpOptions['limits'] = {},
): Promise<void> => temporaryFolder((folder) => withWitnessIn(folder, run, options, limits))

const withWitnessIn = async (
  folder: string,
  run: Parameters<typeof withWitness>[0],
  options: Partial<OpenWitnessOptions> = {},
  limits: HttpOptions['limits'] = {},
): Promise<void> => {
  const { witness, close } = await openWitness({ folder, name: NAME, logs: [log.vkey], ...options })
  const routes = [witnessRoutes(witness), witnessPageRoute(witness)]
  const server = await listen({ host: '127.0.0.1', port: 0, routes, limits })
  try {
    await run(server.url, folder, witness)
  } finally {
    await server.close()
    await close()
  }
}

const post = async (url: string, body: string) => {
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

test('it cosigns a log that grows, and tells one that lags from where to prove', () =>
  withWitness(async (url, _folder, witness) => {
    const first = await post(url, log.request(0, 5))
    assert.equal(first.status, 200)
    const opened = openCheckpoint(log.note(5) + first.text, log.vkey, verifyEd25519, [witness.vkey])
    assert.ok(opened.ok)
    assert.deepEqual(
      opened.value.signers.map(({ vkey }) => vkey),
      [log.vkey, witness.vkey],
    )
    assert.deepEqual(await post(url, log.request(0, 9)), {
      status: 409,
      type: 'text/x.tlog.size',
      text: '5\n',
    })
    assert.equal((await post(url, log.request(5, 9))).status, 200)
    assert.equal((await post(url, log.request(9, 9))).status, 200)
    assert.equal((await post(url, log.request(9, 12).replace('\n12\n', '\n13\n'))).status, 403)
    assert.equal((await post(url, 'old 9\n')).status, 400)
    assert.equal((await post(url, madeUpLog(3).request(0, 3))).status, 403)
  }))

test('its newest cosigned checkpoint of a log is there for monitors', () =>
  withWitness(async (url, _folder, witness) => {
    const path = `${url}/${hashOf(log.vkey.name)}/checkpoint`
    assert.equal((await fetch(path)).status, 404)
    await post(url, log.request(0, 5))
    const response = await fetch(path)
    assert.equal(response.status, 200)
    const opened = openCheckpoint(await response.text(), log.vkey, verifyEd25519, [witness.vkey])
    assert.ok(opened.ok && opened.value.size === 5 && opened.value.signers.length === 2)
    assert.equal((await fetch(`${url}/${hashOf('else')}/checkpoint`)).status, 404)
  }))

test('what it has cosigned outlives it', () =>
  temporaryFolder(async (folder) => {
    await withWitnessIn(folder, async (url) => assert.equal((await post(url, log.request(0, 8))).status, 200))
    await withWitnessIn(
      folder,
      async (url) => {
        assert.equal((await post(url, other.request(0, 9))).text, '8\n')
        assert.equal((await post(url, other.request(8, 9))).status, 422)
        assert.equal((await post(url, log.request(8, 9))).status, 200)
      },
      { name: undefined },
    )
  }))

test('a log that shows two logs is not cosigned, and what proves it is kept and shown', () =>
  withWitness(async (url, folder) => {
    await post(url, log.request(0, 9))
    assert.equal((await post(url, other.request(9, 12))).status, 422)
    assert.equal((await post(url, other.request(9, 12))).status, 422)
    // Of one size there is nothing to prove.
    assert.equal((await post(url, other.request(0, 9))).status, 409)
    const { evidence } = (await (await fetch(`${url}/status`)).json()) as { evidence: string[] }
    assert.equal(evidence.length, 2)
    for (const name of evidence) {
      const file = await (await fetch(`${url}/evidence/${name}`)).text()
      assert.equal(file, readFileSync(join(folder, 'evidence', name), 'utf8'))
      const found = checkSplitView(sha256, verifyEd25519, file, [log.vkey])
      assert.ok(found.ok, found.ok ? '' : found.message)
      assert.match(await (await fetch(url)).text(), new RegExp(name))
    }
    assert.equal((await post(url, log.request(9, 12))).status, 200)
  }))

test('when its disk fails it says nothing more until it is started again', () =>
  temporaryFolder(async (folder) => {
    let isFull = false
    const replace: typeof replaceDurably = (path, text) => {
      if (isFull) throw new Error('ENOSPC: no space left on device')
      replaceDurably(path, text)
    }
    await withWitnessIn(
      folder,
      async (url) => {
        assert.equal((await post(url, log.request(0, 5))).status, 200)
        isFull = true
        const failed = await post(url, log.request(5, 9))
        assert.equal(failed.status, 500)
        assert.match(failed.text, /ENOSPC/)
        isFull = false
        assert.equal((await post(url, log.request(5, 9))).status, 500)
      },
      { replace },
    )
    await withWitnessIn(folder, async (url) => assert.equal((await post(url, log.request(5, 9))).status, 200))
  }))

test('it does not start on a memory or a key that is not its own', () =>
  temporaryFolder(async (folder) => {
    await withWitnessIn(folder, async (url) => void (await post(url, log.request(0, 5))))
    await assert.rejects(openWitness({ folder, name: 'other.example', logs: [] }), {
      code: 'E8-cosigner-key',
    })
    const [name] = readdirSync(join(folder, 'cosigned'))
    const path = join(folder, 'cosigned', name!)
    const note = readFileSync(path, 'utf8')
    for (const damaged of [note.replace('\n5\n', '\n4\n'), note.slice(0, 100), ''] as const) {
      writeFileSync(path, damaged)
      await assert.rejects(openWitness({ folder, logs: [] }), { code: 'E2-damaged' })
    }
    writeFileSync(path, note)
    writeFileSync(`${path}.new`, 'what a kill left behind')
    await withWitnessIn(folder, async (url) => assert.equal((await post(url, log.request(5, 6))).status, 200))
  }))

test('two of them do not run on one folder', () =>
  withWitness(async (_url, folder) => {
    await assert.rejects(openWitness({ folder, logs: [] }), { code: 'E1-in-use' })
  }))

test('requests are bounded in size and number', () =>
  withWitness(
    async (url) => {
      assert.equal((await post(url, 'old 0\n'.repeat(200))).status, 413)
      assert.equal((await fetch(url, { method: 'DELETE' })).status, 405)
      assert.equal((await fetch(`${url}/add-checkpoint`)).status, 404)
      for (let asked = 0; asked < 4; asked++) await post(url, '')
      assert.equal((await post(url, log.request(0, 5))).status, 429)
      assert.equal((await fetch(`${url}/vkey`)).status, 200)
    },
    {},
    { bodyBytesMax: 1_000, postsPerMinute: 5 },
  ))
