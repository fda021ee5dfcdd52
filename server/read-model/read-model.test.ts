import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withListedCity } from '@maru/testing/listed-city.ts'

test('a list is in its order, and its cursors give every proposal once', () =>
  withListedCity(async (town) => {
    const [ann, ben, cho] = await town.city.enrol(3)
    for (let count = 0; count < 5; count++) await town.city.openProposal(ann!)
    await town.city.support(ben!, 2)
    await town.city.support(cho!, 2)
    await town.city.support(ben!, 4)
    assert.deepEqual(await town.numbers('/api/proposals/list'), [5, 4, 3, 2, 1])
    assert.deepEqual(await town.numbers('/api/proposals/list?sort=most-supported'), [2, 4, 5, 3, 1])
    const first = await town.get('/api/proposals/list?sort=most-supported&limit=2')
    const paged = await town.pages('/api/proposals/list?sort=most-supported&limit=2')
    assert.deepEqual(paged, [[2, 4], [5, 3], [1]])
    assert.equal(first.json().proposals[0].supports, 2)
  }))

test('a cursor of another list, of other filters or made up by hand is refused with its code', () =>
  withListedCity(async (town) => {
    const [ann] = await town.city.enrol(1)
    for (let count = 0; count < 3; count++) await town.city.openProposal(ann!)
    const { next } = (await town.get('/api/proposals/list?limit=1')).json()
    const forged = Buffer.from('[3,3,"12345678"]').toString('base64url')
    for (const query of [
      `sort=most-supported&cursor=${next}`,
      `field=transport&cursor=${next}`,
      `cursor=${next.slice(0, -2)}`,
      `cursor=${forged}`,
      'cursor=',
      `cursor=${'9'.repeat(5_000)}`,
      "cursor=' or 1=1 --",
      `cursor=${next}&cursor=${next}`,
    ]) {
      const answer = await town.get(`/api/proposals/list?${query}`)
      assert.equal(answer.statusCode, 400, query)
      assert.equal(answer.json().code, 'S21-cursor-malformed', query)
    }
  }))
