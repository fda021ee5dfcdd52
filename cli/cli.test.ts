// The `maru` command as a person or a script calls it: processes, files, exit codes.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { keyProofMessage } from '@maru/services/residents/key-proof.ts'
import { openTestCity, recordedOf } from '@maru/testing/city.ts'
import { withFlippedByte } from '@maru/testing/log-copy.ts'
import { host } from './host.ts'

interface Called {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const maru = (...args: string[]): Promise<Called> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'main.ts'), ...args],
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })

const answerOf = ({ stdout }: Called): Record<string, unknown> =>
  JSON.parse(stdout) as Record<string, unknown>

let folder: string
const path = (name: string): string => join(folder, name)
before(async () => void (folder = await mkdtemp(join(tmpdir(), 'maru-cli-'))))
after(() => rm(folder, { recursive: true, force: true }))

describe('a call', () => {
  for (const command of [
    'start',
    'network',
    'node',
    'import',
    'report',
    'verify',
    'receipt',
    'poll',
    'compare',
    'evidence',
    'keys',
    'status',
    'storage',
    'witness',
    'mirror',
  ]) {
    test(`${command} explains itself`, async () => {
      const { code, stdout, stderr } = await maru(command, '--help')
      assert.deepEqual([code, stderr], [0, ''])
      assert.match(stdout, new RegExp(`^Usage: maru ${command}`))
    })
  }

  test('of nothing, lists the commands', async () => {
    const { code, stdout } = await maru()
    assert.equal(code, 0)
    assert.match(stdout, /verify .*recount/)
  })

  test('of an unknown command, or of a known one in a wrong way, exits with 2', async () => {
    const calls = [
      ['recuont'],
      ['verify'],
      ['verify', path('not there')],
      ['keys', 'lose'],
      ['verify', '--loud', 'x'],
    ]
    const results = await Promise.all(calls.map((call) => maru(...call)))
    assert.deepEqual(
      results.map(({ code, stdout }) => [code, stdout]),
      calls.map(() => [2, '']),
    )
    assert.match(results[0]!.stderr, /no command "recuont"/)
    assert.equal(answerOf(await maru('recuont', '--json'))['code'], 'C1-usage')
  })
})

test('status: what a city says of itself, with the parts of what has parts', async () => {
  const answer = { ready: true, cosigning: { quorum: { size: 6 } } }
  const server = createServer((_, response) => void response.end(JSON.stringify(answer)))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const { code, stdout } = await maru('status', `http://127.0.0.1:${port}`)
  server.close()
  assert.deepEqual([code, stdout], [0, 'ready       true\ncosigning   {"quorum":{"size":6}}\n'])
})

test('keys: made once, readable by their owner only, never overwritten', async () => {
  const file = path('me.key')
  const created = await maru('keys', 'create', file, '--json')
  assert.equal(created.code, 0)
  const seed = await readFile(file, 'utf8')
  assert.match(seed, /^[0-9a-f]{64}\n$/)
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  assert.deepEqual(answerOf(await maru('keys', 'show', file, '--json')), answerOf(created))
  assert.ok(!created.stdout.includes(seed.trim()), 'the seed is not shown')
  assert.equal((await maru('keys', 'create', file)).code, 2)
  assert.equal(await readFile(file, 'utf8'), seed)
})

test('keys: one proves that one has it, for one city and account', async () => {
  const file = path('phone.key')
  const { publicKey, account: own } = answerOf(await maru('keys', 'create', file, '--json')) as {
    publicKey: string
    account: string
  }
  for (const account of [own, 'ab'.repeat(20)]) {
    const words = account === own ? [] : [account]
    const answer = answerOf(await maru('keys', 'prove', file, 'made-up', ...words, '--json'))
    const key = hexToBytes(publicKey)
    const check = { algorithm: 'Ed25519', publicKey: key } as const
    const signature = hexToBytes(answer['proof'] as string)
    const message = keyProofMessage('made-up', account, key)
    assert.equal(await host.verifySignature({ ...check, message, signature }), true)
    const elsewhere = keyProofMessage('made-up-2', account, key)
    assert.equal(await host.verifySignature({ ...check, message: elsewhere, signature }), false)
  }
  assert.equal((await maru('keys', 'prove', file)).code, 2)
})

test('network: validators with keys of their own, one genesis, and a second network is not written over it', async () => {
  const data = path('network')
  const call = ['network', 'init', '--data', data, '--validators', '3', '--city', 'dev', '--json']
  const made = await maru(...call)
  assert.equal(made.code, 0, made.stdout + made.stderr)
  const { folders } = answerOf(made) as { folders: string[] }
  assert.equal(folders.length, 3)
  const read = (name: string) => Promise.all(folders.map((own) => readFile(join(own, name), 'utf8')))
  const kinds = { 'genesis.json': 1, 'node_key.json': 3, 'priv_validator_key.json': 3, 'config.toml': 3 }
  for (const [name, different] of Object.entries(kinds))
    assert.equal(new Set(await read(`cometbft/config/${name}`)).size, different, name)
  for (const text of await read('node.json')) assert.equal(JSON.parse(text).isDevelopment, true)
  assert.equal((await stat(join(folders[0]!, 'cometbft/config/priv_validator_key.json'))).mode & 0o777, 0o600)
  assert.equal((await maru(...call)).code, 2)
  const production = await maru('start', '--data', folders[0]!, '--city', 'dev', '--production', '--json')
  assert.equal(production.code, 2)
  assert.equal((await maru('node', '--data', path('not there'))).code, 2)
})

const madeUpRows = [
  { title: '골목마다 작은 의자를', category: '복지', num_agree: 3 },
  { title: '도서관을 밤에도 열어요', category: '문화', num_agree: 0 },
  { title: '자전거 길에 불을', category: '교통', num_agree: 52 },
  { title: '빗물로 나무에 물 주기', category: '환경', num_agree: 1 },
  { title: '버스에 시계를', category: '교통', num_agree: 49 },
].map((row, day) => ({
  ...row,
  content: day === 1 ? null : '짧은 글',
  created_at: `2019-05-0${day + 1}T09:00:00Z`,
}))

test('import and verify: a file of five proposals comes back with its counts', async () => {
  const [file, data] = [path('rows.jsonl'), path('imported')]
  await writeFile(file, madeUpRows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const imported = await maru('import', file, '--data', data, '--json')
  assert.equal(imported.code, 0, imported.stdout + imported.stderr)
  assert.deepEqual(answerOf(imported), { ok: true, residents: 52, proposals: 5, supports: 105, folder: data })
  const verified = await maru('verify', data, '--json')
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
  const { ok, transactions, tallies } = answerOf(verified)
  assert.deepEqual([ok, transactions], [true, 52 + 5 + 105])
  assert.deepEqual(
    tallies,
    madeUpRows.map(({ num_agree: supports }, at) => ({
      proposal: at + 1,
      supports,
      state: supports >= 50 ? 'needs-assignment' : 'open',
    })),
  )
  assert.equal(
    (await maru('import', file, '--data', data)).code,
    2,
    'a folder with a city is not imported into',
  )

  const tile = join(data, 'log', 'tile', '0', '000')
  const files = await stat(tile).catch(() => undefined)
  const changed = files ? tile : join(data, 'log', 'checkpoint')
  await writeFile(changed, withFlippedByte(await readFile(changed), 40, 1))
  const refuted = await maru('verify', data, '--json')
  assert.equal(refuted.code, 1)
  assert.match(String(answerOf(refuted)['code']), /^V[24]-/)
})

test('a line of an import that cannot be read is named, and nothing is made', async () => {
  const file = path('bad.jsonl')
  await writeFile(file, `${JSON.stringify(madeUpRows[0])}\n{"title":"no more"}\n`)
  const called = await maru('import', file, '--data', path('none'), '--json')
  assert.equal(called.code, 1)
  assert.equal(answerOf(called)['code'], 'C3-import-row')
  assert.match(String(answerOf(called)['message']), /^line 2: /)
  await assert.rejects(stat(path('none')))
})

test('receipt: one from the ledger passes offline, a changed one does not', async () => {
  const city = await openTestCity()
  const [ana] = await city.enrol(1)
  const proposal = await city.openProposal(ana!)
  const { id, index } = recordedOf(await city.support(ana!, proposal))
  const receipt = Buffer.from(await city.ledger.proof(index))
  await Promise.all([writeFile(path('log.vkey'), city.ledger.vkey), writeFile(path('mine'), receipt)])
  await writeFile(path('entry'), (await city.ledger.entry(index))!)
  await city.close()
  const check = (file: string) => maru('receipt', 'check', path(file), '--vkey', path('log.vkey'), '--json')
  const passed = await check('mine')
  assert.equal(passed.code, 0, passed.stdout)
  const { ok, action, id: told, index: at } = answerOf(passed)
  assert.deepEqual([ok, action, told, at], [true, 'support-proposal', id, index])
  const places = [0.2, 0.5, 0.9].map((share) => Math.floor(share * receipt.length))
  for (const place of places) {
    await writeFile(path('changed'), withFlippedByte(receipt, place, 1))
    const failed = await check('changed')
    assert.equal(failed.code, 1, `byte ${place}`)
    assert.equal(answerOf(failed)['ok'], false)
  }
  await writeFile(path('entry'), withFlippedByte(await readFile(path('entry')), 30, 1))
  const other = await maru(
    'receipt',
    'check',
    path('mine'),
    '--vkey',
    path('log.vkey'),
    '--entry',
    path('entry'),
  )
  assert.equal(other.code, 1, 'nor does another entry')
})
