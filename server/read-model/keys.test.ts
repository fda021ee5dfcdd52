import assert from 'node:assert/strict'
import { test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { recordedOf } from '@maru/testing/city.ts'
import { withListedCity } from '@maru/testing/listed-city.ts'

test('keys of an account are listed with when each joined it, the first when its resident was enrolled', () =>
  withListedCity(async ({ city, get }) => {
    const [ann] = await city.enrol(1)
    const account = ann!.keyId
    const phone = developmentSigner('phone of ann')
    city.advance(86_400_000)
    const input = { account, ...newKey(phone, city.ledger.genesis.chain, account) }
    const { time } = recordedOf(await city.act(ann!, 'residents', 'add-key', input))
    const { keys } = (await get(`/api/residents/joined?account=${account}`)).json<{
      readonly keys: readonly { readonly key: string; readonly joinedAt: number }[]
    }>()
    assert.deepEqual(
      keys.map(({ key }) => key),
      [account, phone.keyId],
    )
    assert.equal(keys[1]?.joinedAt, time)
    assert.ok((keys[0]?.joinedAt ?? Infinity) < time)
  }))
