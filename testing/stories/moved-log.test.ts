// A city whose old record lies in cheap storage: whoever reads it, from wherever, finds what was there before.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { dev } from '@maru/cities/dev.ts'
import { openCityContent } from '@maru/cli/city-content.ts'
import { openCityLedger } from '@maru/cli/city-ledger.ts'
import { verifyCommand } from '@maru/cli/commands/verify.ts'
import type { Terminal } from '@maru/cli/terminal.ts'
import { openLogStore } from '@maru/engines/storage/away/address.ts'
import { moveBundles } from '@maru/engines/storage/away/move.ts'
import { nodeFiles } from '@maru/engines/storage/files.ts'
import { openReadModel } from '@maru/server/read-model/read-model.ts'
import { createServer } from '@maru/server/server.ts'
import { projections } from '@maru/services/read-models.ts'
import { openTestCity, recordedOf } from '../city.ts'
import { installFsck, runFsck } from '../fsck.ts'
import { openServedCity } from '../served-city.ts'

/** Forty residents and twenty proposals: some 900 entries. Of the three full bundles one is moved. */
const playCity = async (folder: string) => {
  const city = await openTestCity({ folder, isSolo: true })
  const residents = await city.enrol(40)
  for (let round = 0; round < 20; round++) {
    city.advance(61_000)
    const proposal = await city.openProposal(residents[round]!)
    for (const outcome of await Promise.all(residents.map((signer) => city.support(signer, proposal))))
      recordedOf(outcome)
  }
  await city.close()
}

describe('a city whose old record was moved away', () => {
  let home: string
  let folder: string
  let url: string
  let close: () => Promise<void>
  let bundle: Uint8Array
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'maru-moved-'))
    folder = join(home, 'city')
    await playCity(folder)
    bundle = await readFile(join(folder, 'log/tile/entries/001'))
    const to = join(home, 'store')
    const options = { files: nodeFiles, folder, store: openLogStore(to, {}), limits: { newestKept: 1 } }
    const moved = await moveBundles(options, { to }, Date.now() * 2)
    assert.equal(moved.bundles, 1)
    const city = await openServedCity(folder, dev)
    ;({ url, close } = city)
    await city.readModel.caughtUp()
  })
  after(async () => {
    await close()
    await rm(home, { recursive: true, force: true })
  })

  const verify = async (where: string): Promise<unknown> => {
    const answers: object[] = []
    const terminal: Terminal = {
      json: true,
      environment: {},
      line: () => undefined,
      progress: () => ({ update: () => undefined, end: () => undefined }),
      answer: (value) => void answers.push(value),
    }
    assert.equal(await verifyCommand.run([where], terminal), 0, JSON.stringify(answers))
    const { size, root } = answers[0] as { readonly size: number; readonly root: string }
    return [size, root]
  }

  test('serves it at the same address to the byte, with receipts and lists', async () => {
    const response = await fetch(`${url}/log/tile/entries/001`)
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), Uint8Array.from(bundle))
    const entries = [300, 301].map(async (index) => (await fetch(`${url}/api/entries/${index}`)).json())
    // One of two neighbours is no seal.
    const entry = ((await Promise.all(entries)) as readonly { id?: string }[]).find(({ id }) => id)
    const receipt = await fetch(`${url}/api/receipts/${entry!.id}/tlog-proof`)
    assert.match(await receipt.text(), /^c2sp.org\/tlog-proof@v1\n[\s\S]+index 30[01]\n/)
    const list = await fetch(`${url}/api/proposals/list?sort=newest`)
    assert.equal(((await list.json()) as { readonly proposals: object[] }).proposals.length, 20)
  })

  test('is recounted the same over HTTP and from its folder', async () => {
    assert.deepEqual(await verify(url), await verify(folder))
  })

  test('is found whole by an independent program', { skip: installFsck() }, () =>
    runFsck(`${url}/log`, join(folder, 'vkey'), `maru.${dev.chain}`),
  )

  test('says what is the matter when the storage is away, and only of what is there', async () => {
    // The server so far keeps some bundles in memory.
    await close()
    await rename(join(home, 'store'), join(home, 'unplugged'))
    const ledger = await openCityLedger(folder, dev, {})
    const content = await openCityContent(folder, ledger)
    const limits = { eventLoopDelayMs: 0 }
    const app = createServer({ ledger, services: ledger.rules.services, content, limits })
    close = async () => {
      await app.close()
      await ledger.close()
      await content.close()
    }
    const away = await app.inject('/log/tile/entries/001')
    assert.deepEqual([away.statusCode, away.json<{ code: string }>().code], [503, 'T24-log-away'])
    assert.ok(Number(away.headers['retry-after']) > 0)
    for (const path of ['/log/tile/entries/000', '/log/tile/0/001', '/api/entries/0'])
      assert.equal((await app.inject(path)).statusCode, 200, path)

    // New lists wait for the storage, and are not begun again and again.
    const lists = openReadModel({
      ledger,
      content,
      projections,
      place: { folder: join(home, 'lists') },
      limits: { retryMs: 20 },
    })
    while (lists.status().reason === undefined) await wait(10)
    assert.match(lists.status().reason!, /store: ENOENT/)
    await rename(join(home, 'unplugged'), join(home, 'store'))
    await lists.caughtUp()
    assert.equal(lists.status().rebuilds, 0)
    await lists.close()
  })
})
