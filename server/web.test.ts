// The web app's files and its one page, and how the pages without scripts live under the same addresses.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import { serveWeb } from './routes/web.ts'

const html = { accept: 'text/html,application/xhtml+xml' }

describe('the web app', () => {
  let folder: string
  let app: FastifyInstance
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maru-web-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html>the app')
    await writeFile(join(folder, 'assets', 'index-1.js'), 'plain text')
    await writeFile(join(folder, 'assets', 'index-1.js.br'), 'compressed')
    const preloads = {
      '/proposals/$proposal': ['assets/proposal.js', 'assets/proposals.js'],
      '/proposals/new': ['assets/style.css', 'assets/new.js'],
    }
    await writeFile(join(folder, 'preloads.json'), JSON.stringify(preloads))
    await writeFile(join(folder, '.built-from'), 'secret')
    app = fastify()
    serveWeb(app, { folder, production: false })
    app.get('/proposals', () => 'the page without scripts')
    app.get('/api/city', () => 'the answer')
  })
  after(async () => {
    await app.close()
    await rm(folder, { recursive: true })
  })

  const get = (url: string, headers: { readonly [name: string]: string } = html) =>
    app.inject({ url, headers })

  test('a browser gets the app under every address of a page', async () => {
    for (const url of ['/', '/proposals', '/proposals/7?sort=newest', '/what/ever']) {
      const { statusCode, body, headers } = await get(url)
      assert.deepEqual([statusCode, body], [200, '<!doctype html>the app'], url)
      assert.equal(headers['vary'], 'accept, accept-encoding, cookie, sec-fetch-dest')
    }
  })

  test('programs, and what is made for them, get what they got before', async () => {
    assert.equal((await get('/proposals', { accept: '*/*' })).body, 'the page without scripts')
    assert.equal((await get('/api/city')).body, 'the answer')
    assert.equal((await get('/log/nothing')).statusCode, 404)
    assert.equal((await app.inject({ method: 'POST', url: '/', headers: html })).statusCode, 404)
  })

  test('its policy lets in no script, style or connection but the server’s own, and no text as a script', async () => {
    const { headers } = await get('/')
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/)
    assert.match(policy, /require-trusted-types-for 'script'/)
    assert.doesNotMatch(policy, /unsafe|https?:|\*/)
  })

  test('the page names the files of the screen that is asked for', async () => {
    const links = '</assets/proposal.js>; rel=modulepreload, </assets/proposals.js>; rel=modulepreload'
    assert.equal((await get('/proposals/7')).headers['link'], links)
    assert.equal(
      (await get('/proposals/new')).headers['link'],
      '</assets/style.css>; rel=preload; as=style; crossorigin, </assets/new.js>; rel=modulepreload',
    )
    assert.equal((await get('/elsewhere')).headers['link'], '')
  })

  test('whoever asks for plain pages gets them until they ask for the app', async () => {
    const on = await get('/proposals?plain=on')
    assert.deepEqual([on.statusCode, on.headers['location']], [303, '/proposals'])
    assert.equal(on.headers['set-cookie'], 'maru-plain=1; Path=/; Max-Age=31536000; SameSite=Lax')
    const plain = await get('/proposals', { ...html, cookie: 'other=2; maru-plain=1' })
    assert.equal(plain.body, 'the page without scripts')
    const off = await get('/proposals?plain=off', { ...html, cookie: 'maru-plain=1' })
    assert.match(String(off.headers['set-cookie']), /Max-Age=0/)
  })

  test('files that change their names are kept for a year, the page is asked for anew', async () => {
    const file = await get('/assets/index-1.js')
    assert.equal(file.headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.equal(file.headers['content-type'], 'text/javascript; charset=utf-8')
    const { headers } = await get('/')
    assert.equal(headers['cache-control'], 'no-cache')
    const again = await get('/', { ...html, 'if-none-match': String(headers['etag']) })
    assert.deepEqual([again.statusCode, again.body], [304, ''])
  })

  test('a file is sent compressed to who takes it so', async () => {
    const { headers, body } = await get('/assets/index-1.js', { 'accept-encoding': 'gzip, br' })
    assert.deepEqual([headers['content-encoding'], body], ['br', 'compressed'])
    assert.equal((await get('/assets/index-1.js', {})).body, 'plain text')
  })

  test('no address leads to a file that is not of the app', async () => {
    for (const url of [
      '/assets/../.built-from',
      '/.built-from',
      '/assets/index-2.js',
      '/assets/%2e%2e/.built-from',
    ]) {
      const { body } = await get(url)
      assert.doesNotMatch(body, /secret/, url)
    }
    assert.equal((await get('/assets/index-2.js')).statusCode, 404)
  })

  test('a folder without the app is refused when the server is made', () => {
    const elsewhere = { folder: join(folder, 'assets'), production: false }
    assert.throws(() => serveWeb(fastify(), elsewhere), /web\/build\/main\.ts/)
  })
})
