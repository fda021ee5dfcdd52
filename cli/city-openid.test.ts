import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { dev } from '@maru/cities/dev.ts'
import { sha256 } from '@maru/engines/host.ts'
import { openCityDoor, readRegistrarKey, serviceKeyOf } from './city-openid.ts'

let folder: string
before(async () => void (folder = await mkdtemp(join(tmpdir(), 'maru-openid-'))))
after(() => rm(folder, { recursive: true, force: true }))

const write = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, text, { mode: 0o600 })
  return path
}

test("a key of the registrar is the operator's own in production", async () => {
  const own = await write('own', 'ab'.repeat(32))
  const known = await write(
    'known',
    Buffer.from(sha256(Buffer.from('maru development key: registrar'))).toString('hex'),
  )
  const read =
    (path: string, production = true) =>
    () =>
      readRegistrarKey({ MARU_REGISTRAR_KEY_FILE: path }, production)
  assert.equal(readRegistrarKey({}, true), undefined)
  assert.ok(read(own)())
  assert.ok(read(known, false)())
  assert.throws(read(known), /development key/)
  const none = await write('none', 'no key')
  assert.throws(read(none), /no key as "maru keys create" makes it/)
})

test('the door is closed without a provider, and says what is missing of one', async () => {
  const own = readRegistrarKey({ MARU_REGISTRAR_KEY_FILE: await write('own', 'ab'.repeat(32)) }, true)!
  const registrar = serviceKeyOf(own, 'dev-1')
  const secret = await write('secret', 'of the client')
  const complete = {
    issuer: 'https://id.example',
    clientId: 'maru',
    clientSecretFile: secret,
    levels: ['high'],
    name: { ko: '본인확인', en: 'Identity' },
  }
  const open = async (
    settings: object,
    environment: object = { MARU_URL: 'https://city.example' },
    key = true,
  ) => {
    const path = await write('openid.json', JSON.stringify(settings))
    return openCityDoor({
      environment: { MARU_OPENID_FILE: path, ...environment },
      production: true,
      registrar: key ? registrar : undefined,
      districts: dev.districts,
    })
  }
  const { districts } = dev
  assert.equal(openCityDoor({ environment: {}, production: true, registrar, districts }), undefined)
  assert.deepEqual((await open(complete))?.name, complete.name)
  await assert.rejects(open(complete, {}), /needs MARU_REGISTRAR_KEY_FILE and MARU_URL/)
  await assert.rejects(open(complete, undefined, false), /needs MARU_REGISTRAR_KEY_FILE and MARU_URL/)
  await assert.rejects(open({ ...complete, issuer: 'http://127.0.0.1:1' }), /https:/)
  await assert.rejects(open({ ...complete, levels: [] }), /levels/)
  await assert.rejects(
    open({ ...complete, clientSecretFile: join(folder, 'gone') }),
    /clientSecretFile: ENOENT/,
  )
  const missing = { MARU_OPENID_FILE: join(folder, 'gone'), MARU_URL: 'https://city.example' }
  assert.throws(
    () => openCityDoor({ environment: missing, production: true, registrar, districts }),
    /ENOENT/,
  )
})
