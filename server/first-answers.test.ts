// The page with its first answers: what is in it, what is left out, and that no text can break out of it.
import assert from 'node:assert/strict'
import { brotliDecompressSync } from 'node:zlib'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import { serveWeb } from './routes/web.ts'

const opened = { accept: 'text/html', 'sec-fetch-dest': 'document' }

describe('the page that a person opens', () => {
  let folder: string
  let app: FastifyInstance
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maru-first-'))
    await writeFile(join(folder, 'index.html'), '<html><body>the app</body></html>')
    app = fastify()
    serveWeb(app, { folder, production: false })
    app.get('/api/city', () => ({ chain: 'made-up' }))
    app.get('/api/proposals/proposal', ({ query }) => {
      const { proposal } = query as { readonly proposal: string }
      return { proposal: Number(proposal), content: proposal === '7' ? 'aa' : 'bb' }
    })
    app.get('/api/content/aa', () => ({ content: { title: '</script><script>$&' }, salt: '00' }))
    app.get('/api/content/bb', (_request, reply) => reply.code(403).send({ code: 'S23-text-hidden' }))
    app.get('/api/proposals/list', () => new Promise(() => undefined))
    app.get('/api/policies/policies', () => Promise.reject(new Error('no policies today')))
  })
  after(async () => {
    await app.close()
    await rm(folder, { recursive: true })
  })

  const answersOf = (html: string) => {
    const [, text] =
      /^<html><body>the app<script type="application\/json" id="first-answers">(.*?)<\/script><\/body><\/html>$/.exec(
        html,
      ) ?? []
    const { at, answers } = JSON.parse(text ?? assert.fail(html)) as { at: number; answers: object[] }
    assert.ok(Math.abs(Date.now() - at) < 60_000)
    return answers
  }
  const city = { key: ['city'], url: '/api/city', data: { chain: 'made-up' } }

  test('has what its screen asks first, also what has to be asked one after the other', async () => {
    const { body, headers } = await app.inject({ url: '/proposals/7', headers: opened })
    assert.deepEqual(answersOf(body), [
      city,
      {
        key: ['proposals', 'proposal', { proposal: 7 }],
        url: '/api/proposals/proposal?proposal=7',
        data: { proposal: 7, content: 'aa' },
      },
      {
        key: ['content', 'aa'],
        url: '/api/content/aa',
        data: { content: { title: '</script><script>$&' }, salt: '00' },
      },
    ])
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['etag'], undefined)
  })

  test('has no text that is hidden, and none for an address that is no proposal', async () => {
    const hidden = await app.inject({ url: '/proposals/8', headers: opened })
    assert.equal(answersOf(hidden.body).length, 2)
    for (const url of ['/proposals/new', '/proposals/0', '/tracker'])
      assert.deepEqual(answersOf((await app.inject({ url, headers: opened })).body), [city])
  })

  test('does not wait for answers that are late, and goes without those that fail', async () => {
    const begun = performance.now()
    const { body } = await app.inject({ url: '/', headers: opened })
    assert.deepEqual(answersOf(body), [city])
    assert.ok(performance.now() - begun < 5_000)
  })

  test('comes compressed to those who take it so', async () => {
    const headers = { ...opened, 'accept-encoding': 'gzip, br' }
    const { rawPayload, headers: sent } = await app.inject({ url: '/tracker', headers })
    assert.equal(sent['content-encoding'], 'br')
    assert.deepEqual(answersOf(brotliDecompressSync(rawPayload).toString()), [city])
  })

  test('is bare where a program keeps it for later', async () => {
    for (const dest of [{}, { 'sec-fetch-dest': 'empty' }]) {
      const { body, headers } = await app.inject({ url: '/', headers: { accept: 'text/html', ...dest } })
      assert.equal(body, '<html><body>the app</body></html>')
      assert.match(String(headers['etag']), /^"/)
    }
  })
})
