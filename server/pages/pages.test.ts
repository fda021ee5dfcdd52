// Pages for people: what residents write stays text, both languages are there, and nothing leads nowhere.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { encodeBase64 } from '@maru/kernel/log/base64.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { openListedCity, type ListedCity } from '@maru/testing/listed-city.ts'
import { madeUpText, type MadeUpText } from '@maru/testing/made-up-texts.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

const script = '<script>alert("1")</script> & <b>굵게</b>'

describe('the pages of a small city', () => {
  let town: ListedCity
  const get = async (url: string, headers: { readonly [name: string]: string } = {}) => {
    await town.readModel.caughtUp()
    return town.app.inject({ url, headers: { accept: 'text/html', ...headers } })
  }

  before(async () => {
    town = await openListedCity()
    const [ana, ben] = await town.city.enrol(2)
    const write = async (
      signer: typeof ana,
      path: string,
      input: { readonly [field: string]: string | number | null },
      text: MadeUpText,
    ) => {
      const [service, action] = path.split('/') as [string, string]
      const content = hexToBytes(text.commitment)
      const transaction = town.city.sign(signer!, service, action, { ...input, content })
      const answer = await town.app.inject({
        method: 'POST',
        url: '/api/transactions',
        payload: {
          transaction: encodeBase64(transaction),
          content: text.item.content,
          contentSalt: encodeBase64(text.item.salt),
        },
      })
      assert.equal(answer.statusCode, 200, answer.body)
    }
    const proposal = madeUpText('a proposal', { title: script, body: `첫 줄\n${script}` })
    await write(ana, 'proposals/open-proposal', { field: 'transport', district: 'hill' }, proposal)
    const target = { service: 'proposals', number: 1, side: 'for', replyTo: null }
    await write(ben, 'comments/add-comment', target, madeUpText('a comment', { comment: script }))
    const advert = madeUpText('an advertisement', { title: '비누를 팝니다', body: '싸게' })
    await write(ana, 'proposals/open-proposal', { field: 'economy', district: null }, advert)
    const hiding = { service: 'proposals', number: 2, rule: 'advertising' }
    const reasons = madeUpText('reasons', { reasons: `파는 글입니다 ${script}` })
    await write(developmentSigner('moderator'), 'moderation/hide-text', hiding, reasons)
  })
  after(() => town.close())

  test('HTML in a title, a text, a comment or reasons is shown as it was typed', async () => {
    for (const url of ['/', '/proposals', '/proposals/1', '/proposals/1/comments?side=for', '/moderation']) {
      const { body, statusCode } = await get(url)
      assert.equal(statusCode, 200, url)
      assert.ok(!body.includes('<script') && !body.includes('<b>'), url)
      assert.match(body, /&lt;script&gt;alert\(&quot;1&quot;\)/, url)
    }
  })

  test('what is hidden is on no page; the page says so and leads to the log', async () => {
    for (const url of ['/', '/proposals', '/proposals/2', '/moderation']) {
      assert.ok(!(await get(url)).body.includes('비누'), url)
    }
    const { body } = await get('/proposals/2')
    assert.ok(body.includes(ko.hiddenText) && body.includes('/moderation#case-1'))
    assert.match((await get('/moderation')).body, /id="case-1"/)
  })

  test('Korean comes first, English when the browser or the address asks for it, and links keep what was asked', async () => {
    const english = { 'accept-language': 'en-US,en;q=0.9' }
    const [plain, byHeader, byAddress, back] = await Promise.all([
      get('/owed'),
      get('/owed', english),
      get('/owed?lang=en'),
      get('/owed?lang=ko', english),
    ])
    for (const { body } of [plain, back])
      assert.ok(body.includes('lang="ko"') && body.includes(ko.owedSentence))
    for (const { body } of [byHeader, byAddress]) assert.ok(body.includes(en.owedSentence))
    assert.match(byAddress.body, /href="\/proposals\?lang=en"/)
    assert.match(byHeader.body, /href="\/proposals"/)
    assert.match(back.body, /href="\/proposals\?lang=ko"/)
    assert.equal(plain.headers['vary'], 'accept-language')
  })

  test('on English pages what residents wrote is marked as Korean', async () => {
    assert.match((await get('/proposals/1?lang=en')).body, /<p class="text" lang="ko">첫 줄/)
  })

  test('what is not there is a page with 404 for browsers and a problem for programs', async () => {
    const urls = [
      '/proposals/99',
      '/proposals/0',
      '/proposals/1x',
      '/debates/9',
      '/polls/9',
      '/proposals/99/comments?side=for',
    ]
    for (const url of [...urls, '/nowhere', '/proposals/99?lang=en']) {
      const page = await get(url)
      assert.equal(page.statusCode, 404, url)
      assert.match(String(page.headers['content-type']), /^text\/html/)
      assert.match(page.body, /S5-not-found/)
      const problem = await town.app.inject(url)
      assert.equal(problem.json().code, 'S5-not-found', url)
    }
  })

  test('fields of an address that make no sense are refused', async () => {
    const urls = [
      '/proposals?sort=best',
      '/proposals?cursor=abc',
      '/proposals?unknown=1',
      '/moderation?after=x',
    ]
    for (const url of [...urls, '/proposals/1/comments?side=all', '/proposals/1/comments?side=for&after=1']) {
      assert.equal((await get(url)).statusCode, 400, url)
    }
  })

  test('the numbers of the city are there with the days from which they count', async () => {
    const { body } = await get('/parameters?lang=en')
    assert.match(body, /Supports[^<]*<\/th>\s*<td class="number">3</)
    assert.match(body, /<time datetime="2026-01-01">/)
  })
})

test('both languages have the same texts, and none is empty', () => {
  assert.deepEqual(Object.keys(ko).sort(), Object.keys(en).sort())
  const parts = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()
  for (const [name, text] of Object.entries(ko)) {
    const other = en[name as keyof typeof en]
    assert.ok(text && other, name)
    assert.deepEqual(parts(text), parts(other), name)
  }
})
