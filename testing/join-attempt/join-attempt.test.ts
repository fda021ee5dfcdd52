// Everything that a city could see, store or print of a poll and a debate is searched for who cast which vote, or took which
// side. Two of the votes carry
// real proofs, the others the codes of mass-members.ts: a proof takes seconds to make.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openRelay } from '@maru/road/relay.ts'
import type { Listening } from '@maru/road/listen.ts'
import { attempt, attemptAll, type Attempt, type Trace } from './joins.ts'
import {
  enrolResidents,
  letSidesBeTaken,
  openDebate,
  openPolls,
  voteAsTheApp,
  voteCarelessly,
  type Cast,
  type Resident,
} from './scene.ts'
import { besideVotes, countFound, search } from './stored.ts'
import type { Tapped } from './tap.ts'
import { openTappedCity, type TappedCity } from './tapped-city.ts'
import {
  digestOf,
  marksOfDevice,
  marksOfResident,
  marksOfVote,
  tracesOfResidents,
  tracesOfVotes,
} from './traces.ts'

const residentCount = 40
/** A blind guess is right for one vote of forty. */
const blindMax = 0.2
const foundMin = 0.9

describe('who cast which vote', () => {
  let city: TappedCity
  let relay: Listening
  let residents: readonly Resident[] = []
  let hidden: readonly Cast[]
  /** What they then say in a debate, by the same way. */
  let sides: readonly Cast[]
  let careless: readonly Cast[]
  /** Every file of the city, and what it printed. */
  let written: readonly Uint8Array[]

  before(async () => {
    city = await openTappedCity()
    relay = await openRelay({
      host: '127.0.0.1',
      port: 0,
      gateway: city.votes,
      // It shares its thread with proofs that are made, which hold it up for many seconds on a busy machine.
      limits: { requestMs: 60_000 },
      failed: (error) => assert.fail(String(error)),
    })
    const from = await letSidesBeTaken(city.url)
    residents = await enrolResidents(city.url, residentCount)
    await openPolls(city.url, residents[0]!, 2)
    await openDebate(city.url, residents[0]!, from)
    hidden = await voteAsTheApp(city.url, residents, { of: 'poll', number: 1, proposal: 1 }, relay.url)
    sides = await voteAsTheApp(city.url, residents, { of: 'debate', number: 1, proposal: 3 }, relay.url)
    careless = await voteCarelessly(city.url, residents, { of: 'poll', number: 2, proposal: 2 })
    const { output, files } = await city.stop()
    written = [...files, Buffer.from(output)]
  })

  after(async () => {
    for (const { device } of residents) device.close()
    city.remove()
    await relay.close()
  })

  const attemptsAt = (casts: readonly Cast[]): readonly Attempt[] => {
    const tapped = city.tapped()
    const bodies = new Set([...hidden, ...sides, ...careless].map(({ body }) => body))
    // What a resident did for another poll says nothing of this one, and would only blur it.
    const votes = tracesOfVotes(casts, tapped)
    const until = lastOf(casts, tapped)
    const before = casts === hidden ? [] : casts === sides ? hidden : sides
    const from = lastOf(before, tapped)
    const seen = tapped.filter(({ at }) => at > from && at <= until)
    return attemptAll(
      votes,
      tracesOfResidents(residents, seen, (each) => bodies.has(digestOf(each))),
    )
  }

  const lastOf = (casts: readonly Cast[], tapped: readonly Tapped[]): number =>
    Math.max(0, ...tracesOfVotes(casts, tapped).flatMap(({ times }) => times))

  /** Of each file the best that can be made of it, with what was found in all of them. */
  const lookBeside = (written: readonly Uint8Array[], casts: readonly Cast[]) => {
    const votes = search(written, casts.map(marksOfVote))
    const known = search(written, residents.map(marksOfResident))
    const attempts = written.map((_, at) => {
      const beside = besideVotes(votes[at]!, known[at]!)
      return attempt('what stands beside it', casts.map(traceOf), ({ account }) => beside.get(account) ?? [])
    })
    const success = Math.max(...attempts.map((each) => each.success))
    return { success, votes: countFound(votes), residents: countFound(known) }
  }
  const traceOf = ({ account }: Cast): Trace => ({ account, fields: [], bytes: [], times: [], ports: [] })

  test('is not to be found in requests, by any field, byte, time, order or port', (context) => {
    const ofSides = attemptsAt(sides)
    for (const [at, { by, success }] of attemptsAt(hidden).entries()) {
      const other = ofSides[at]!.success
      context.diagnostic(
        `${by}: ${(100 * success).toFixed(0)} % of votes, ${(100 * other).toFixed(0)} % of sides`,
      )
      // Of both together: by chance alone an order fits some of forty now and then.
      assert.ok((success + other) / 2 <= blindMax, `${by} finds ${success} and ${other}`)
    }
  })

  test('a vote and a side of the same resident are not to be found to belong together', (context) => {
    const tapped = city.tapped()
    for (const { by, success } of attemptAll(tracesOfVotes(sides, tapped), tracesOfVotes(hidden, tapped))) {
      context.diagnostic(`${by}: ${(100 * success).toFixed(0)} % of sides`)
      assert.ok(success <= blindMax, `${by} finds ${success}`)
    }
  })

  test('is found by the address, the session and the time of careless voters, so that the search is one', (context) => {
    const [byToken, byTime] = attemptsAt(careless) as [Attempt, Attempt]
    context.diagnostic(`${byToken.by}: ${byToken.success}; ${byTime.by}: ${byTime.success}`)
    assert.ok(byToken.success >= foundMin, String(byToken.success))
    assert.ok(byTime.success >= foundMin, String(byTime.success))
  })

  test('is not to be found beside it in any file, or in what was printed', (context) => {
    for (const casts of [hidden, sides]) {
      const { success, ...found } = lookBeside(written, casts)
      context.diagnostic(`what stands beside it: ${(100 * success).toFixed(0)} % of votes`)
      assert.ok(success <= blindMax, String(success))
      assert.deepEqual(found, { votes: residentCount, residents: residentCount }, 'all are there to be found')
    }
  })

  test('is found by the order of the log alone, where voters did not wait', () => {
    assert.ok(lookBeside(written, careless).success >= foundMin)
  })

  test('is found in a line of output for each vote, were there one', () => {
    const line = ({ account, transaction }: Cast): string =>
      `vote ${Buffer.from(transaction).toString('base64')} by ${account}`
    const leak = Buffer.from(hidden.map(line).join('\n'.repeat(600)))
    assert.ok(lookBeside([...written, leak], hidden).success >= foundMin)
  })

  test('no address, browser or session of anybody is written anywhere', () => {
    const leak = Buffer.from(`GET /api/city 200 ${residents[3]!.device.address}\n`)
    const devices = residents.map(marksOfDevice)
    assert.equal(countFound(search(written, devices)), 0)
    assert.equal(countFound(search([leak], devices)), 1, 'it would be seen')
  })

  test('the city saw the relay and nobody else where votes were sealed', () => {
    const bodies = new Set([...hidden, ...sides].map(({ body }) => body))
    const requests = city.tapped().filter((each) => bodies.has(digestOf(each)))
    assert.equal(requests.length, 2 * residentCount, 'votes and sides alike')
    const alike = requests.map(({ address, method, url, headers, body }) =>
      JSON.stringify([address, method, url, headers, body.length]),
    )
    assert.equal(new Set(alike).size, 1)
  })
})
