import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { checkProof, parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { sha256 } from '@maru/engines/host.ts'
import { createPublicKey, verify } from 'node:crypto'
import { commit, letter, withTown, type Town } from '@maru/testing/server-city.ts'

const cbor = { 'content-type': 'application/cbor' }
const post = (app: Town['app'], payload: Uint8Array | object, url = '/api/transactions') =>
  app.inject({
    method: 'POST',
    url,
    ...(payload instanceof Uint8Array ? { headers: cbor, payload: Buffer.from(payload) } : { payload }),
  })

test('text and transaction are recorded together, and read back everywhere', () =>
  withTown(async (town) => {
    const { app, ledger } = town
    const body = letter(town, '버스 정류장 그늘막')
    const answer = await post(app, body)
    assert.equal(answer.statusCode, 200, answer.body)
    const { id, index, height, time, events, proof } = answer.json()
    assert.deepEqual(events, [['written', { proposal: 1 }]])
    assert.equal(Buffer.from(sha256(Buffer.from(body.transaction, 'base64url'))).toString('hex'), id)
    await checkReceipt(town, index, proof)

    const receipt = await app.inject(`/api/receipts/${id}`)
    assert.deepEqual(receipt.json(), { id, index, height, time, events, proof: receipt.json().proof })
    const file = await app.inject(`/api/receipts/${id}/tlog-proof`)
    assert.match(
      String(file.headers['content-disposition']),
      /attachment; filename="[0-9a-f]{16}\.tlog-proof"/,
    )
    await checkReceipt(town, index, file.body)

    const entry = await app.inject(`/api/entries/${index}`)
    assert.equal(entry.json().action, 'write')
    assert.equal(entry.json().id, id)
    const raw = await app.inject({ url: `/api/entries/${index}`, headers: { accept: 'application/cbor' } })
    assert.deepEqual(new Uint8Array(raw.rawPayload), new Uint8Array((await ledger.entry(index))!))

    const commitment = entry.json().input.text
    const content = await app.inject(`/api/content/${commitment}`)
    assert.deepEqual(content.json().content, body.content)
    assert.equal(
      Buffer.from(commit(Buffer.from(content.json().salt, 'hex'), content.json().content)).toString('hex'),
      commitment,
    )
    assert.deepEqual((await app.inject('/api/notes/note?proposal=1')).json(), {
      text: commitment,
      supports: 0,
    })
    assert.equal((await app.inject(`/api/entries/${index + 1}`)).json().kind, 'seal')
    assert.equal((await app.inject('/api/entries/0')).json().kind, 'genesis')
  }))

test('the same transaction again is answered with the first receipt', () =>
  withTown(async (town) => {
    const { app } = town
    const body = letter(town, 'once')
    const both = await Promise.all([post(app, body), post(app, body)])
    assert.deepEqual(
      both.map((answer) => answer.statusCode),
      [200, 200],
    )
    const again = await post(app, body, '/api/transactions?proof=none')
    const { proof: _, ...first } = both[0].json()
    assert.deepEqual(again.json(), first)
    assert.equal(again.headers['idempotency-replayed'], 'true')
    const entry = (await app.inject(`/api/entries/${first.index}`)).json()
    assert.equal((await app.inject(`/api/content/${entry.input.text}`)).statusCode, 200)
  }))

test('text of a refused transaction is not kept, unless it is recorded already', () =>
  withTown(async (town) => {
    const { app, content, sign } = town
    const body = letter(town, 'kept')
    assert.equal((await post(app, body)).statusCode, 200)
    const text = commit(Buffer.from(body.contentSalt, 'base64url'), body.content)
    const key = Buffer.from(text).toString('hex')
    const second = { ...body, transaction: Buffer.from(sign('write', { text })).toString('base64') }
    assert.equal((await post(app, second)).json().code, 'N2-already')
    assert.ok(content.get(key), 'the recorded text stays')

    const other = letter(town, 'gone')
    const otherKey = Buffer.from(commit(Buffer.from(other.contentSalt, 'base64url'), other.content)).toString(
      'hex',
    )
    const forged = Buffer.from(other.transaction, 'base64url')
    forged[forged.length - 1]! ^= 1
    assert.equal(
      (await post(app, { ...other, transaction: forged.toString('base64') })).json().code,
      'T7-bad-signature',
    )
    assert.equal(content.get(otherKey), undefined)
  }))

test('a row of the state comes with its proof', () =>
  withTown(async (town) => {
    const { app, ann, ledger } = town
    await post(app, letter(town, 'proven'))
    const { row, proof, stateRoot, height, seal } = (
      await app.inject('/api/state/notes/notes/1?proof=1')
    ).json()
    const sealed = parseTlogProof(seal)
    assert.equal(sealed.ok && sealed.value.index, ledger.status().size - 1)
    assert.equal(row.supports, 0)
    assert.ok(Buffer.from(proof, 'base64').length > 50)
    assert.equal(stateRoot, Buffer.from(ledger.snapshot().stateRoot).toString('hex'))
    assert.equal(height, ledger.status().height)
    assert.equal((await app.inject('/api/state/notes/notes/2?proof=1')).json().row, null)
    const account = (await app.inject(`/api/state/kernel/accounts/${ann.keyId}`)).json()
    assert.equal(account.row.keys[0].id, ann.keyId)
  }))

test('the log is served as C2SP says', () =>
  withTown(async (town) => {
    const { app, ledger } = town
    await post(app, letter(town, 'a'))
    const checkpoint = await app.inject('/log/checkpoint')
    assert.equal(checkpoint.body, ledger.checkpoint())
    assert.match(String(checkpoint.headers['content-type']), /^text\/plain/)
    assert.equal(checkpoint.headers['access-control-allow-origin'], '*')
    const { size } = ledger.status()
    for (const path of [`tile/0/000.p/${size}`, `tile/entries/000.p/${size}`]) {
      const tile = await app.inject(`/log/${path}`)
      assert.equal(tile.statusCode, 200, path)
      assert.match(String(tile.headers['cache-control']), /immutable/)
      assert.deepEqual(new Uint8Array(tile.rawPayload), new Uint8Array((await ledger.tile(path))!))
    }
    assert.equal((await app.inject('/log/vkey')).body, `${ledger.vkey}\n`)
  }))

test('waiting for a receipt ends when the transaction is recorded', () =>
  withTown(async (town) => {
    const { app } = town
    const body = letter(town, 'awaited')
    const id = Buffer.from(sha256(Buffer.from(body.transaction, 'base64url'))).toString('hex')
    const waiting = app.inject(`/api/receipts/${id}?wait=10`)
    await new Promise((resolve) => void setTimeout(resolve, 50))
    const { index } = (await post(app, body)).json()
    assert.equal((await waiting).json().index, index)
  }))

test('health, metrics and pages', () =>
  withTown(async (town) => {
    const { app } = town
    await post(app, letter(town, '<b>bold</b>'))
    await post(app, Buffer.of(1))
    assert.equal((await app.inject('/health/live')).statusCode, 200)
    assert.equal((await app.inject('/health/ready')).json().ready, true)
    const metrics = (await app.inject('/metrics')).body
    for (const line of [
      /^maru_height 1$/m,
      /^maru_refusals_total\{code="T1-malformed"\} 1$/m,
      /^maru_fsync_seconds\{quantile="0.5"\}/m,
    ])
      assert.match(metrics, line)
    const home = await app.inject('/')
    assert.match(home.body, /<html lang="ko">[\s\S]*지어낸 도시/)
    assert.match((await app.inject('/?lang=en')).body, /<html lang="en">[\s\S]*Made-up/)
    assert.doesNotMatch(String(home.headers['content-security-policy']), /unsafe/)
    assert.match((await app.inject('/api')).body, /notes\/write/)
    assert.match((await app.inject('/api?lang=en')).body, /S3-content-mismatch/)
    assert.match((await app.inject('/problems/T4-expired')).body, /T4-expired/)
    assert.match(String((await app.inject('/style.css')).headers['content-type']), /^text\/css/)
  }))

test('a stopped ledger is not ready', () =>
  withTown(async ({ ledger, content }) => {
    const { createServer } = await import('./server.ts')
    const stopped = {
      ...ledger,
      status: () => ({ ...ledger.status(), state: 'stopped' as const, reason: 'the disk is full' }),
    }
    const app = createServer({ ledger: stopped, services: [], content })
    const ready = await app.inject('/health/ready')
    assert.deepEqual([ready.statusCode, ready.json().reason], [503, 'the disk is full'])
    await app.close()
  }))

test('blocks and tallies are told as they come, to so many readers and with what was missed', () =>
  withTown(
    async (town) => {
      const { app, sign } = town
      const address = await app.listen({ port: 0, host: '127.0.0.1' })
      const live = await fetch(`${address}/api/events`)
      assert.equal(live.headers.get('content-type'), 'text/event-stream')
      const refused = await fetch(`${address}/api/events`)
      assert.equal(refused.status, 503)
      assert.equal(((await refused.json()) as { code: string }).code, 'S11-too-many-readers')
      await post(app, letter(town, 'a'))
      await post(app, sign('support', { proposal: 1 }))
      const text = await readUntil(live, 'id: 2\n\n')
      assert.match(text, /event: block\ndata: \{"height":1,.*"service":"notes","action":"write"/)
      assert.match(text, /event: tally\ndata: \{"proposal":1,"supports":1,"height":2\}/)
      await new Promise((resolve) => void setTimeout(resolve, 50))
      const missed = await fetch(`${address}/api/events`, { headers: { 'last-event-id': '1' } })
      const rest = await readUntil(missed, 'id: 2\n\n')
      assert.doesNotMatch(rest, /"height":1,/)
    },
    { limits: { listeners: 1 } },
  ))

test('a reader that does not keep up is dropped', () =>
  withTown(
    async (town) => {
      const address = await town.app.listen({ port: 0, host: '127.0.0.1' })
      const live = await fetch(`${address}/api/events`)
      await post(town.app, letter(town, 'a'))
      await assert.rejects(readUntil(live, 'never'))
    },
    // Even nothing unread is more than this.
    { limits: { listenerBufferBytes: -1 } },
  ))

test('what is no HTTP is answered as a problem too', () =>
  withTown(async ({ app }) => {
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as { port: number }
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('HELLO\r\n\r\n'))
      let text = ''
      socket.on('data', (chunk) => (text += chunk.toString()))
      socket.on('end', () => resolve(text)).on('error', reject)
    })
    assert.match(answer, /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*S16-request-malformed/)
  }))

test('a server that cannot keep up says so, but still tells its health', () =>
  withTown(
    async ({ app }) => {
      const until = performance.now() + 1_500
      while (performance.now() < until) {
        const end = performance.now() + 100
        while (performance.now() < end);
        await new Promise((resolve) => void setTimeout(resolve, 1))
      }
      const answer = await app.inject('/')
      assert.deepEqual([answer.statusCode, answer.json().code], [503, 'S10-busy'])
      assert.ok(answer.headers['retry-after'])
      assert.equal((await app.inject('/health/live')).statusCode, 200)
    },
    { limits: { eventLoopDelayMs: 5 } },
  ))

const readUntil = async (response: Response, end: string): Promise<string> => {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.endsWith(end)) break
  }
  return text
}

const checkReceipt = async ({ ledger }: Town, index: number, proof: string): Promise<void> => {
  const vkey = parseVkey(sha256, ledger.vkey)
  assert.ok(vkey.ok)
  const verifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    })
    return verify(null, message, key, signature)
  }
  const checked = checkProof(sha256, verifyEd25519, proof, (await ledger.entry(index))!, vkey.value)
  assert.ok(checked.ok && checked.value.index === index)
}
