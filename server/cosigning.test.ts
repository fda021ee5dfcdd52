import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CosigningStatus } from '@maru/kernel/cosigning.ts'
import { openTestCity } from '@maru/testing/city.ts'
import { openContentStore } from './content-store.ts'
import { createServer } from './server.ts'

const status: CosigningStatus = {
  cosigners: [
    { name: 'council', at: Date.now() - 5_000, size: 7 },
    { name: 'paper', problem: 'it does not answer in time' },
  ],
  quorum: { size: 7, at: Date.now() - 5_000 },
  waitingSince: Date.now() - 60_000,
}

/** However busy the machine is that the test runs on. */
const unhurried = { eventLoopDelayMs: 0 }

test('a city that others cosign says so, with the policy and how it stands', async () => {
  const city = await openTestCity()
  const { ledger } = city
  await city.enrol(2)
  const note = ledger.checkpoint()
  ledger.publicLog.publish(note)
  await city.enrol(5)
  const content = openContentStore({ folder: `${city.folder}/content` })
  const options = { ledger, services: ledger.rules.services, content, limits: unhurried }
  const app = createServer({ ...options, cosigners: { policy: 'quorum none\n', status: () => status } })
  const get = async (path: string) => (await app.inject(path)).body
  try {
    assert.equal(await get('/log/policy'), 'quorum none\n')
    assert.deepEqual(JSON.parse(await get('/api/cosigning')), status)
    assert.deepEqual(JSON.parse(await get('/health/ready')).cosigning, status)
    assert.equal(JSON.parse(await get('/api/city')).cosigned, true)
    const metrics = await get('/metrics')
    assert.match(metrics, /^maru_cosigned_entries 7$/m)
    assert.match(metrics, /^maru_quorum_missing_seconds (59|6\d)/m)
    assert.match(metrics, /^maru_cosigner_age_seconds\{cosigner="council"\} [4-9]/m)
    assert.doesNotMatch(metrics, /cosigner="paper"/)

    assert.equal(await get('/log/checkpoint'), note)
    assert.equal(await get('/log/newest'), ledger.checkpoint())
  } finally {
    await app.close()
    await content.close()
    await city.close()
  }
})

test('a city that nobody cosigns has no policy to show', async () => {
  const city = await openTestCity()
  const content = openContentStore({ folder: `${city.folder}/content` })
  const app = createServer({
    ledger: city.ledger,
    services: city.ledger.rules.services,
    content,
    limits: unhurried,
  })
  for (const path of ['/log/policy', '/api/cosigning']) assert.equal((await app.inject(path)).statusCode, 404)
  assert.equal((await app.inject('/api/city')).json().cosigned, false)
  assert.equal((await app.inject('/log/newest')).body, (await app.inject('/log/checkpoint')).body)
  await app.close()
  await content.close()
  await city.close()
})
