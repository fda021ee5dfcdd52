// An operator who shows two people two logs is found out, by the command line as a person calls it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { dev } from '@maru/cities/dev.ts'
import { seedToHex } from '@maru/client/keys.ts'
import { createValidatorKeys } from '@maru/engines/cometbft/network/keys.ts'
import { sha256 } from '@maru/engines/host.ts'
import { formatCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { formatNote } from '@maru/kernel/log/note.ts'
import { cosignText, signText } from '@maru/kernel/log/signature.ts'
import { parseTilePath } from '@maru/kernel/log/tile.ts'
import { formatVkey, LOG_KEY, WITNESS_KEY } from '@maru/kernel/log/vkey.ts'
import { openContentStore } from '@maru/server/content-store.ts'
import { createServer } from '@maru/server/server.ts'
import { openTestCity } from '@maru/testing/city.ts'
import { madeUpLog, madeUpSigner } from '@maru/testing/made-up-log.ts'
import { cityOfNetwork } from './network-city.ts'

const maru = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'main.ts'), ...args],
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })

const chain = dev.chain
const signer = madeUpSigner(`maru.${chain}`, LOG_KEY)
const cosigner = madeUpSigner(`maru.${chain}/validator-1`, WITNESS_KEY)

type Log = ReturnType<typeof madeUpLog>

/** Signed by the log, and cosigned by the validator that publishes it. */
const noteOf = ({ tree }: Log, size: number): string => {
  const text = formatCheckpoint({ origin: signer.vkey.name, size, root: tree.root(size) })
  return formatNote({
    text,
    signatures: [
      signText(text, signer.vkey, signer.sign),
      cosignText(text, cosigner.vkey, 1_800_000_000, cosigner.sign),
    ],
  })
}

/** The files of a log of this size, as a city or a mirror serves them. */
const serve = async (log: Log, size: number) => {
  const server = createHttpServer(({ url = '' }, response) => {
    const path = url.replace('/log/', '')
    const tile = parseTilePath(path)
    if (path === 'checkpoint') return response.end(noteOf(log, size))
    if (path === 'vkey') return response.end(`${formatVkey(signer.vkey)}\n`)
    if (tile.ok && tile.value.level !== 'entries')
      return response.end(log.tree.tileBytes(tile.value as { level: number; index: number; width: number }))
    return response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

describe('views of one log', () => {
  const log = madeUpLog(40, { signer })
  const fork = madeUpLog(40, { signer, forkAt: 30 })
  let folder: string
  let shown: Awaited<ReturnType<typeof serve>>[]
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maru-compare-'))
    shown = await Promise.all([serve(log, 40), serve(log, 33), serve(fork, 37)])
    await writeFile(join(folder, 'friend.checkpoint'), noteOf(log, 12))
    await writeFile(join(folder, 'log.vkey'), formatVkey(signer.vkey))
  })
  after(async () => {
    for (const { close } of shown) close()
    await rm(folder, { recursive: true, force: true })
  })
  const compare = (...places: string[]) =>
    maru('compare', ...places, '--vkey', join(folder, 'log.vkey'), '--out', folder, '--json')

  test('a mirror that lags and a checkpoint that a friend kept are the same log', async () => {
    const { code, stdout } = await compare(shown[0]!.url, shown[1]!.url, join(folder, 'friend.checkpoint'))
    const { ok, size, same } = JSON.parse(stdout)
    assert.deepEqual([code, ok, size, same.length], [0, true, 40, 2])
  })

  test('another log is evidence, which is checked offline and recorded by the city', async () => {
    const { code, stdout } = await compare(shown[0]!.url, shown[2]!.url)
    const { ok, split } = JSON.parse(stdout)
    assert.deepEqual([code, ok, split.length, split[0].size], [1, false, 1, 37])
    const file = split[0].evidence as string
    const checked = await maru('evidence', 'check', file, '--vkey', join(folder, 'log.vkey'))
    assert.deepEqual([checked.code, checked.stderr], [0, ''])
    assert.match(checked.stdout, /has shown two logs: at 37 entries they differ/)
    const stranger = join(folder, 'stranger.vkey')
    await writeFile(stranger, formatVkey(madeUpSigner(`maru.${chain}`, LOG_KEY).vkey))
    assert.equal((await maru('evidence', 'check', file, '--vkey', stranger)).code, 1)
    await recorded(folder, file)
  })

  test('what is no log, or another log, is said to be none', async () => {
    const results = await Promise.all([
      maru('compare', shown[0]!.url),
      maru('compare', shown[0]!.url, join(folder, 'log.vkey')),
      maru('evidence', 'check', join(folder, 'friend.checkpoint'), '--vkey', join(folder, 'log.vkey')),
    ])
    assert.deepEqual(
      results.map(({ code }) => code),
      [2, 2, 1],
    )
  })
})

/** A city of which that validator is one. */
const recorded = async (folder: string, file: string): Promise<void> => {
  const keys = createValidatorKeys()
  const founders = [{ name: 'validator-1', keys, cosigner: formatVkey(cosigner.vkey) }]
  const city = await openTestCity({ city: cityOfNetwork(dev, founders), clock: Date.now })
  const content = openContentStore({ folder: join(folder, 'content') })
  const app = createServer({ ledger: city.ledger, services: city.ledger.rules.services, content })
  try {
    await city.enrol(1)
    const key = join(folder, 'me.key')
    await writeFile(key, seedToHex(sha256(Buffer.from('maru test key: resident 1'))))
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const reported = await maru('evidence', 'report', file, '--url', url, '--key', key)
    assert.deepEqual([reported.code, reported.stderr], [0, ''])
    assert.match(reported.stdout, /on the record that validator-1 has signed two logs/)
    const { splitViews } = (await app.inject('/api/evidence/split-views')).json()
    assert.deepEqual([splitViews.length, splitViews[0].institution, splitViews[0].size], [1, 'city', 37])
    const again = await maru('evidence', 'report', file, '--url', url, '--key', key, '--json')
    assert.equal(JSON.parse(again.stdout).code, 'Q8-already-recorded')
  } finally {
    await app.close()
    await city.close()
    await content.close()
  }
}
