import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { developmentVaultKey, keyFileService } from '../vault/key-file-service.ts'
import { openSignInKeys, rotateEveryMs, rotateKeys } from './keys.ts'

const folder = await mkdtemp(join(tmpdir(), 'maru-sign-in-keys-'))
after(() => rm(folder, { recursive: true }))
const path = join(folder, 'keys.json')
const day = 86_400_000
const service = keyFileService(developmentVaultKey)

test('the file is made once, and only its owner reads it', async () => {
  const keys = await openSignInKeys(path, service, 0)
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.deepEqual(await openSignInKeys(path, service, day), keys)
})

test('after thirty days a new key signs, the old one is believed for a day, and subjects stay', async () => {
  const before = await openSignInKeys(path, service, 0)
  const after = await openSignInKeys(path, service, rotateEveryMs)
  assert.equal(after.pairwise, before.pairwise)
  assert.deepEqual(after.signing[1], before.signing[0])
  assert.deepEqual(after.cookies[1], before.cookies[0])
  assert.equal(rotateKeys(after, rotateEveryMs + day - 1), after)
  assert.deepEqual(rotateKeys(after, rotateEveryMs + day).signing, [after.signing[0]])
  assert.equal((await stat(path)).mode & 0o777, 0o600)
})

test('a file that is not as it should be is not overwritten', async () => {
  await writeFile(path, '{"pairwise":"short"}')
  await assert.rejects(openSignInKeys(path, service, 0))
  assert.equal(await readFile(path, 'utf8'), '{"pairwise":"short"}')
})
