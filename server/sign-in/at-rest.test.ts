// What whoever steals the disk reads of signing in, and how the keys change that keep them from reading more.
import assert from 'node:assert/strict'
import { link, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import { openLocalKms } from '@maru/testing/local-kms.ts'
import { filesWith } from '@maru/testing/made-up-texts.ts'
import { createVisitor, openSignInCity } from '@maru/testing/sign-in-city.ts'
import { createAuthenticator } from '@maru/testing/software-authenticator.ts'
import { closeEnvironment, openEnvironment } from '../lmdb.ts'
import { keyFileService } from '../vault/key-file-service.ts'
import { transitService } from '../vault/transit.ts'
import { openSignInKeys } from './keys.ts'
import { openSealedTables } from './seal-old.ts'
import { openTables, type StoredConsent, type StoredPasskey } from './tables.ts'

const newKey = (): string => randomBytes(32).toString('hex')
const account = 'ab'.repeat(20)
const consent: StoredConsent = {
  at: 5,
  service: 'city-library',
  attributes: ['district'],
  asked: ['district'],
  until: 10,
  commitment: 'cd'.repeat(32),
  salt: 'ef'.repeat(32),
  usedAt: 5,
}
const passkey: StoredPasskey = {
  id: 'credential-of-ana',
  account,
  publicKey: Buffer.from('public key of the passkey').toString('base64url'),
  counter: 3,
  transports: ['internal'],
  addedAt: 4,
  isBackedUp: true,
}

const withFolder = async (run: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-at-rest-'))
  try {
    await run(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A text as it is, and the bytes that it writes in hexadecimal digits or base64url. */
const spelled = (text: string): readonly Buffer[] => {
  const isHex = /^(?:[0-9a-f]{2})+$/.test(text)
  const bytes = /^[\w-]{20,}$/.test(text) && !isHex ? [Buffer.from(text, 'base64url')] : []
  return [Buffer.from(text), ...bytes, ...(isHex ? [Buffer.from(text, 'hex')] : [])]
}

test('no account, service, token, code, session, grant, consent, passkey or subject stands on the disk', async () => {
  const town = await openSignInCity({ recordDelayMsMax: 600_000 })
  try {
    const [ana] = (await town.city.enrol(1)) as [Signer]
    town.persons.set(ana.keyId, { name: '김아나', birthDate: '1990-05-05', district: 'hill' })
    const secrets = new Set<string>([ana.keyId, 'city-library', 'district'])
    const kinds = ['access_token', 'authorization_code', 'grant', 'session', 'interaction'] as const
    for (const kind of kinds)
      (town.signIn.provider() as NodeJS.EventEmitter).on(
        `${kind}.saved`,
        (model: { [field: string]: unknown }) => {
          for (const field of ['jti', 'uid', 'grantId', 'accountId', 'jkt', 'codeChallenge', 'nonce'])
            if (typeof model[field] === 'string') secrets.add(model[field])
        },
      )
    const library = await town.openService('city-library', ['district'])
    await createVisitor(town).signIn(library, ana)
    const authenticator = createAuthenticator(town.origin)
    const options = await town.request(ana, 'passkey-options')
    const response = JSON.stringify(authenticator.create(options as never))
    const { id } = await town.request(ana, 'add-passkey', { response })
    const { consents } = await town.request(ana, 'list')
    for (const { commitment, salt } of consents as StoredConsent[]) secrets.add(commitment).add(salt)
    for (const { sub } of library.members.values()) secrets.add(sub)
    for (const text of [id as string, library.redirect, library.entry.service]) secrets.add(text)
    assert.ok(secrets.size >= 15, [...secrets].join(' '))
    const folder = join(town.city.folder, 'sign-in')
    assert.deepEqual(await filesWith(folder, [...secrets].flatMap(spelled)), [])
    // That there was a token, and when it ends, is to be read.
    assert.equal((await filesWith(folder, [Buffer.from('AccessToken')])).length, 1)
    const keyFile = await readFile(join(folder, 'keys.json'), 'utf8')
    assert.deepEqual(Object.keys(JSON.parse(keyFile) as object), ['key', 'sealed'])
  } finally {
    await town.close()
  }
})

test('a new key that encrypts keys wraps them anew at the next start, and then the old one is not needed', () =>
  withFolder(async (folder) => {
    const [old, next] = [newKey(), newKey()]
    const open = async (...keys: string[]) => {
      const service = keyFileService(keys.join('\n'))
      const tables = await openSealedTables(folder, service)
      const kept = await openSignInKeys(join(folder, 'keys.json'), service, 0)
      return { tables, kept }
    }
    const first = await open(old)
    const key = first.tables.keyOf.consent(account, 5)
    await first.tables.transaction(() => first.tables.consents.put(key, consent))
    await first.tables.close()
    await (await open(next, old)).tables.close()
    await assert.rejects(open(old), /has no key/)
    const last = await open(next)
    assert.deepEqual(last.tables.consents.get(key), consent)
    assert.deepEqual(last.kept, first.kept)
    await last.tables.close()
  }))

test('a key management service does it too, and is never asked for what is kept', async () => {
  const kms = await openLocalKms()
  try {
    await withFolder(async (folder) => {
      const service = transitService(kms.options)
      const open = () => openSealedTables(folder, service)
      const first = await open()
      const key = first.keyOf.passkey(passkey.id)
      await first.transaction(() => first.passkeys.put(key, passkey))
      await first.close()
      kms.rotate()
      await (await open()).close()
      kms.forgetOld()
      const asked = kms.requests.length
      const last = await open()
      const atOpening = kms.requests.length - asked
      assert.deepEqual(last.passkeys.get(key), passkey)
      assert.equal(kms.requests.length - asked, atOpening)
      await last.close()
    })
  } finally {
    await kms.close()
  }
})

test('a row does not open in the place of another, and nothing is taken for what it is not', () =>
  withFolder(async (folder) => {
    const service = keyFileService(newKey())
    const tables = await openTables(folder, service)
    const [mine, other] = [tables.keyOf.consent(account, 5), tables.keyOf.consent('another', 5)]
    await tables.transaction(() => tables.consents.put(mine, consent))
    await tables.close()
    const root = openEnvironment(folder)
    const rows = root.openDB<Buffer, [string, string]>({ name: 'consents', encoding: 'binary' })
    await root.transaction(() => void rows.put(other, rows.get(mine)!))
    await closeEnvironment(root)
    const again = await openTables(folder, service)
    assert.deepEqual(again.consents.get(mine), consent)
    assert.throws(() => again.consents.get(other), /unable to authenticate/)
    await again.close()
    await assert.rejects(openTables(folder, keyFileService(newKey())), /has no key/)
  }))

/** As it was written before rows were sealed. */
const writeOld = async (folder: string, keys: object): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const root = openEnvironment(folder)
  const { at, ...oldConsent } = consent
  const { id, publicKey, ...oldPasskey } = passkey
  await root.transaction(() => {
    const model = { payload: { accountId: account, clientId: 'city-library' }, expiresAt: 2 ** 42 }
    void root.openDB({ name: 'models' }).put(['AccessToken', 'token-of-ana'], model)
    void root.openDB({ name: 'consents' }).put([account, at], { ...oldConsent, grantId: 'grant-of-ana' })
    const key = Buffer.from(publicKey, 'base64url')
    void root.openDB({ name: 'passkeys' }).put(id, { ...oldPasskey, publicKey: key })
    void root.openDB({ name: 'passkeysOf' }).put([account, id], true)
    void root.openDB({ name: 'recordings' }).put([7, 'receipt-of-ana'], Buffer.from('signed consent of ana'))
  })
  await root.flushed
  await closeEnvironment(root)
  await writeFile(join(folder, 'keys.json'), `${JSON.stringify(keys)}\n`, { mode: 0o600 })
}

test('a folder from before is sealed at the first start: its consents, passkeys and keys stay, and no trace', () =>
  withFolder(async (outer) => {
    const [folder, service] = [join(outer, 'sign-in'), keyFileService(newKey())]
    const keys = await openSignInKeys(join(outer, 'keys.json'), service, 0)
    await writeOld(folder, keys)
    const traces = [account, 'city-library', 'token-of-ana', 'of-ana', consent.salt, keys.pairwise].map(
      (text) => Buffer.from(text),
    )
    assert.equal((await filesWith(folder, traces)).length, 2)
    // The old files under other names: what stays in the disk's blocks of them.
    await link(join(folder, 'data.mdb'), join(outer, 'old.mdb'))
    await link(join(folder, 'keys.json'), join(outer, 'old.json'))
    // A start that was interrupted leaves a part.
    await (await openTables(join(folder, 'sealing'), service)).close()
    const tables = await openSealedTables(folder, service)
    assert.deepEqual(await openSignInKeys(join(folder, 'keys.json'), service, 0), keys)
    assert.deepEqual(tables.consents.of(tables.keyOf.ofAccount(account)), [consent])
    assert.deepEqual(tables.passkeys.get(tables.keyOf.passkey(passkey.id)), passkey)
    assert.deepEqual(tables.passkeysOf.of(tables.keyOf.ofAccount(account)), [passkey.id])
    const [waiting] = tables.recordings.range([0, ''], [10, ''])
    assert.equal(Buffer.from(waiting!.value, 'base64url').toString(), 'signed consent of ana')
    assert.equal(tables.models.count(), 0)
    await tables.close()
    assert.deepEqual(await filesWith(outer, traces), [])
    const again = await openSealedTables(folder, service)
    assert.equal(again.consents.count(), 1)
    await again.close()
  }))
