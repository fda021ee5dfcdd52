// Feeds as a feed reader that is not ours reads them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFeed } from '@rowanmanning/feed-parser'
import { busyTexts, withBusyCity, type BusyCity } from '@maru/testing/busy-city.ts'
import { formatAtom } from './atom.ts'

const read = async ({ app }: BusyCity, path: string) => {
  const answer = await app.inject(`/api/feeds/${path}`)
  assert.equal(answer.headers['content-type'], 'application/atom+xml; charset=utf-8')
  return { body: answer.body, feed: parseFeed(answer.body) }
}

test('new proposals: newest first, with their words as plain text, and no words of an erased one', () =>
  withBusyCity(async (town) => {
    const { feed, body } = await read(town, 'proposals')
    assert.deepEqual([feed.meta.type, feed.meta.version, feed.language], ['atom', '1.0', 'ko'])
    assert.deepEqual(
      feed.items.map(({ title }) => title),
      ['제안 3', busyTexts.benches.item.content['title'], busyTexts.shade.item.content['title']],
    )
    assert.equal(feed.items[2]?.content, busyTexts.shade.item.content['body'])
    assert.ok(!body.includes(busyTexts.erased.item.content['title']!))
    assert.match(body, /&lt;을&gt; &amp; &quot;정류장&quot;/)
    assert.match(feed.items[0]?.url ?? '', /\/api\/proposals\/proposal\?proposal=3$/)
    const english = await read(town, 'proposals?lang=en')
    assert.deepEqual([english.feed.language, english.feed.title], ['en', 'Maru Town · New proposals'])
  }))

test('new answers and debates, and the whole way of one proposal', () =>
  withBusyCity(async (town) => {
    const [answer] = (await read(town, 'answers?lang=en')).feed.items
    assert.equal(answer!.title, `adopted: ${busyTexts.shade.item.content['title']}`)
    assert.equal(answer!.content, busyTexts.answer.item.content['body'])
    const { items } = (await read(town, 'debates')).feed
    assert.deepEqual(
      items.map(({ title }) => title),
      [busyTexts.shade.item.content['title']],
    )
    const way = (await read(town, 'proposals/1?lang=en')).feed
    assert.deepEqual(way.items.map(({ categories }) => categories[0]!.term).sort(), [
      'answers.answered',
      'answers.duty-arose',
      'debates.debate-opened',
      'policies.policy-opened',
      'proposals.proposal-opened',
      'proposals.threshold-crossed',
      'proposals.threshold-crossed',
    ])
    for (const { title } of way.items) assert.match(title!, /^[A-Z][a-z ']+/, 'each has words for people')
    assert.equal((await town.app.inject('/api/feeds/proposals/99')).json().code, 'S5-not-found')
    assert.equal((await town.app.inject('/api/feeds/proposals/1x')).json().code, 'S5-not-found')
  }))

test('ids are UUIDs of their own that stay, dates are in order, and what is known is not sent again', () =>
  withBusyCity(async (town) => {
    for (const path of ['proposals', 'answers', 'debates', 'proposals/1']) {
      const { body, feed } = await read(town, path)
      const ids = [...body.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id!)
      assert.equal(new Set(ids).size, 1 + feed.items.length, path)
      for (const id of ids)
        assert.match(id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const dates = feed.items.map(({ published }) => published!.getTime())
      assert.deepEqual(
        dates,
        [...dates].sort((a, b) => b - a),
      )
      const updates = feed.items.map(({ updated }) => updated!.getTime())
      assert.equal(feed.updated!.getTime(), Math.max(...updates))
      const elsewhere = await town.app.inject({ url: `/api/feeds/${path}`, headers: { host: 'a"<b>' } })
      assert.deepEqual(
        [...elsewhere.body.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id!),
        ids,
      )
      assert.ok(!elsewhere.body.includes('<b>'))
      const headers = { 'if-none-match': String(elsewhere.headers.etag) }
      assert.equal((await town.app.inject({ url: `/api/feeds/${path}`, headers })).statusCode, 304)
    }
  }))

test('characters that XML cannot write are replaced, and markup stays text', () => {
  const entry = {
    name: 'e',
    published: 0,
    updated: 0,
    path: '/',
    title: 'a\u0000\ufffe\u001b',
    text: ']]><script>',
  }
  const feed = {
    name: 'f',
    language: 'ko',
    title: 't',
    author: 'a',
    origin: 'http://x',
    path: '/',
    time: 0,
  } as const
  const { items } = parseFeed(formatAtom({ ...feed, entries: [entry] }))
  assert.equal(items[0]!.title, 'a\ufffd\ufffd\ufffd')
  assert.equal(items[0]!.content, ']]><script>')
  assert.equal(parseFeed(formatAtom({ ...feed, entries: [] })).updated!.getTime(), 0)
})
