import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { rm } from 'node:fs/promises'
import type { Signer } from '@maru/client/keys.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { encodeSeal, encodeTransactionEntry } from '@maru/kernel/entry.ts'
import type { Ledger, SealedBlock } from '@maru/kernel/ledger.ts'
import { createMemoryStore } from '@maru/kernel/state/memory-store.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { openTestCity, recordedOf, registrar, type TestCity } from '@maru/testing/city.ts'
import { madeUpText, type MadeUpText } from '@maru/testing/made-up-texts.ts'
import { openContentStore, type ContentStore } from '../content-store.ts'
import { followLedger } from './follow.ts'
import { openTexts } from './texts.ts'

const place = { field: 'transport', district: null }

interface Town {
  readonly city: TestCity
  readonly ana: Signer
  store: ContentStore
  /** Does something while the store is closed. */
  readonly reopen: (meanwhile?: () => Promise<unknown>) => Promise<void>
  /** Stores the text and records the transaction, and forgets to tell the store: as a crash would. */
  readonly write: (text: MadeUpText) => Promise<void>
}

const withTown = async (run: (town: Town) => Promise<void>): Promise<void> => {
  const city = await openTestCity()
  const [ana] = (await city.enrol(1)) as [Signer]
  const folder = join(city.folder, 'content')
  const town: Town = {
    city,
    ana,
    store: openContentStore({ folder }),
    reopen: async (meanwhile) => {
      await town.store.close()
      await meanwhile?.()
      town.store = openContentStore({ folder })
      await town.store.follow(city.ledger)
    },
    write: async ({ commitment, item }) => {
      const bytes = city.sign(ana, 'proposals', 'open-proposal', {
        ...place,
        content: hexToBytes(commitment),
      })
      const parsed = parseTransaction(bytes, city.ledger.rules.hash)
      assert.ok(parsed.ok)
      assert.equal(await town.store.put(commitment, item, parsed.value), undefined)
      recordedOf(await city.submit(bytes))
    },
  }
  try {
    await run(town)
  } finally {
    await town.store.close()
    await city.close()
  }
}

const leaveAndReturn = async ({ city, ana }: Town): Promise<void> => {
  const { keyId: account } = ana
  recordedOf(await city.act(ana, 'residents', 'leave-city', { account }))
  recordedOf(await city.act(registrar, 'residents', 'restore-resident', { account, reason: 'returned' }))
}

test('what a block says is done without being told', () =>
  withTown(async ({ city, ana, store, write }) => {
    await store.follow(city.ledger)
    const text = madeUpText('가로등')
    await write(text)
    recordedOf(await city.act(ana, 'proposals', 'erase-text', { proposal: 1 }))
    await store.caughtUp()
    assert.equal(store.isErased(text.commitment), true)
  }))

test('what happened while nobody followed is made up for at the start', () =>
  withTown(async (town) => {
    const [text, other, later] = ['가로등', '화단', '의자'].map((name) => madeUpText(name)) as [
      MadeUpText,
      MadeUpText,
      MadeUpText,
    ]
    await town.write(text)
    await town.write(other)
    await town.reopen()
    assert.deepEqual(town.store.get(text.commitment), text.item)
    await town.reopen(async () => {
      recordedOf(await town.city.act(town.ana, 'proposals', 'erase-text', { proposal: 1 }))
    })
    assert.equal(town.store.isErased(text.commitment), true)
    assert.deepEqual(town.store.get(other.commitment), other.item)

    await town.reopen(() => leaveAndReturn(town))
    await town.write(later)
    await town.reopen()
    assert.equal(town.store.isErased(other.commitment), true)
    assert.deepEqual(town.store.get(later.commitment), later.item, 'who returned writes anew')
  }))

test('a store that is read against the whole log again erases nothing written after a leaving', () =>
  withTown(async (town) => {
    const text = madeUpText('의자')
    await leaveAndReturn(town)
    await town.write(text)
    await town.reopen()
    await town.reopen(async () => {
      const texts = openTexts(join(town.city.folder, 'content'))
      await texts.setFollowed(0)
      await texts.close()
    })
    assert.deepEqual(town.store.get(text.commitment), text.item)
  }))

test('a text whose transaction was never recorded goes', () =>
  withTown(async (town) => {
    const { commitment, item } = madeUpText('가로등')
    await town.store.put(commitment, item, { id: '00'.repeat(32), keyId: town.ana.keyId })
    await town.reopen()
    assert.equal(town.store.get(commitment), undefined)
    assert.equal(town.store.isErased(commitment), false)
  }))

test("events of timers, and of services that heard another's, are followed too", async () => {
  const city = await openTestCity()
  const texts = openTexts(join(city.folder, 'content'))
  try {
    const author = 'a'.repeat(40)
    const erased = (name: string) => ({ content: madeUpText(name).commitment, author })
    const entries = [
      encodeTransactionEntry(Uint8Array.of(1), { events: [['other.text-erased', erased('heard')]] }),
      encodeSeal({
        height: 1,
        time: 0,
        count: 1,
        stateRoot: new Uint8Array(32),
        timerEvents: [['some', 'text-erased', erased('timed')]],
      }),
    ]
    let tell: (block: SealedBlock) => void = () => undefined
    const ledger = {
      status: () => ({ size: entries.length }),
      entry: async (index: number) => entries[index],
      tile: async () => undefined,
      snapshot: () => ({ view: createMemoryStore() }),
      follow: (listener: typeof tell) => {
        tell = listener
        return () => undefined
      },
    } as unknown as Ledger
    const following = await followLedger(ledger, texts)
    for (const name of ['heard', 'timed']) assert.ok(texts.isErased(madeUpText(name).commitment), name)
    tell({
      height: 2,
      time: 0,
      size: 3,
      stateRoot: new Uint8Array(32),
      transactions: [],
      timerEvents: [['some', 'text-erased', erased('live')]],
    })
    await following.caughtUp()
    assert.ok(texts.isErased(madeUpText('live').commitment))
    assert.equal(texts.followed(), 3)
    await following.stop()
  } finally {
    await texts.close()
    await city.close()
    await rm(city.folder, { recursive: true, force: true })
  }
})
