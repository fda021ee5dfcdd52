import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LogAwayError } from '@maru/kernel/ledger.ts'
import { staticLogRoute } from './static-log.ts'

test('a part of the log that cannot be fetched now is one to ask for again, and not missing', async () => {
  const away = new LogAwayError('the store is away')
  const route = staticLogRoute(
    { checkpoint: () => undefined, vkey: '', tile: () => Promise.reject(away) },
    '/log',
  )
  const ask = (path: string) => route({ method: 'GET', path, body: '' })
  const given = await ask('/log/tile/entries/001')
  assert.equal(given?.status, 503)
  assert.match(String(given?.body), /^T24-log-away/)
  assert.equal(await ask('/log/tile/entries/1'), undefined)
})
