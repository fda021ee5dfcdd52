import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { withListedCity, type ListedCity } from '@maru/testing/listed-city.ts'
import sample from '@maru/services/proposals/read-model/similar-sample.json' with { type: 'json' }
import { startPostgres } from '@maru/testing/postgres.ts'

const postgres = await startPostgres()
after(() => (typeof postgres === 'string' ? undefined : postgres.stop()))

const places = [
  { name: 'PGlite', database: 'pglite', skip: false },
  typeof postgres === 'string'
    ? { name: 'PostgreSQL', database: undefined, skip: postgres }
    : { name: 'PostgreSQL', database: postgres.url, skip: false },
]

const search = (words: string, more = ''): string =>
  `/api/proposals/list?q=${encodeURIComponent(words)}${more}`
const similar = (title: string, body = ''): string =>
  `/api/proposals/similar?${new URLSearchParams({ title, body }).toString()}`

for (const { name, database, skip } of places) {
  describe(`words on ${name}`, { skip }, () => {
    const inTown = (run: (town: ListedCity) => Promise<void>) => withListedCity(run, { database })

    test('words are found in titles first, then in texts, whatever particle or space they have', () =>
      inTown(async (town) => {
        const [ann] = await town.city.enrol(1)
        await town.propose(ann!, '자전거 도로를 넓혀 주세요')
        await town.propose(ann!, '공원 정비', '공원에서 자전거도로까지 가는 길이 없습니다.')
        await town.propose(ann!, 'GTX 환승', '5호선에서 갈아타기 어렵습니다.')
        assert.deepEqual(await town.numbers(search('자전거도로')), [1, 2])
        assert.deepEqual(await town.numbers(search('자전거 도로')), [1, 2])
        assert.deepEqual(await town.numbers(search('자전거도로를')), [1, 2])
        assert.deepEqual(await town.pages(search('자전거도로', '&limit=1')), [[1], [2]])
        assert.deepEqual(await town.numbers(search('공원의 길')), [2])
        assert.deepEqual(await town.numbers(search('gtx')), [3])
        assert.deepEqual(await town.numbers(search('5호선')), [3])
        assert.deepEqual(await town.numbers(search('자전거도로'.normalize('NFD'))), [1, 2])
        assert.deepEqual(await town.numbers(search('자전거도로', '&sort=newest')), [2, 1])
        assert.deepEqual(await town.numbers(search('지하철')), [])
      }))

    test('whatever is typed is a question, and never SQL', () =>
      inTown(async (town) => {
        const [ann] = await town.city.enrol(1)
        await town.propose(ann!, '버스 노선')
        assert.deepEqual(await town.numbers(search('   ')), [1])
        for (const words of [
          "'; drop table proposals; --",
          "' | '버스",
          '버스:* & !',
          '\\',
          '%',
          '\0',
          '!!!',
          '\u202e스버',
        ])
          assert.equal((await town.get(search(words))).statusCode, 200, words)
        assert.deepEqual(await town.numbers(search('!!!')), [])
        const long = await town.get(search('버'.repeat(1_000)))
        assert.equal(long.json().code, 'S4-query-malformed')
        assert.equal((await town.get(search('a'.repeat(10_000)))).json().code, 'S4-query-malformed')
        assert.deepEqual(await town.numbers('/api/proposals/list'), [1])
      }))

    test('a text of any kind that the city takes can be kept and found', () =>
      inTown(async (town) => {
        const [ann] = await town.city.enrol(1)
        await town.propose(
          ann!,
          'it\'s \\ "quoted" {a,b} null',
          `${'가나다라마바사'.repeat(8_000)} ${'x'.repeat(3_000)}`,
        )
        await town.propose(ann!, '합니다')
        await town.propose(ann!, '🌳', '')
        assert.deepEqual(await town.numbers(search('quoted')), [1])
        assert.deepEqual(await town.numbers(search('합니다')), [2])
        assert.deepEqual(await town.numbers('/api/proposals/list'), [3, 2, 1])
        assert.equal((await town.get(similar('🌳', '?'))).statusCode, 200)
      }))

    test('similar are titles of the same words, and texts that stand in one another', () =>
      inTown(async (town) => {
        const [ann] = await town.city.enrol(1)
        const body = '여름마다 정류장이 너무 덥습니다. 그늘막이 있으면 기다리기 쉽습니다.'
        await town.propose(ann!, '버스 정류장에 그늘막을 설치해 주세요', body)
        await town.propose(ann!, '도서관 야간 개방')
        const byTitle = (await town.get(similar('버스정류장 그늘막 설치를 제안합니다'))).json().proposals
        assert.deepEqual(
          byTitle.map(({ proposal }: { proposal: number }) => proposal),
          [1],
        )
        assert.ok(byTitle[0].score >= 0.3 && byTitle[0].score < 1, byTitle[0].score)
        assert.equal(byTitle[0].title, '버스 정류장에 그늘막을 설치해 주세요')
        const [same] = (await town.get(similar('다른 제목', body))).json().proposals
        assert.deepEqual([same.proposal, same.score], [1, 1])
        for (const title of ['전혀 다른 이야기', '', '!!!', '   '])
          assert.deepEqual((await town.get(similar(title))).json().proposals, [], title)
        assert.equal((await town.get('/api/proposals/similar')).json().code, 'S4-query-malformed')
      }))

    test('of twenty titles in other spaces, endings and orders, nineteen and more are found', () =>
      inTown(async (town) => {
        const [ann] = await town.city.enrol(1)
        for (const { title } of sample) await town.propose(ann!, title)
        let found = 0
        for (const [index, { kind, again }] of sample.entries()) {
          if (kind !== 'wording') continue
          const { proposals } = (await town.get(similar(again))).json()
          if (proposals.some(({ proposal }: { proposal: number }) => proposal === index + 1)) found++
        }
        assert.ok(found >= 19, `${found} of 20`)
      }))

    test('a hidden text is found by nobody until it is restored; an erased one never again', () =>
      inTown(async (town) => {
        const [ann] = await town.city.enrol(1)
        const number = await town.propose(ann!, '버스 노선', '버스 노선을 늘려 주세요.')
        const moderator = developmentSigner('moderator')
        const about = { service: 'proposals', number, rule: 'insult', content: new Uint8Array(32) }
        await town.city.act(moderator, 'moderation', 'hide-text', about)
        assert.deepEqual(await town.numbers(search('버스')), [])
        assert.deepEqual((await town.get(similar('버스 노선'))).json().proposals, [])
        const [hidden] = (await town.get('/api/proposals/list')).json().proposals
        assert.deepEqual([hidden.title, hidden.excerpt], [null, null])
        await town.city.act(moderator, 'moderation', 'restore-text', { case: 1, content: new Uint8Array(32) })
        assert.deepEqual(await town.numbers(search('버스')), [number])
        await town.city.act(ann!, 'proposals', 'erase-text', { proposal: number })
        assert.deepEqual(await town.numbers(search('버스')), [])
        await town.reopen({ rebuild: true })
        assert.deepEqual(await town.numbers(search('버스')), [])
      }))

    test('the texts of a resident who left are found by nobody', () =>
      inTown(async (town) => {
        const [ann] = await town.city.enrol(1)
        const number = await town.propose(ann!, '버스 노선')
        assert.deepEqual(await town.numbers(search('버스')), [number])
        await town.city.act(ann!, 'residents', 'leave-city', { account: ann!.keyId })
        assert.deepEqual(await town.numbers(search('버스')), [])
        const [row] = (await town.get('/api/proposals/list')).json().proposals
        assert.equal(row.title, null)
      }))
  })
}
