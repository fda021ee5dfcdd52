import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSeed, signerFromSeed } from '@maru/client/keys.ts'
import { letter, withTown, type Town } from '@maru/testing/server-city.ts'

const cbor = { 'content-type': 'application/cbor' }
const json = { 'content-type': 'application/json' }
const future = (): number => Date.now() + 60_000

interface Bad {
  readonly what: string
  readonly code: string
  readonly status: number
  readonly request: (town: Town) => {
    url?: string
    method?: 'GET' | 'POST' | 'PUT'
    headers?: object
    payload?: unknown
  }
}

const post = (
  what: string,
  status: number,
  code: string,
  payload: (town: Town) => unknown,
  headers: object = cbor,
): Bad => ({
  what,
  status,
  code,
  request: (town) => ({ method: 'POST', url: '/api/transactions', headers, payload: payload(town) }),
})
const get = (url: string, status: number, code: string): Bad => ({
  what: url,
  status,
  code,
  request: () => ({ url }),
})
const bytes = (made: Uint8Array): Buffer => Buffer.from(made)
const withFlippedEnd = (made: Uint8Array): Buffer => {
  const flipped = bytes(made)
  flipped[flipped.length - 1]! ^= 1
  return flipped
}
const known = { proposal: 1 }

const list: readonly Bad[] = [
  post('no CBOR', 400, 'T1-malformed', () => Buffer.from('nonsense')),
  post('an empty body', 400, 'T1-malformed', () => Buffer.alloc(0)),
  post('CBOR that is cut off', 400, 'T1-malformed', ({ sign }) =>
    bytes(sign('support', known)).subarray(0, 60),
  ),
  post('CBOR with more behind', 400, 'T1-malformed', ({ sign }) =>
    Buffer.concat([sign('support', known), Buffer.of(0)]),
  ),
  post('another chain', 400, 'T3-wrong-chain', ({ sign }) =>
    bytes(sign('support', known, { chain: 'elsewhere' })),
  ),
  post('expired', 410, 'T4-expired', ({ sign }) => bytes(sign('support', known, { validUntil: 1 }))),
  post('valid too long', 400, 'T5-valid-too-long', ({ sign }) =>
    bytes(sign('support', known, { validUntil: future() * 2 })),
  ),
  post('a bad signature', 401, 'T7-bad-signature', ({ sign }) => withFlippedEnd(sign('support', known))),
  post('an unknown key', 401, 'T8-unknown-key', ({ sign }) =>
    bytes(sign('support', known, { signer: signerFromSeed(createSeed()) })),
  ),
  post('an unknown action', 400, 'T10-unknown-action', ({ sign }) => bytes(sign('dance', known))),
  post('an action named like a method', 400, 'T10-unknown-action', ({ sign }) =>
    bytes(sign('constructor', known)),
  ),
  post('an unknown service', 400, 'T10-unknown-action', ({ sign }) =>
    bytes(sign('support', known, { service: 'x' })),
  ),
  post('a wrong input', 400, 'T11-input-malformed', ({ sign }) =>
    bytes(sign('support', { proposal: 'one' })),
  ),
  post('a wrong input with text', 400, 'T11-input-malformed', ({ sign }) =>
    bytes(sign('write', { text: 1 })),
  ),
  post('a rule that says no', 422, 'N3-unknown', ({ sign }) => bytes(sign('support', { proposal: 9 }))),
  post('a little too much', 413, 'T2-too-large', () => Buffer.alloc(60_001)),
  post('much too much', 413, 'S6-too-large', () => Buffer.alloc(70_000)),
  post(
    'much too much JSON',
    413,
    'S6-too-large',
    () => JSON.stringify({ transaction: 'A'.repeat(600_000) }),
    json,
  ),
  post('no text', 400, 'S2-content-missing', ({ sign }) =>
    bytes(sign('write', { text: new Uint8Array(32) })),
  ),
  post(
    'text without salt',
    400,
    'S1-body-malformed',
    (town) => ({ ...letter(town, 'a'), contentSalt: undefined }),
    json,
  ),
  post(
    'salt without text',
    400,
    'S2-content-missing',
    (town) => ({ ...letter(town, 'a'), content: undefined }),
    json,
  ),
  post('other text', 400, 'S3-content-mismatch', (town) => letter(town, 'a', 'b'), json),
  post('an empty title', 422, 'P2-title-length', (town) => letter(town, ''), json),
  post('a title of 121', 422, 'P2-title-length', (town) => letter(town, '가'.repeat(121)), json),
  post('a title that is none', 400, 'S12-content-malformed', (town) => letter(town, 5), json),
  post(
    'half a surrogate pair',
    400,
    'S12-content-malformed',
    (town) => JSON.stringify(letter(town, 'SPOT')).replace('SPOT', String.raw`\ud800`),
    json,
  ),
  post(
    'half a surrogate pair as transaction',
    400,
    'S1-body-malformed',
    () => String.raw`{"transaction":"\ud800"}`,
    json,
  ),
  post(
    'unwanted text',
    400,
    'S13-content-unwanted',
    (town) => ({ ...letter(town, 'a'), transaction: bytes(town.sign('support', known)).toString('base64') }),
    json,
  ),
  post('broken JSON', 400, 'S1-body-malformed', () => '{', json),
  post('JSON of another kind', 400, 'S1-body-malformed', () => '[1]', json),
  post('JSON null', 400, 'S1-body-malformed', () => 'null', json),
  post('JSON with a prototype', 400, 'S1-body-malformed', () => '{"__proto__":{"a":1}}', json),
  post('JSON with more fields', 400, 'S1-body-malformed', () => '{"transaction":"AA","extra":1}', json),
  post('JSON with no base64', 400, 'S1-body-malformed', () => '{"transaction":"?"}', json),
  post('plain text', 415, 'S8-wrong-media-type', () => 'hello', { 'content-type': 'text/plain' }),
  post('a form', 415, 'S8-wrong-media-type', () => 'a=b', {
    'content-type': 'application/x-www-form-urlencoded',
  }),
  post('no type', 415, 'S8-wrong-media-type', () => Buffer.from('x'), {}),
  get('/nowhere', 404, 'S5-not-found'),
  get('/api/notes/nothing', 404, 'S5-not-found'),
  get('/api/transactions', 404, 'S5-not-found'),
  get('/%ff', 400, 'S16-request-malformed'),
  get('/api/notes/note', 400, 'S4-query-malformed'),
  get('/api/notes/note?proposal=-1', 400, 'S4-query-malformed'),
  get('/api/notes/note?proposal=1e3', 400, 'S4-query-malformed'),
  get('/api/notes/note?proposal=1&proposal=2', 400, 'S4-query-malformed'),
  get('/api/notes/note?proposal=1&more=2', 400, 'S4-query-malformed'),
  get('/api/notes/note?proposal=99999999999999999999', 400, 'S4-query-malformed'),
  get('/api/notes/note?proposal=9', 404, 'S5-not-found'),
  get('/api/entries/-1', 404, 'S5-not-found'),
  get('/api/entries/1.5', 404, 'S5-not-found'),
  get('/api/entries/999999999999999', 404, 'S5-not-found'),
  get('/api/entries/99999999999999999999999', 404, 'S5-not-found'),
  get('/api/receipts/zz', 404, 'S14-not-recorded'),
  get(`/api/receipts/${'0'.repeat(64)}`, 404, 'S14-not-recorded'),
  get(`/api/receipts/${'0'.repeat(64)}?wait=31`, 400, 'S4-query-malformed'),
  get(`/api/receipts/${'0'.repeat(64)}/tlog-proof`, 404, 'S14-not-recorded'),
  get('/api/content/..%2f..%2fetc%2fpasswd', 404, 'S5-not-found'),
  get(`/api/content/${'0'.repeat(64)}`, 404, 'S5-not-found'),
  get('/api/state/notes/constructor/1', 404, 'S5-not-found'),
  get('/api/state/kernel/accounts/zz', 400, 'S4-query-malformed'),
  get('/api/state/notes/notes/1,2', 400, 'S4-query-malformed'),
  get('/api/state/notes/notes/9', 404, 'S5-not-found'),
  get(`/api/state/kernel/window/1,${'0'.repeat(32)}?proof=1`, 404, 'S15-not-provable'),
  get('/log/tile/../../key', 404, 'S5-not-found'),
  get('/log/tile/..%2f..%2fkey', 404, 'S5-not-found'),
  get('/log/tile/0/%2e%2e/%2e%2e/key', 404, 'S5-not-found'),
  get('/log/tile/0/000.p/256', 404, 'S5-not-found'),
  get('/log/tile/0/0', 404, 'S5-not-found'),
  get('/log/tile/99/000', 404, 'S5-not-found'),
  get('/log/tile/0/x999/x999/x999/x999/999', 404, 'S5-not-found'),
  get('/problems/X1-unheard-of', 404, 'S5-not-found'),
]

test('each bad request gets its code, no 500, and changes nothing', () =>
  withTown(async (town) => {
    const before = town.ledger.status()
    const stateRoot = Buffer.from(town.ledger.snapshot().stateRoot).toString('hex')
    for (const { what, code, status, request } of list) {
      const answer = await town.app.inject(request(town) as never)
      assert.deepEqual([answer.json().code, answer.statusCode], [code, status], `${what}: ${answer.body}`)
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/, what)
      assert.equal(answer.json().type, `/problems/${code}`)
      assert.ok(answer.json().detail.length > 10, what)
    }
    const after = town.ledger.status()
    assert.deepEqual([after.height, after.size], [before.height, before.size])
    assert.equal(Buffer.from(town.ledger.snapshot().stateRoot).toString('hex'), stateRoot)
  }))

test('a refusal speaks Korean, or English to those who ask for it', () =>
  withTown(async ({ app }) => {
    const detail = async (language?: string): Promise<string> => {
      const headers = language === undefined ? {} : { 'accept-language': language }
      return (await app.inject({ url: '/nowhere', headers })).json().detail
    }
    const [korean, english] = [await detail(), await detail('en')]
    assert.match(korean, /찾으시는/)
    assert.match(english, /nothing here/)
    assert.equal(await detail('fr, en;q=0.5, ko;q=0.9'), korean)
    assert.equal(await detail('en-GB,ko;q=0.1'), english)
    assert.equal(await detail(',;q=,en;q=x'), korean)
  }))

test('too many writes from one address are turned away', () =>
  withTown(
    async ({ app }) => {
      const send = () =>
        app.inject({ method: 'POST', url: '/api/transactions', headers: cbor, payload: Buffer.of(1) })
      const answers = [await send(), await send(), await send()]
      assert.deepEqual(
        answers.map((answer) => answer.json().code),
        ['T1-malformed', 'T1-malformed', 'S7-too-many-requests'],
      )
      assert.equal(answers[2]?.statusCode, 429)
      assert.ok(answers[2]?.headers['retry-after'])
    },
    { limits: { writesPerMinute: 2 } },
  ))

test('behind a server in front everyone has limits of their own, and nobody gets others by saying so', () =>
  withTown(
    async ({ app }) => {
      const codesFrom = async (remoteAddress: string, addresses: readonly string[]): Promise<string[]> => {
        const codes: string[] = []
        for (const address of addresses) {
          const headers = { ...cbor, 'x-forwarded-for': address }
          const call = { method: 'POST', url: '/api/transactions', headers, payload: Buffer.of(1) } as const
          codes.push((await app.inject({ ...call, remoteAddress })).json().code)
        }
        return codes
      }
      const [taken, refused] = ['T1-malformed', 'S7-too-many-requests']
      const behind = await codesFrom('127.0.0.1', ['192.0.2.1', '192.0.2.2', '192.0.2.1'])
      assert.deepEqual(behind, [taken, taken, refused])
      assert.deepEqual(await codesFrom('198.51.100.1', ['192.0.2.3', '192.0.2.4']), [taken, refused])
    },
    { limits: { writesPerMinute: 1, proxies: ['127.0.0.1'] } },
  ))
