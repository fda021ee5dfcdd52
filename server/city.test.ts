import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { cityToGenesis } from '@maru/cities/city.ts'
import { dev } from '@maru/cities/dev.ts'
import { createCityClient, CityRefusal } from '@maru/client/city-client.ts'
import { createSeed, developmentSigner, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction, type Wish } from '@maru/client/transaction.ts'
import { sha256 } from '@maru/engines/host.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { services } from '@maru/services/index.ts'
import { openContentStore } from './content-store.ts'
import { createServer } from './server.ts'

test('a resident is enrolled, proposes, and everybody can read it, over HTTP alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-city-'))
  const ledger = await openSolo({ folder, rules: createRules(services, sha256), genesis: cityToGenesis(dev) })
  const store = openContentStore({ folder: join(folder, 'content') })
  const app = createServer({ ledger, services: ledger.rules.services, content: store })
  try {
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const city = createCityClient(url)
    const { chain } = (await city.get('/api/city')) as { chain: string }
    const sign = (signer: Signer, wish: Wish): Uint8Array =>
      signTransaction(signer, wish, { chain, validUntil: Date.now() + 60_000 })
    const resident = signerFromSeed(createSeed())
    const person = { ...newKey(resident, chain), district: 'hill', birthYearBand: 1980 }
    await city.submit(
      sign(developmentSigner('registrar'), { service: 'residents', action: 'enrol-resident', input: person }),
    )

    const propose = (title: string, body = '더워요', signer = resident) => {
      const [salt, content] = [randomBytes(16), { title, body }]
      const input = { field: 'transport', district: null, content: commitContent(sha256, salt, content) }
      return city.submit(sign(signer, { service: 'proposals', action: 'open-proposal', input }), {
        content,
        salt,
      })
    }
    const { events } = await propose('그늘막을 <b>놓아</b> 주세요')
    assert.deepEqual(events, [['proposal-opened', { proposal: 1 }]])
    await propose('가'.repeat(120), '가'.repeat(20_000))
    const [code, status] = await refusalOf(propose('가'.repeat(121)))
    assert.deepEqual([code, status], ['P2-title-length', 422])
    assert.deepEqual(await refusalOf(propose('', '')), ['P2-title-length', 422])
    assert.deepEqual(await refusalOf(propose('a\u0000')), ['P4-text-malformed', 422])
    assert.deepEqual(await refusalOf(propose('남의 것', '', developmentSigner('registrar'))), [
      'P1-not-resident',
      403,
    ])

    await city.submit(
      sign(resident, { service: 'proposals', action: 'support-proposal', input: { proposal: 1 } }),
    )
    const { proposals } = (await city.query('proposals', 'proposals', { limit: 1 })) as {
      proposals: { proposal: number }[]
    }
    assert.equal(proposals[0]?.proposal, 2)
    const home = await (await fetch(url)).text()
    assert.match(home, /그늘막을 &lt;b&gt;놓아&lt;\/b&gt; 주세요/)
    assert.match(home, /공감 1/)
    assert.match(await (await fetch(`${url}/api`)).text(), /proposals\/open-proposal/)
  } finally {
    await app.close()
    await ledger.close()
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
})

const refusalOf = async (submitted: Promise<unknown>): Promise<unknown[]> => {
  const error = await submitted.catch((error: unknown) => error)
  assert.ok(error instanceof CityRefusal, String(error))
  return [error.code, error.status]
}
