// Who asks for erasure is forgotten by every file of the node, and what they took part in still counts.
import assert from 'node:assert/strict'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { host } from '@maru/cli/host.ts'
import type { Signer } from '@maru/client/keys.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { encodeBase64 } from '@maru/kernel/log/base64.ts'
import { checkProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { openListedCity, type ListedCity } from '../listed-city.ts'
import { filesWith, madeUpText, tracesOf, type MadeUpText } from '../made-up-texts.ts'
import { recountCity } from '../recount-city.ts'

type Input = { readonly [name: string]: CborValue }

const first = madeUpText('아나의 초안')
const second = madeUpText('아나의 제안')
const bens = madeUpText('벤의 제안')
const comment = madeUpText('벤의 댓글', { comment: '벤이 남긴 댓글입니다: 그늘이 "꼭" 필요해요' })
const chos = madeUpText('조의 제안')
const erased = [first, second, bens, comment]

describe('one author has a proposal erased, another leaves the city', () => {
  let town: ListedCity
  let ana: Signer
  let ben: Signer
  let cho: Signer
  const receipts: { readonly index: number; readonly proof: string }[] = []
  let keysBefore: readonly Buffer[] = []

  const send = async (
    signer: Signer,
    service: string,
    action: string,
    input: CborValue,
    text?: MadeUpText,
  ): Promise<{ readonly statusCode: number; readonly json: () => any }> =>
    town.app.inject({
      method: 'POST',
      url: '/api/transactions',
      payload: {
        transaction: encodeBase64(town.city.sign(signer, service, action, input)),
        ...(text && { content: text.item.content, contentSalt: encodeBase64(text.item.salt) }),
      },
    })
  const act = async (...sent: Parameters<typeof send>): Promise<void> => {
    const answer = await send(...sent)
    assert.equal(answer.statusCode, 200, JSON.stringify(answer.json()))
    receipts.push(answer.json())
  }
  const write = (signer: Signer, service: string, action: string, input: Input, text: MadeUpText) =>
    act(signer, service, action, { ...input, content: hexToBytes(text.commitment) }, text)
  const tallies = () => town.city.query('proposals', 'tallies')
  const contentStatus = async ({ commitment }: MadeUpText) => {
    const answer = await town.app.inject(`/api/content/${commitment}`)
    return [answer.statusCode, answer.json().code]
  }

  before(async () => {
    town = await openListedCity()
    ;[ana, ben, cho] = (await town.city.enrol(3)) as [Signer, Signer, Signer]
    const place = { field: 'transport', district: null }
    await write(ana, 'proposals', 'open-proposal', place, first)
    await write(ana, 'proposals', 'edit-proposal', { proposal: 1, ...place }, second)
    await write(ben, 'proposals', 'open-proposal', place, bens)
    await write(cho, 'proposals', 'open-proposal', place, chos)
    const target = { service: 'proposals', number: 3, side: 'for', replyTo: null }
    await write(ben, 'comments', 'add-comment', target, comment)
    for (const proposal of [1, 2, 3]) await act(cho, 'proposals', 'support-proposal', { proposal })
    await act(ben, 'proposals', 'support-proposal', { proposal: 1 })
    keysBefore = await keysIn(town.city.folder)
  })
  after(() => rm(town.city.folder, { recursive: true, force: true }))

  test('before, everybody reads the texts; only what an edit replaced is gone', async () => {
    for (const text of [second, bens, comment]) assert.deepEqual(await contentStatus(text), [200, undefined])
    assert.deepEqual(await contentStatus(first), [410, 'S19-content-erased'])
  })

  test('the author erases, the other leaves: at once the texts are gone, and no count has moved', async () => {
    const counted = tallies()
    await act(ana, 'proposals', 'erase-text', { proposal: 1 })
    assert.deepEqual(await contentStatus(second), [410, 'S19-content-erased'])
    await act(ben, 'residents', 'leave-city', { account: ben.keyId })
    for (const text of erased) assert.deepEqual(await contentStatus(text), [410, 'S19-content-erased'])
    assert.deepEqual(await contentStatus(chos), [200, undefined])
    assert.deepEqual(tallies(), counted)
  })

  test('an erased text is not taken in again', async () => {
    const input = { field: 'transport', district: null, content: hexToBytes(second.commitment) }
    const answer = await send(ana, 'proposals', 'open-proposal', input, second)
    assert.deepEqual([answer.statusCode, answer.json().code], [410, 'S19-content-erased'])
  })

  test('every receipt still verifies, and so does the whole log', async () => {
    const { ledger } = town.city
    const vkey = parseVkey(host.hash, ledger.vkey)
    assert.ok(vkey.ok)
    for (const { index, proof } of receipts) {
      const entry = (await ledger.entry(index))!
      assert.ok(checkProof(host.hash, host.verifyEd25519, proof, entry, vkey.value).ok)
    }
    const recounted = await recountCity(town.city)
    assert.deepEqual(recounted('proposals', 'tallies'), tallies())
  })

  test('the search for traces finds each of them where it stands in the clear', async () => {
    const folder = join(town.city.folder, 'fixture')
    await mkdir(folder)
    for (const trace of erased.flatMap(tracesOf)) {
      const path = join(folder, 'plain')
      await writeFile(path, Buffer.concat([Buffer.alloc(9, 1), trace, Buffer.alloc(9, 2)]))
      assert.equal((await filesWith(folder, [trace])).length, 1)
    }
    await rm(folder, { recursive: true })
  })

  test('no file of the closed node holds a text, a salt or a key of theirs: only accounts remain', async () => {
    await town.app.close()
    await town.readModel.close()
    await town.content.close()
    await town.city.ledger.close()
    const { folder } = town.city
    const keysAfter = new Set((await keysIn(folder)).map((key) => key.toString('hex')))
    const gone = keysBefore.filter((key) => !keysAfter.has(key.toString('hex')))
    assert.equal(gone.length, 3)
    assert.equal(keysAfter.size, 1)
    assert.deepEqual(await filesWith(folder, [...erased.flatMap(tracesOf), ...gone]), [])
    assert.notDeepEqual(await filesWith(folder, [Buffer.from(ana.keyId)]), [])
  })
})

/** The keys of texts that are not erased. */
const keysIn = async (folder: string): Promise<readonly Buffer[]> => {
  const file = await readFile(join(folder, 'content', 'keys'))
  const slots = Array.from({ length: file.length / 32 }, (_, slot) =>
    file.subarray(slot * 32, slot * 32 + 32),
  )
  return slots.filter((key) => key.some((byte) => byte !== 0))
}
