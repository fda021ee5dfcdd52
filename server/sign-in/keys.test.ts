import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openSignInKeys, rotateEveryMs, rotateKeys } from './keys.ts'

const folder = await mkdtemp(join(tmpdir(), 'maru-sign-in-keys-'))
after(() => rm(folder, { recursive: true }))
const path = join(folder, 'keys.json')
const day = 86_400_000

test('the file is made once, and only its owner reads it', async () => {
  const keys = openSignInKeys(path, 0)
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.deepEqual(openSignInKeys(path, day), keys)
})

test('after thirty days a new key signs, the old one is believed for a day, and subjects stay', async () => {
  const before = openSignInKeys(path, 0)
  const after = openSignInKeys(path, rotateEveryMs)
  assert.equal(after.pairwise, before.pairwise)
  assert.deepEqual(after.signing[1], before.signing[0])
  assert.deepEqual(after.cookies[1], before.cookies[0])
  assert.equal(rotateKeys(after, rotateEveryMs + day - 1), after)
  assert.deepEqual(rotateKeys(after, rotateEveryMs + day).signing, [after.signing[0]])
  assert.equal((await stat(path)).mode & 0o777, 0o600)
})

test('a file that is not as it should be is not overwritten', async () => {
  await writeFile(path, '{"pairwise":"short"}')
  assert.throws(() => openSignInKeys(path, 0))
  assert.equal(await readFile(path, 'utf8'), '{"pairwise":"short"}')
})
