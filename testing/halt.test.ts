// A city is halted and goes on: what residents ask is refused, what was due waits, and its log is recounted to the byte.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dev } from '@maru/cities/dev.ts'
import { cityOfNetwork } from '@maru/cli/network-city.ts'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { openTestCity, recordedOf, type TestCity } from './city.ts'
import { deciding, nameValidators } from './governed-network.ts'
import { recountCity } from './recount-city.ts'

const dayMs = 86_400_000

const decide = async (city: TestCity, change: number, kind: string): Promise<void> => {
  const [first, ...others] = deciding.map((officer) => developmentSigner(officer)) as [Signer, ...Signer[]]
  const act = async (signer: Signer, action: string, input: CborValue): Promise<void> =>
    void recordedOf(await city.act(signer, 'governance', action, input))
  await act(first, 'propose-change', { wanted: { kind }, from: 0 })
  for (const officer of others) await act(officer, 'approve-change', { change })
}

test('a halt, while a proposal runs out of time', async () => {
  const city = await openTestCity({ city: cityOfNetwork(dev, nameValidators(4)) })
  const [ana, ben] = (await city.enrol(2)) as [Signer, Signer]
  const proposal = await city.openProposal(ana)
  const stateNow = () => (city.query('proposals', 'proposal', { proposal }) as { state: string }).state
  await decide(city, 1, 'halt')
  assert.equal(await city.support(ben, proposal), 'T18-halted')
  city.advance(40 * dayMs)
  assert.equal(await city.support(ben, proposal), 'T18-halted')
  assert.equal(stateNow(), 'open', 'it has 30 days, and nothing ends while the city is halted')
  await decide(city, 2, 'resume')
  const support = await city.support(ben, proposal)
  assert.equal(typeof support, 'string', 'it is over in the block in which the city goes on')
  assert.notEqual(support, 'T18-halted')
  const recounted = await recountCity(city)
  assert.deepEqual(recounted('governance', 'status'), city.query('governance', 'status'))
  assert.equal((recounted('governance', 'change', { change: 1 }) as { state: string }).state, 'in-force')
  await city.close()
})
