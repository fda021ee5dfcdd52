import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { projections } from '@maru/services/read-models.ts'
import type { Batch, Projection } from '@maru/services/read-model.ts'
import { withListedCity, type ListedCity } from '@maru/testing/listed-city.ts'
import { rowsOf } from '@maru/testing/read-model-rows.ts'

const list = '/api/proposals/list'

/** What is of its files. */
const onPglite = (run: (town: ListedCity) => Promise<void>) => withListedCity(run, { database: 'pglite' })

/** The projections of the city, with something done around each `apply`. */
const around = (run: (apply: () => Promise<void>, batch: Batch) => Promise<void>): readonly Projection[] =>
  projections.map((projection) => ({
    ...projection,
    apply: (batch) => run(() => projection.apply(batch), batch),
  }))

/** A town where something happened in a dozen blocks on two days. */
const play = async ({ city, propose }: ListedCity): Promise<void> => {
  const [ann, ben, cho] = await city.enrol(3)
  for (const title of ['버스 노선', '공원 정비', '나무 심기'])
    await propose(ann!, title, `${title}을 바랍니다.`)
  await city.support(ann!, 1)
  await city.support(ben!, 1)
  city.advance(86_400_000)
  await city.support(cho!, 1)
  await city.support(cho!, 2)
  await city.act(cho!, 'proposals', 'withdraw-support', { proposal: 2 })
  await city.act(ann!, 'proposals', 'withdraw-proposal', { proposal: 3 })
  await city.act(ann!, 'proposals', 'erase-text', { proposal: 2 })
}

test('stopped after any batch, it goes on to the same rows as one built at once', () =>
  withListedCity(async (town) => {
    await play(town)
    const atOnce = await town.rowsBuiltNow()
    assert.equal(atOnce['proposal_counts']?.length, 3)
    assert.equal(atOnce['proposal_words']?.length, 2)
    let batches = 0
    const few = { eventsPerBatch: 3, gatherMs: 0 }
    const stopped = around(async (apply) => {
      await apply()
      batches++
      // The transaction is open: closing waits for it, and starts no other.
      void closing()
    })
    let closing = (): Promise<void> => town.readModel.close()
    await town.reopen({ rebuild: true, projections: stopped, limits: few })
    for (let { index } = town.readModel.status(); index < town.city.ledger.status().size;) {
      await closing()
      index = town.readModel.status().index
      await town.reopen({ projections: stopped, limits: few })
      closing = () => town.readModel.close()
    }
    assert.ok(batches >= 4, `${batches} batches`)
    await town.reopen()
    assert.deepEqual(await rowsOf(town.readModel), atOnce)
    assert.equal(town.readModel.status().rebuilds, 0)
  }))

test('what fails in the middle of a transaction leaves nothing of it, and is done again', () =>
  withListedCity(async (town) => {
    await play(town)
    const whole = await town.rowsBuiltNow()
    let tries = 0
    const limits = { eventsPerBatch: 2, gatherMs: 0, retryMs: 10 }
    // Every fourth time the rows are written, and then it fails.
    const failing = around(async (apply) => {
      await apply()
      if (++tries % 4 === 0) throw new Error('the power is gone')
    })
    await town.reopen({ rebuild: true, projections: failing, limits })
    assert.deepEqual(await rowsOf(town.readModel), whole)
    assert.ok(tries > 6, `${tries} tries`)
  }))

test('what fails for ever stops neither votes nor reads of the ledger, and says why', () =>
  withListedCity(async (town) => {
    const broken = around(() => Promise.reject(new Error('this projection is broken')))
    await town.reopen({ rebuild: true, projections: broken, limits: { retryMs: 10 } })
    const [ann] = await town.city.enrol(1)
    const number = await town.city.openProposal(ann!)
    assert.equal(typeof (await town.city.support(ann!, number)), 'object')
    const answer = await town.app.inject(list)
    assert.deepEqual([answer.statusCode, answer.json().code], [503, 'S22-lists-not-ready'])
    assert.equal((await town.app.inject(`/api/proposals/proposal?proposal=${number}`)).statusCode, 200)
    while (town.readModel.status().reason === undefined) await pause(20)
    const { readModel, ready } = (await town.app.inject('/health/ready')).json()
    assert.deepEqual([ready, readModel.state], [true, 'failing'])
    assert.match(readModel.reason, /this projection is broken/)
    assert.ok(readModel.behind > 0)
    assert.match((await town.app.inject('/metrics')).body, /^maru_read_model_behind [1-9]/m)
  }))

test('rows of other projections and rows of another log are built again', () =>
  withListedCity(async (town) => {
    await play(town)
    const rows = await rowsOf(town.readModel)
    const newer = projections.map((projection) => ({ ...projection, version: projection.version + 1 }))
    await town.reopen({ projections: newer })
    assert.deepEqual(await rowsOf(town.readModel), rows)
    assert.equal(town.readModel.status().rebuilds, 1)

    await withListedCity(async (other) => {
      await other.propose((await other.city.enrol(1))[0]!, '다른 도시')
      await town.reopen({ ledger: other.city.ledger, content: other.content })
      assert.equal((await rowsOf(town.readModel))['proposal_texts']?.length, 1)
      assert.equal(town.readModel.status().rebuilds, 1)
      await town.readModel.close()
    })
  }))

test('rows of before a power cut and a damaged folder are built again', () =>
  onPglite(async (town) => {
    await play(town)
    const rows = await rowsOf(town.readModel)
    const { folder } = town.place as { readonly folder: string }
    await town.readModel.close()
    writeFileSync(`${folder}.open`, '1234567890')
    await town.reopen()
    assert.deepEqual(await rowsOf(town.readModel), rows)
    assert.equal(town.readModel.status().rebuilds, 1)

    await town.readModel.close()
    for (const file of readdirSync(join(folder, 'base', '5'))) {
      const path = join(folder, 'base', '5', file)
      writeFileSync(path, readFileSync(path).fill(0x55))
    }
    await town.reopen({ limits: { openMs: 10_000, queryMs: 10_000, retryMs: 10 } })
    assert.deepEqual(await rowsOf(town.readModel), rows)
    assert.ok(town.readModel.status().rebuilds >= 1)
  }))

test('words that were erased are in no file once it is closed', () =>
  onPglite(async (town) => {
    const [ann] = await town.city.enrol(1)
    const title = '도서관 지붕에 벌통을 놓자'
    const number = await town.propose(ann!, title, '꿀벌이 사라지면 사과도 사라집니다.')
    await town.propose(ann!, '남는 글', '이 글은 남습니다.')
    const { folder } = town.place as { readonly folder: string }
    const filesWith = (text: string): number =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(text)).length
    await town.get(list)
    await town.readModel.close()
    assert.ok(filesWith(title) > 0)
    await town.reopen()
    await town.city.act(ann!, 'proposals', 'erase-text', { proposal: number })
    await town.get(list)
    await town.readModel.close()
    for (const trace of [title, '벌통', '사과도 사라', '꿀벌']) assert.equal(filesWith(trace), 0, trace)
    assert.ok(filesWith('남는 글') > 0)
  }))
