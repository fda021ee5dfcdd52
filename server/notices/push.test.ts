import assert from 'node:assert/strict'
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import { withNoticedCity } from '@maru/testing/noticed-city.ts'
import { openPusher } from './push.ts'

/** What a browser has: the key that its push service does not know. */
interface Browser {
  readonly key: ReturnType<typeof createECDH>
  readonly auth: Buffer
}

const createBrowser = (): Browser & { readonly p256dh: string; readonly secret: string } => {
  const key = createECDH('prime256v1')
  const p256dh = key.generateKeys('base64url')
  const auth = randomBytes(16)
  return { key, auth, p256dh, secret: auth.toString('base64url') }
}

/** RFC 8291 section 3.4 over RFC 8188, written from the text and with none of the sender's code. */
const decrypt = ({ key, auth }: Browser, body: Buffer): string => {
  const [salt, recordSize, idLength] = [body.subarray(0, 16), body.readUInt32BE(16), body[20]!]
  const sender = body.subarray(21, 21 + idLength)
  const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), key.getPublicKey(), sender])
  const keyMaterial = derive(key.computeSecret(sender), auth, info, 32)
  const contentKey = derive(keyMaterial, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(keyMaterial, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const sealed = body.subarray(21 + idLength)
  assert.ok(sealed.length <= recordSize)
  const decipher = createDecipheriv('aes-128-gcm', contentKey, nonce).setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  const end = padded.lastIndexOf(2)
  return padded.toString('utf8', 0, end)
}

test('the decryption here opens the example of RFC 8291 section 5', () => {
  const key = createECDH('prime256v1')
  key.setPrivateKey('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'base64url')
  const auth = Buffer.from('BTBZMqHH6r4Tts7J_aSIgg', 'base64url')
  const body = Buffer.from(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    'base64url',
  )
  assert.equal(decrypt({ key, auth }, body), 'When I grow up, I want to be a watermelon')
})

test('a browser gets what happened, encrypted for it alone and signed by this server; when it ended, it is forgotten', async () => {
  const received: { readonly headers: IncomingHttpHeaders; readonly body: Buffer }[] = []
  const statuses: number[] = []
  const service = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(statuses.shift() ?? 201).end()
    })
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  const origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
  const folder = await mkdtemp(join(tmpdir(), 'maru-push-'))
  const keyFile = join(folder, 'push-key.json')
  const contact = 'mailto:desk@example.org'
  const pusher = openPusher({ keyFile, contact, origins: [origin] })
  assert.equal(openPusher({ keyFile, contact }).publicKey, pusher.publicKey)
  try {
    await withNoticedCity(
      async (town) => {
        const { city } = town
        const [ann, ...others] = (await city.enrol(4)) as [Signer, ...Signer[]]
        const browser = createBrowser()
        const wish = { p256dh: browser.p256dh, auth: browser.secret, rhythm: 'each', language: 'ko' }
        const subscribe = (endpoint: string, more: object = {}) =>
          town.ask(ann, 'set-push', { endpoint, ...wish, ...more })
        assert.deepEqual(await subscribe(`${origin}/ann`), { state: 'on' })
        const happen = async (): Promise<void> => {
          const proposal = await city.openProposal(ann)
          for (const other of others) await city.support(other, proposal)
          await town.notices().caughtUp()
        }
        await happen()
        const [{ headers, body }] = received as [(typeof received)[0]]
        const message = JSON.parse(decrypt(browser, body))
        assert.deepEqual([message.title, message.url], ['마루시', 'https://maru.example'])
        assert.match(message.body, /제안 1번이 공감 3개로 기준에 이르렀습니다/)
        assert.ok(!body.includes(Buffer.from('제안')) && !body.includes(Buffer.from(ann.keyId)))
        assert.equal(headers['content-encoding'], 'aes128gcm')
        checkVapid(String(headers.authorization), pusher.publicKey, origin, contact)

        for (const bad of [
          'http://127.0.0.1:1/',
          'https://example.org/',
          'https://push.apple.com.example.org/',
          'https://fcm.googleapis.com:8443/',
          'https://fcm.googleapis.com@10.0.0.1/',
          'file:///etc/passwd',
        ])
          assert.equal(await subscribe(bad), 'N8-endpoint-unknown', bad)
        assert.equal(await subscribe(`${origin}/ann`, { p256dh: 'short' }), 'T11-input-malformed')
        for (let device = 0; device < 4; device++)
          await subscribe(`${origin}/device/${device}`, { rhythm: 'weekly' })
        assert.equal(await subscribe(`${origin}/one-more`), 'N10-too-many-devices')

        statuses.push(500, 410)
        await happen()
        assert.equal(town.notices().status().retrying, 1)
        city.advance(60_000)
        town.notices().tick()
        await town.notices().caughtUp()
        const { pushes } = await town.ask(ann, 'export-all')
        assert.deepEqual(
          pushes.map(({ rhythm }: { rhythm: string }) => rhythm),
          Array(4).fill('weekly'),
        )
        assert.deepEqual(town.notices().status().dead, { email: 0, push: 0 })
        for (let device = 0; device < 4; device++)
          await subscribe(`${origin}/device/${device}`, { rhythm: 'off' })
        assert.deepEqual((await town.ask(ann, 'export-all')).pushes, [])
      },
      { pusher },
    )
  } finally {
    service.close()
    service.closeAllConnections()
    await rm(folder, { recursive: true })
  }
})

test('a key that is no point of the curve costs its owner the message, and nobody else anything', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-push-'))
  const pusher = openPusher({
    keyFile: join(folder, 'key'),
    contact: 'mailto:a@example.org',
    origins: ['http://127.0.0.1:1'],
  })
  try {
    await withNoticedCity(
      async (town) => {
        const [ann, ...others] = (await town.city.enrol(4)) as [Signer, ...Signer[]]
        const keys = { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) }
        const wish = { endpoint: 'http://127.0.0.1:1/', ...keys, rhythm: 'each', language: 'ko' }
        await town.ask(ann, 'set-push', wish)
        const proposal = await town.city.openProposal(ann)
        for (const other of others) await town.city.support(other, proposal)
        await town.notices().caughtUp()
        assert.deepEqual(town.notices().status().dead, { email: 0, push: 1 })
      },
      { pusher },
    )
  } finally {
    await rm(folder, { recursive: true })
  }
})

/** RFC 8292: a token for this push service, signed with the key that the browser subscribed with. */
const checkVapid = (authorization: string, publicKey: string, origin: string, contact: string): void => {
  const [token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization)!.slice(1) as [string, string]
  assert.equal(key, publicKey)
  const [header, payload, signature] = token.split('.') as [string, string, string]
  const point = Buffer.from(publicKey, 'base64url')
  const part = (from: number): string => point.subarray(from, from + 32).toString('base64url')
  const jwk = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) } })
  const signed = Buffer.from(`${header}.${payload}`)
  assert.ok(
    verify('sha256', signed, { key: jwk, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')),
  )
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  assert.deepEqual([claims.aud, claims.sub], [origin, contact])
  assert.ok(claims.exp * 1000 > Date.now() && claims.exp * 1000 <= Date.now() + 86_400_000)
}
