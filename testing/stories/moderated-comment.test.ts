// A comment is reported, hidden with a reason, appealed, and restored by another moderator: each step in public.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signHeldTextRequest } from '@maru/client/signed-request.ts'
import { createHost, sha256 } from '@maru/engines/host.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import { openContentStore, type ContentStore } from '@maru/server/content-store.ts'
import { createServer } from '@maru/server/server.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import type { FastifyInstance } from 'fastify'
import { namedSigner, openTestCity, recordedOf, type TestCity } from '../city.ts'
import { recountCity } from '../recount-city.ts'

const [mayor, moderator] = [developmentSigner('mayor'), developmentSigner('moderator')]
const secondModerator = namedSigner('second moderator')
const comment = { service: 'comments', number: 1 }
const words = '전화하세요, 02-0000-0000. 제 가게입니다.'

describe('a moderated comment', () => {
  let city: TestCity
  let content: ContentStore
  let app: FastifyInstance
  let ana: Signer
  let ben: Signer
  let commitment: string

  /** As an app sends an action with its text. Returns the commitment. */
  const publish = async (
    signer: Signer,
    service: string,
    action: string,
    input: { readonly [name: string]: CborValue },
    text: object,
  ): Promise<string> => {
    const salt = randomBytes(16)
    const commitment = commitContent(sha256, salt, text)
    const transaction = city.sign(signer, service, action, { ...input, content: commitment })
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
    const payload = { transaction: base64(transaction), content: text, contentSalt: base64(salt) }
    const answer = await app.inject({ method: 'POST', url: '/api/transactions', payload })
    assert.equal(answer.statusCode, 200, answer.body)
    return bytesToHex(commitment)
  }
  const read = (commitment: string) => app.inject(`/api/content/${commitment}`)
  const readHeld = async (signer: Signer, commitment: string, forge = false) => {
    const options = { chain: city.genesis.chain, validUntil: Date.now() + 300_000 }
    const bytes = signHeldTextRequest(signer, hexToBytes(commitment), options)
    if (forge) bytes[bytes.length - 1]! ^= 1
    const headers = { 'content-type': 'application/cbor' }
    const url = '/api/held-texts'
    const answer = await app.inject({ method: 'POST', url, headers, payload: Buffer.from(bytes) })
    return answer.statusCode === 200 ? answer.json().content : answer.json().code
  }
  const ask = async (url: string) => (await app.inject(`/api/${url}`)).json()

  before(async () => {
    city = await openTestCity()
    content = openContentStore({ folder: join(city.folder, 'content') })
    await content.follow(city.ledger)
    const { verifySignature } = createHost()
    app = createServer({
      ledger: city.ledger,
      services: city.ledger.rules.services,
      content,
      verifySignature,
    })
    await app.ready()
    ;[ana, ben] = (await city.enrol(2)) as [Signer, Signer]
    const officer = { ...newKey(secondModerator, city.genesis.chain), role: 'moderator' }
    recordedOf(await city.act(mayor, 'residents', 'register-officer', officer))
  })
  after(async () => {
    await app.close()
    await content.close()
    await city.close()
  })

  test('ben comments on a proposal of ana, and anyone can read it', async () => {
    const proposal = { title: '정류장에 그늘막을', body: '여름마다 너무 덥습니다.' }
    await publish(ana, 'proposals', 'open-proposal', { field: 'transport', district: null }, proposal)
    const place = { service: 'proposals', number: 1, side: 'for', replyTo: null }
    commitment = await publish(ben, 'comments', 'add-comment', place, { comment: words })
    assert.equal((await read(commitment)).json().content.comment, words)
  })

  test('nobody can publish a copy under the same commitment, to have the original hidden with it', async () => {
    // Before the store has seen whose the text is, the ledger refuses it instead, with C7.
    await content.caughtUp()
    const { content: text, salt } = (await read(commitment)).json()
    const place = { service: 'proposals', number: 1, side: 'none', replyTo: null }
    const input = { ...place, content: hexToBytes(commitment) }
    const transaction = Buffer.from(city.sign(ana, 'comments', 'add-comment', input)).toString('base64')
    const contentSalt = Buffer.from(salt, 'hex').toString('base64')
    const payload = { transaction, content: text, contentSalt }
    const answer = await app.inject({ method: 'POST', url: '/api/transactions', payload })
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'S26-text-of-another'])
  })

  test('ana reports it, and it is served until somebody judges', async () => {
    recordedOf(await city.act(ana, 'moderation', 'report-text', { ...comment, reason: 'personal-data' }))
    assert.equal((await read(commitment)).statusCode, 200)
    const { cases } = await ask('moderation/cases?state=reported')
    assert.deepEqual(
      cases.map((row: { case: number; reports: number }) => [row.case, row.reports]),
      [[1, 1]],
    )
  })

  test('a moderator hides it: its text is not served, in no way that leads to it', async () => {
    const rule = { ...comment, rule: 'personal-data' }
    const reasons = { reasons: '전화번호가 그대로 적혀 있습니다.' }
    const reasonsAt = await publish(moderator, 'moderation', 'hide-text', rule, reasons)
    const answer = await read(commitment)
    assert.equal(answer.statusCode, 403)
    const { code, case: about, rule: broken, detail } = answer.json()
    assert.deepEqual([code, about, broken], ['S23-text-hidden', 1, 'personal-data'])
    assert.match(detail, /운영자가 가린 글/)
    assert.ok(!answer.body.includes(words))
    assert.deepEqual((await read(reasonsAt)).json().content, reasons)
  })

  test('who judges it and who wrote it still read it, and nobody else does', async () => {
    for (const signer of [moderator, secondModerator, developmentSigner('auditor'), ben])
      assert.deepEqual(await readHeld(signer, commitment), { comment: words })
    for (const signer of [ana, mayor]) assert.equal(await readHeld(signer, commitment), 'S27-needs-reviewer')
    assert.equal(await readHeld(namedSigner('nobody'), commitment), 'T8-unknown-key')
    assert.equal(await readHeld(moderator, commitment, true), 'T7-bad-signature')
    assert.equal(await readHeld(moderator, '07'.repeat(32)), 'S5-not-found')
  })

  test('it stays counted and listed, with what holds its text back', async () => {
    const { comments } = await ask('comments/comments?service=proposals&number=1')
    assert.equal(comments[0].content, commitment)
    assert.deepEqual(comments[0].hold, { case: 1, state: 'hidden', rule: 'personal-data' })
    assert.deepEqual(await ask('comments/counts?service=proposals&number=1'), { for: 1, against: 0, none: 0 })
  })

  test('ben appeals, once, and whoever hid it may not decide', async () => {
    const appeal = { appeal: '제 가게의 대표 번호이고 이미 간판에 있습니다.' }
    await publish(ben, 'moderation', 'appeal', { case: 1 }, appeal)
    const input = { case: 1, content: new Uint8Array(32) }
    assert.equal(await city.act(ben, 'moderation', 'appeal', input), 'M9-already-appealed')
    const decision = { ...input, decision: 'keep' }
    assert.equal(await city.act(moderator, 'moderation', 'decide-appeal', decision), 'M10-same-officer')
    assert.equal((await read(commitment)).statusCode, 403)
  })

  test('another moderator restores it, and it is served again', async () => {
    const decision = { case: 1, decision: 'restore' }
    const reasons = { reasons: '본인의 영업용 번호이므로 개인정보 노출이 아닙니다.' }
    await publish(secondModerator, 'moderation', 'decide-appeal', decision, reasons)
    assert.equal((await read(commitment)).json().content.comment, words)
  })

  test('the public log has every step, and by whom officers took them', async () => {
    const { acts } = await ask('moderation/log')
    const accounts = [secondModerator.keyId, ben.keyId, moderator.keyId, undefined]
    assert.deepEqual(
      acts.map(({ act, by }: { act: string; by?: string }) => [act, by]),
      ['restored', 'appealed', 'hidden', 'reported'].map((act, index) => [act, accounts[index]]),
    )
    const words = acts.slice(0, 3).map(({ content }: { content: string }) => read(content))
    for (const answer of await Promise.all(words)) assert.equal(answer.statusCode, 200)
  })

  test('while the switch is on, a new comment waits until it is approved', async () => {
    const change = { service: 'moderation', name: 'preModeration', from: city.now() + 1_000, value: 1 }
    recordedOf(await city.act(mayor, 'parameters', 'change-parameter', change))
    city.advance(1_000)
    const place = { service: 'proposals', number: 1, side: 'none', replyTo: 1 }
    const waiting = await publish(ana, 'comments', 'add-comment', place, { comment: '그렇군요.' })
    assert.equal((await read(waiting)).json().code, 'S24-text-waiting')
    assert.deepEqual(await readHeld(moderator, waiting), { comment: '그렇군요.' })
    recordedOf(await city.act(moderator, 'moderation', 'approve-text', { case: 2 }))
    assert.equal((await read(waiting)).statusCode, 200)
  })

  test('a recount of the log comes to the same cases', async () => {
    const recounted = await recountCity(city)
    assert.deepEqual(recounted('moderation', 'log'), city.query('moderation', 'log'))
  })
})
