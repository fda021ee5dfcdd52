import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { withListedCity, type ListedCity } from '@maru/testing/listed-city.ts'
import { startPostgres } from '@maru/testing/postgres.ts'

const postgres = await startPostgres()
after(() => (typeof postgres === 'string' ? undefined : postgres.stop()))

const places = [
  { name: 'PGlite', database: 'pglite', skip: false },
  typeof postgres === 'string'
    ? { name: 'PostgreSQL', database: undefined, skip: postgres }
    : { name: 'PostgreSQL', database: postgres.url, skip: false },
]

const day = 86_400_000
const list = '/api/proposals/list'

for (const { name, database, skip } of places) {
  describe(`lists on ${name}`, { skip }, () => {
    const inTown = (run: (town: ListedCity) => Promise<void>) => withListedCity(run, { database })

    test('each order is its own, and cursors give every proposal once', () =>
      inTown(async (town) => {
        const [ann, ben] = await town.city.enrol(2)
        for (let count = 0; count < 5; count++) await town.city.openProposal(ann!)
        await town.city.support(ann!, 2)
        await town.city.support(ben!, 2)
        await town.city.support(ben!, 4)
        assert.deepEqual(await town.numbers(list), [5, 4, 3, 2, 1])
        assert.deepEqual(await town.pages(`${list}?sort=most-supported&limit=2`), [[2, 4], [5, 3], [1]])
        assert.equal((await town.get(`${list}?sort=most-supported`)).json().proposals[0].supports, 2)
        assert.deepEqual(await town.pages(`${list}?limit=2`), [[5, 4], [3, 2], [1]])
      }))

    test('rising is what was gained on the last seven days, the newest weighing most', () =>
      inTown(async (town) => {
        const [ann, ben] = await town.city.enrol(2)
        for (let count = 0; count < 3; count++) await town.city.openProposal(ann!)
        await town.city.support(ann!, 1)
        await town.city.support(ben!, 1)
        assert.deepEqual(await town.numbers(`${list}?sort=rising`), [1])
        town.city.advance(4 * day)
        await town.city.support(ann!, 2)
        assert.deepEqual(await town.numbers(`${list}?sort=rising`), [2, 1])
        town.city.advance(3 * day)
        await town.city.support(ann!, 3)
        assert.deepEqual(await town.numbers(`${list}?sort=rising`), [3, 2])
        await town.city.act(ann!, 'proposals', 'withdraw-support', { proposal: 3 })
        assert.deepEqual(await town.numbers(`${list}?sort=rising`), [2])
      }))

    test('closing soon, overdue and answered follow the deadlines of the ledger', () =>
      inTown(async (town) => {
        const residents = await town.city.enrol(3)
        await town.city.openProposal(residents[0]!)
        town.city.advance(day)
        await town.city.openProposal(residents[0]!)
        assert.deepEqual(await town.numbers(`${list}?sort=closing-soon`), [1, 2])
        for (const resident of residents) await town.city.support(resident, 1)
        assert.deepEqual(await town.numbers(`${list}?sort=closing-soon`), [2])
        assert.deepEqual(await town.numbers(`${list}?state=needs-assignment`), [1])
        assert.deepEqual(await town.numbers(`${list}?sort=overdue`), [])
        const mayor = developmentSigner('mayor')
        await town.city.act(mayor, 'answers', 'assign-department', { duty: 1, department: 'roads' })
        assert.deepEqual(await town.numbers(`${list}?department=roads`), [1])
        town.city.advance(15 * day)
        await town.city.runTimers()
        assert.deepEqual(await town.numbers(`${list}?sort=overdue`), [1])
        const answer = { duty: 1, decision: 'adopted', content: new Uint8Array(32) }
        await town.city.act(developmentSigner('department'), 'answers', 'give-answer', answer)
        assert.deepEqual(await town.numbers(`${list}?sort=overdue`), [])
        assert.deepEqual(await town.numbers(`${list}?sort=answered&department=roads`), [1])
      }))

    test('filters hold for every order, and for words', () =>
      inTown(async (town) => {
        const [ann] = await town.city.enrol(1)
        await town.propose(ann!, '버스 노선', '', { field: 'transport', district: 'hill' })
        await town.propose(ann!, '버스 차고지', '', { field: 'environment', district: 'hill' })
        await town.propose(ann!, '나무 심기', '', { field: 'environment', district: 'river' })
        assert.deepEqual(await town.numbers(`${list}?field=environment`), [3, 2])
        assert.deepEqual(
          await town.numbers(`${list}?field=environment&district=hill&sort=most-supported`),
          [2],
        )
        assert.deepEqual(await town.numbers(`${list}?field=environment&q=${encodeURIComponent('버스')}`), [2])
        assert.deepEqual(await town.numbers(`${list}?state=withdrawn`), [])
      }))

    test('a cursor of another list, of other filters or made up by hand is refused with its code', () =>
      inTown(async (town) => {
        const [ann] = await town.city.enrol(1)
        for (let count = 0; count < 3; count++) await town.city.openProposal(ann!)
        const { next } = (await town.get(`${list}?limit=1`)).json()
        const forged = Buffer.from('[3,3,3,"12345678"]').toString('base64url')
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
          const answer = await town.get(`${list}?${query}`)
          assert.equal(answer.statusCode, 400, query)
          assert.equal(answer.json().code, 'S21-cursor-malformed', query)
        }
      }))

    test('fields that are not of the list, or not of their kind, are refused with their code', () =>
      inTown(async (town) => {
        for (const query of [
          'sort=best',
          'limit=101',
          'limit=0',
          'limit=1.5',
          'x=1',
          'field=Robert%27);--',
          'q=a&q=b',
        ]) {
          const answer = await town.get(`${list}?${query}`)
          assert.equal(answer.statusCode, 400, query)
          assert.equal(answer.json().code, 'S4-query-malformed', query)
        }
      }))
  })
}
