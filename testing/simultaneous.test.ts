// Many requests at once through the real engine: one of a kind is recorded, whatever block they fall into.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import { openTestCity, type TestCity } from './city.ts'

const withCity = async (run: (city: TestCity) => Promise<void>): Promise<void> => {
  const city = await openTestCity()
  try {
    await run(city)
  } finally {
    await city.close()
  }
}

const supportsOf = (city: TestCity): number =>
  (city.query('proposals', 'tallies') as { tallies: { supports: number }[] }).tallies[0]!.supports

test('P10: of 50 different supports of one resident at once, exactly one is recorded', () =>
  withCity(async (city) => {
    const [ana] = (await city.enrol(1)) as [Signer]
    const proposal = await city.openProposal(ana)
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => city.support(ana, proposal)))
    const refusals = outcomes.filter((outcome) => typeof outcome === 'string')
    assert.deepEqual(refusals, Array(49).fill('P10-already-supported'))
    assert.equal(supportsOf(city), 1)
  }))

test('T6: of 50 copies of one transaction at once, exactly one is recorded', () =>
  withCity(async (city) => {
    const [ana] = (await city.enrol(1)) as [Signer]
    const proposal = await city.openProposal(ana)
    const bytes = city.sign(ana, 'proposals', 'support-proposal', { proposal })
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => city.submit(bytes)))
    assert.deepEqual(
      outcomes.filter((outcome) => typeof outcome === 'string'),
      Array(49).fill('T6-replayed'),
    )
    assert.equal(supportsOf(city), 1)
  }))

test('50 residents at once, each three times: 50 supports', () =>
  withCity(async (city) => {
    const residents = await city.enrol(50)
    const proposal = await city.openProposal(residents[0]!)
    const thrice = [...residents, ...residents, ...residents]
    const outcomes = await Promise.all(thrice.map((signer) => city.support(signer, proposal)))
    assert.equal(outcomes.filter((outcome) => typeof outcome !== 'string').length, 50)
    assert.equal(supportsOf(city), 50)
  }))
