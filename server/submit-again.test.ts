// What was sent once may be sent again, by whoever did not hear the answer: also after a restart, and from any page.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { host } from '@maru/cli/host.ts'
import type { Signer } from '@maru/client/keys.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { encodeBase64 } from '@maru/kernel/log/base64.ts'
import { checkProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { openTestCity } from '@maru/testing/city.ts'
import { madeUpText } from '@maru/testing/made-up-texts.ts'
import { withTown } from '@maru/testing/server-city.ts'
import { openContentStore } from './content-store.ts'
import { createServer } from './server.ts'

const openServed = async (folder: string) => {
  const city = await openTestCity({ folder })
  const content = openContentStore({ folder: join(folder, 'content') })
  await content.follow(city.ledger)
  const app = createServer({
    ledger: city.ledger,
    services: city.ledger.rules.services,
    content,
    // The machine may be busy with other tests.
    limits: { eventLoopDelayMs: 0 },
  })
  const close = async (): Promise<void> => {
    await app.close()
    await content.close()
    await city.close()
  }
  return { city, app, close }
}

test('a transaction that is sent again after a restart gets the receipt of the first, with or without its text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-again-'))
  try {
    const before = await openServed(folder)
    const [ana] = (await before.city.enrol(1)) as [Signer]
    const { commitment, item } = madeUpText('그늘막')
    const input = { field: 'transport', district: null, content: hexToBytes(commitment) }
    const transaction = encodeBase64(before.city.sign(ana, 'proposals', 'open-proposal', input))
    const withText = { transaction, content: item.content, contentSalt: encodeBase64(item.salt) }
    const send = async ({ app }: typeof before, payload: object, query = '') => {
      const answer = await app.inject({ method: 'POST', url: `/api/transactions${query}`, payload })
      assert.equal(answer.statusCode, 200, answer.body)
      return answer
    }
    const first = await send(before, withText, '?proof=none')
    assert.equal(first.headers['idempotency-replayed'], undefined)
    await before.city.enrol(1)
    await before.close()

    const after = await openServed(folder)
    for (const payload of [withText, { transaction }]) {
      const again = await send(after, payload, '?proof=none')
      assert.equal(again.body, first.body, 'to the byte')
      assert.equal(again.headers['idempotency-replayed'], 'true')
    }
    // With its proof it stands under the newest checkpoint, which has grown; the receipt itself is the same.
    const { proof, ...receipt } = (await send(after, { transaction })).json()
    assert.deepEqual(receipt, first.json())
    const vkey = parseVkey(host.hash, after.city.ledger.vkey)
    assert.ok(vkey.ok)
    const entry = (await after.city.ledger.entry(receipt.index))!
    assert.ok(checkProof(host.hash, host.verifyEd25519, proof, entry, vkey.value).ok)
    assert.deepEqual(after.city.query('proposals', 'tallies'), {
      tallies: [{ proposal: 1, supports: 0, state: 'open' }],
    })
    await after.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a script of another page may ask, be told, and send what was signed; pages are not for it', () =>
  withTown(async ({ app, sign }) => {
    const origin = 'https://elsewhere.example'
    for (const url of ['/api/transactions', '/api/open-data', '/log/checkpoint', '/openapi.json']) {
      const preflight = await app.inject({
        method: 'OPTIONS',
        url,
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      })
      assert.equal(preflight.statusCode, 204, url)
      assert.equal(preflight.headers['access-control-allow-origin'], '*')
      assert.match(String(preflight.headers['access-control-allow-methods']), /\bPOST\b/)
      assert.match(String(preflight.headers['access-control-allow-headers']), /\bcontent-type\b/)
    }
    const headers = { origin, 'content-type': 'application/cbor' }
    const payload = Buffer.from(sign('support', { proposal: 7 }))
    const refused = await app.inject({ method: 'POST', url: '/api/transactions', headers, payload })
    assert.deepEqual([refused.statusCode, refused.headers['access-control-allow-origin']], [422, '*'])
    const read = await app.inject({ url: '/api/city', headers: { origin } })
    assert.equal(read.headers['access-control-allow-origin'], '*')
    assert.match(String(read.headers['access-control-expose-headers']), /\betag\b/)
    assert.equal((await app.inject('/')).headers['access-control-allow-origin'], undefined)
  }))
