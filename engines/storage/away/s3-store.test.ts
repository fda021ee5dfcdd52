// A bucket against a storage of another team (moto, in Python), which checks our signatures with Amazon's own library;
// and against servers that behave badly.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { temporaryFolder } from '../../solo/made-up.ts'
import { nodeFiles } from '../files.ts'
import { openLogStore, type StoreEnvironment } from './address.ts'
import { playTown } from './made-up-store.ts'
import { fetchBundles, moveBundles } from './move.ts'

const signal = (): AbortSignal => AbortSignal.timeout(20_000)
const path = 'tile/entries/x001/234'
const bytes = Buffer.from('two entries, say')

const program = process.env['MOTO_SERVER'] ?? 'moto_server'
const needsMoto =
  spawnSync(program, ['--help'], { timeout: 60_000 }).status === 0
    ? false
    : 'needs moto, an S3 in Python: pip install "moto[server]", or name its moto_server in MOTO_SERVER'

/** Requests of these kinds are taken unsigned, so that there can be a key at all; every later one is checked. */
const setUpCalls = 4

const withMoto = async (run: (environment: StoreEnvironment) => Promise<void>): Promise<void> => {
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  const server = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, INITIAL_NO_AUTH_ACTION_COUNT: String(setUpCalls) },
  })
  const ended = new Promise((resolve) => void server.once('exit', resolve))
  try {
    while (!(await fetch(`${endpoint}/moto-api/`).catch(() => undefined))?.ok) await wait(50)
    const iam = async (parameters: { readonly [name: string]: string }): Promise<string> => {
      const body = new URLSearchParams({ Version: '2010-05-08', UserName: 'maru', ...parameters })
      const scope = 'Credential=nobody/20260101/us-east-1/iam/aws4_request'
      const headers = { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` }
      return (await fetch(endpoint, { method: 'POST', body, headers })).text()
    }
    await iam({ Action: 'CreateUser' })
    await iam({ Action: 'PutUserPolicy', PolicyName: 'all', PolicyDocument: mayDoAll })
    const key = await iam({ Action: 'CreateAccessKey' })
    const made = await fetch(`${endpoint}/maru-logs`, { method: 'PUT' })
    assert.ok(made.ok, await made.text())
    await run({
      AWS_ACCESS_KEY_ID: /<AccessKeyId>(.*?)</.exec(key)![1],
      AWS_SECRET_ACCESS_KEY: /<SecretAccessKey>(.*?)</.exec(key)![1],
      AWS_ENDPOINT_URL_S3: endpoint,
    })
  } finally {
    server.kill('SIGKILL')
    await ended
  }
}

const mayDoAll = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
})

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => void server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => void server.close(resolve))
  return port
}

test(
  'a storage of another team keeps and gives back, and takes no other signature',
  { skip: needsMoto },
  () =>
    withMoto(async (environment) => {
      const store = openLogStore('s3://maru-logs/seoul/log', environment)
      assert.equal(await store.read(path, signal()), undefined)
      await store.write(path, bytes, signal())
      await store.write(path, bytes, signal())
      assert.deepEqual(await store.read(path, signal()), bytes)
      assert.equal(await openLogStore('s3://maru-logs/busan', environment).read(path, signal()), undefined)
      const wrong = openLogStore('s3://maru-logs/seoul/log', {
        ...environment,
        AWS_SECRET_ACCESS_KEY: 'wrong',
      })
      await assert.rejects(wrong.read(path, signal()), /answered 403 SignatureDoesNotMatch/)
      const elsewhere = openLogStore('s3://no-such-bucket/log', environment)
      await assert.rejects(elsewhere.read(path, signal()), /answered 404 NoSuchBucket/)
      await temporaryFolder((folder) => moveThereAndBack(folder, environment))
    }),
)

const moveThereAndBack = async (folder: string, environment: StoreEnvironment): Promise<void> => {
  await playTown(folder, 45)
  const to = 's3://maru-logs/town'
  const bundle = join(folder, 'log/tile/entries/001')
  const before = readFileSync(bundle)
  const options = {
    files: nodeFiles,
    folder,
    store: openLogStore(to, environment),
    limits: { newestKept: 1 },
  }
  assert.equal((await moveBundles(options, { to }, Date.now())).bundles, 3)
  assert.ok(!existsSync(bundle))
  assert.equal((await fetchBundles(options)).bundles, 3)
  assert.deepEqual(readFileSync(bundle), before)
}

const withServer = async (
  answer: RequestListener,
  run: (store: ReturnType<typeof openLogStore>) => Promise<void>,
): Promise<void> => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => void server.once('listening', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'secret' }
  try {
    await run(openLogStore('s3://bucket/log', { ...keys, AWS_ENDPOINT_URL: endpoint }))
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => void server.close(resolve))
  }
}

test('what the storage cannot do just now is asked again, and not for ever', async () => {
  let asked = 0
  await withServer(
    (_request, response) => void response.writeHead(++asked === 2 ? 200 : 503).end('bytes'),
    async (store) => {
      assert.deepEqual(Buffer.from((await store.read(path, signal()))!).toString(), 'bytes')
      assert.equal(asked, 2)
      await assert.rejects(store.write(path, bytes, signal()), /answered 503/)
      assert.equal(asked, 5)
    },
  )
})

test('an answer that never ends, is larger than any bundle, or leads elsewhere is given up', async () => {
  await withServer(
    () => undefined,
    (store) => assert.rejects(store.read(path, AbortSignal.timeout(100))),
  )
  await withServer(
    (_request, response) => {
      const more = (): void =>
        void (response.write(Buffer.alloc(1_000_000)) ? setImmediate(more) : response.once('drain', more))
      more()
    },
    (store) => assert.rejects(store.read(path, signal()), /more than \d+ bytes/),
  )
  let asked = 0
  await withServer(
    (_request, response) => void (asked++, response.writeHead(302, { location: '/elsewhere' }).end()),
    (store) => assert.rejects(store.read(path, signal())),
  )
  assert.equal(asked, 3, 'nobody followed it')
})

test('an address that is none, or an environment without keys, is told, and never with the keys', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'secret' }
  for (const to of ['s3://', 's3://B/x', 's3://bucket/../x y', 's3:bucket', 'relative/folder'])
    assert.throws(() => openLogStore(to, keys), /s3:\/\//)
  assert.throws(() => openLogStore('s3://bucket', {}), /AWS_ACCESS_KEY_ID/)
  assert.throws(() => openLogStore('s3://bucket', { ...keys, AWS_ENDPOINT_URL: 'here' }), /no URL/)
  assert.equal(openLogStore('s3://bucket/log/', keys).name, 's3://bucket/log/')
  assert.equal(openLogStore('/srv/old', {}).name, '/srv/old')
})
