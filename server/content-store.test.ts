import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sha256 } from '@maru/engines/host.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { openContentStore, type ContentStore } from './content-store.ts'

const item = { salt: new Uint8Array(16).fill(1), content: { title: '제목', body: '' } }
const key = bytesToHex(commitContent(sha256, item.salt, item.content))

const withStore = async (
  run: (store: ContentStore, reopen: () => Promise<ContentStore>) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-content-'))
  let store = openContentStore({ folder })
  const reopen = async (): Promise<ContentStore> => {
    await store.close()
    return (store = openContentStore({ folder }))
  }
  try {
    await run(store, reopen)
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

test('text stays when one of the transactions that bring it is recorded, in either order', () =>
  withStore(async (store) => {
    await store.put(key, item, 'a')
    await store.put(key, item, 'b')
    await store.settle(key, 'a', false)
    assert.deepEqual(store.get(key), item)
    await store.settle(key, 'b', true)
    await store.put(key, item, 'c')
    await store.settle(key, 'c', false)
    assert.deepEqual(store.get(key), item)
    await store.remove(key)
    assert.equal(store.get(key), undefined)
  }))

test('text goes when all are refused', () =>
  withStore(async (store) => {
    await store.put(key, item, 'a')
    await store.put(key, item, 'b')
    await store.settle(key, 'b', false)
    await store.settle(key, 'a', false)
    assert.equal(store.get(key), undefined)
  }))

test('after a crash the ledger says what stays', () =>
  withStore(async (store, reopen) => {
    const other = { ...item, salt: new Uint8Array(16).fill(2) }
    const otherKey = bytesToHex(commitContent(sha256, other.salt, other.content))
    await store.put(key, item, 'recorded')
    await store.put(otherKey, other, 'lost')
    const again = await reopen()
    await again.recover(async (transaction) => transaction === 'recorded')
    assert.deepEqual(again.get(key), item)
    assert.equal(again.get(otherKey), undefined)
  }))

test('text that no longer fits its commitment is not handed out', () =>
  withStore(async (store) => {
    await store.put('0'.repeat(64), item)
    assert.equal(store.get('0'.repeat(64)), undefined)
  }))
