// Open data as a spreadsheet and a program read it, by readers that are not ours.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { busyTexts, withBusyCity, type BusyCity } from '@maru/testing/busy-city.ts'

const csvOf = (body: string): Record<string, string>[] => parse(body, { bom: true, columns: true })
const linesOf = (body: string): Record<string, unknown>[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
const exportOf = async ({ app }: BusyCity, name: string, headers: Record<string, string> = {}) =>
  app.inject({ url: `/api/open-data/${name}`, headers })

test('every set that is listed is served in each of its formats, with the columns it names', () =>
  withBusyCity(async (town) => {
    const { sets } = (await town.app.inject('/api/open-data')).json()
    assert.equal(sets.length, 12)
    for (const { columns, files } of sets) {
      const [csv, lines] = await Promise.all(files.map(({ path }: { path: string }) => town.app.inject(path)))
      assert.deepEqual(parse(csv.body, { bom: true, to: 1 })[0], columns)
      const rows = linesOf(lines.body)
      for (const row of rows) assert.deepEqual(Object.keys(row), columns)
      assert.equal(csvOf(csv.body).length, rows.length)
      assert.equal(csv.headers['content-type'], files[0].mediaType)
      assert.equal(lines.headers['content-type'], files[1].mediaType)
    }
  }))

test('CSV begins with a byte order mark, ends lines with CRLF, and holds no cell that Excel would run', () =>
  withBusyCity(async (town) => {
    const { body } = await exportOf(town, 'proposals.csv')
    assert.equal(body.charCodeAt(0), 0xfeff)
    const [first] = csvOf(body) as [Record<string, string>]
    assert.equal(first['title'], `'${busyTexts.shade.item.content.title}`)
    assert.equal(first['body'], busyTexts.shade.item.content.body)
    assert.match(body, /^[^\n]*\r\n/)
    for (const name of ['opinions.csv', 'comments.csv']) {
      const { body } = (await exportOf(town, name)) as { body: string }
      assert.ok(csvOf(body).every((row) => Object.values(row).every((cell) => !/^[=+\-@]/.test(cell))))
    }
    const [line] = linesOf((await exportOf(town, 'proposals.jsonl')).body)
    assert.equal(line!['title'], busyTexts.shade.item.content.title, 'JSON Lines has the text as it is')
  }))

test('what the sets say is what the ledger says', () =>
  withBusyCity(async (town) => {
    const rows = async (name: string) => linesOf((await exportOf(town, `${name}.jsonl`)).body)
    const proposals = await rows('proposals')
    assert.deepEqual(
      proposals.map(({ proposal, state, supports, textState }) => [proposal, state, supports, textState]),
      [
        [1, 'debate', 5, 'shown'],
        [2, 'needs-assignment', 3, 'shown'],
        [3, 'open', 0, 'erased'],
      ],
    )
    const day = new Date(town.city.now() - 86_400_000).toISOString().slice(0, 10)
    assert.deepEqual(await rows('supports-per-day'), [
      { proposal: 1, day, supports: 5 },
      { proposal: 2, day, supports: 3 },
    ])
    const [debate] = await rows('debates')
    assert.deepEqual([debate!['for'], debate!['participants'], debate!['openedBy']], [1, 1, 'supports'])
    assert.equal(debate!['secrecy'], 'named')
    const [duty] = await rows('answers')
    assert.deepEqual([duty!['state'], duty!['decision'], duty!['daysLate']], ['answered', 'adopted', 0])
    assert.equal(duty!['body'], busyTexts.answer.item.content.body)
    const [policy] = await rows('policies')
    assert.deepEqual([policy!['proposal'], policy!['department']], [1, 'roads'])
    const [act] = await rows('moderation')
    assert.deepEqual([act!['did'], act!['rule']], ['hidden', 'personal-data'])
    assert.equal(act!['reasons'], busyTexts.reasons.item.content.reasons)
  }))

test('a text that is hidden or erased is in no set, nor is its salt', () =>
  withBusyCity(async (town) => {
    const { sets } = (await town.app.inject('/api/open-data')).json()
    const bodies = await Promise.all(
      sets.flatMap(({ files }: any) =>
        files.map(async ({ path }: any) => (await town.app.inject(path)).body),
      ),
    )
    for (const { item } of [busyTexts.hidden, busyTexts.erased]) {
      const traces = [...Object.values(item.content), Buffer.from(item.salt).toString('hex')]
      for (const body of bodies) for (const trace of traces) assert.ok(!body.includes(trace), trace)
    }
    const [, second] = linesOf((await exportOf(town, 'comments.jsonl')).body)
    assert.deepEqual([second!['textState'], second!['salt'], second!['body']], ['hidden', null, null])
  }))

test('an export names the log it belongs to, and is not sent again while that is the same', () =>
  withBusyCity(async (town) => {
    const first = await exportOf(town, 'proposals.csv')
    const { size, height } = town.city.ledger.snapshot()
    assert.equal(first.headers['maru-log-index'], String(size))
    assert.equal(first.headers['maru-height'], String(height))
    const checkpoint = Buffer.from(String(first.headers['maru-checkpoint']), 'base64').toString()
    assert.equal(checkpoint, town.city.ledger.checkpoint())
    assert.equal(first.headers['access-control-allow-origin'], '*')
    const known = { 'if-none-match': String(first.headers.etag) }
    const again = await exportOf(town, 'proposals.csv', known)
    assert.deepEqual([again.statusCode, again.body], [304, ''])
    await town.city.enrol(1)
    assert.equal((await exportOf(town, 'proposals.csv', known)).statusCode, 200)
  }))

test('it is packed for those who take gzip, and for no others', () =>
  withBusyCity(async (town) => {
    const plain = await exportOf(town, 'proposals.jsonl')
    const packed = await exportOf(town, 'proposals.jsonl', { 'accept-encoding': 'br, gzip;q=0.8' })
    assert.equal(packed.headers['content-encoding'], 'gzip')
    assert.equal(gunzipSync(packed.rawPayload).toString(), plain.body)
    const refused = await exportOf(town, 'proposals.jsonl', { 'accept-encoding': 'gzip;q=0' })
    assert.equal(refused.headers['content-encoding'], undefined)
    const head = await town.app.inject({ method: 'HEAD', url: '/api/open-data/proposals.jsonl' })
    assert.deepEqual([head.statusCode, head.body], [200, ''])
  }))
