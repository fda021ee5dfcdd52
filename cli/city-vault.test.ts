import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { developmentVaultKey } from '@maru/server/vault/key-file-service.ts'
import { openCityVault, readVaultSettings } from './city-vault.ts'

test('production has no vault without a key of its own, and refuses one that others know or read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-vault-key-'))
  const path = join(folder, 'vault-key')
  const settings = { MARU_VAULT_KEY_FILE: path }
  try {
    assert.equal(readVaultSettings({}, true), undefined)
    assert.ok(readVaultSettings({}, false))
    assert.throws(() => readVaultSettings(settings, true), /MARU_VAULT_KEY_FILE: ENOENT/)
    await writeFile(path, 'abc\n', { mode: 0o600 })
    assert.throws(() => readVaultSettings(settings, true), /64 hexadecimal digits/)
    await writeFile(path, `${developmentVaultKey}\n`)
    assert.throws(() => readVaultSettings(settings, true), /production needs its own/)
    await writeFile(path, `${'ab'.repeat(32)}\n`)
    await chmod(path, 0o644)
    assert.throws(() => readVaultSettings(settings, true), /chmod 600/)
    await chmod(path, 0o600)
    const read = readVaultSettings(settings, true)
    const opening = openCityVault({
      folder,
      ledger: undefined as never,
      settings: read,
      utcOffsetMinutes: 0,
      warn: () => undefined,
    })
    await assert.rejects(opening, /put it elsewhere/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a key management service is asked over TLS only, or on this machine', () => {
  const complete = { MARU_VAULT_KMS_KEY: 'maru', MARU_VAULT_KMS_TOKEN_FILE: '/nowhere' }
  const read =
    (url: string, others: object = complete) =>
    () =>
      readVaultSettings({ MARU_VAULT_KMS_URL: url, ...others }, true)
  assert.throws(read('http://kms.example.org/v1/transit'), /is an address as/)
  assert.throws(read('https://kms.example.org/v1/transit', {}), /MARU_VAULT_KMS_KEY/)
  assert.throws(read('http://127.0.0.1:8200/v1/transit'), /MARU_VAULT_KMS_TOKEN_FILE: ENOENT/)
  assert.throws(read('https://kms.example.org', { MARU_VAULT_KEY_FILE: '/x' }), /not in both/)
})
