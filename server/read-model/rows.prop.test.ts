// Whatever happens in a city, in whatever batches it is read: the rows are those of a read model that is built at once.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import * as fc from 'fast-check'
import { developmentSigner } from '@maru/client/keys.ts'
import { withListedCity, type ListedCity } from '@maru/testing/listed-city.ts'
import { startPostgres } from '@maru/testing/postgres.ts'
import { rowsOf } from '@maru/testing/read-model-rows.ts'

// A PostgreSQL runs more cities in the same time.
const postgres = await startPostgres()
after(() => (typeof postgres === 'string' ? undefined : postgres.stop()))
const database = typeof postgres === 'string' ? undefined : postgres.url

const kinds = [
  'propose',
  'edit',
  'support',
  'support',
  'support',
  'withdraw-support',
  'move-support',
  'withdraw-proposal',
  'join',
  'leave-join',
  'erase',
  'hide',
  'restore',
  'assign',
  'answer',
  'days',
  'ask',
  'vote',
  'vote',
  'end-poll',
  'erase-poll',
  'hide-poll',
  'leave',
] as const

const step = fc.record({
  kind: fc.constantFrom(...kinds),
  who: fc.nat(3),
  proposal: fc.integer({ min: 1, max: 4 }),
  other: fc.integer({ min: 1, max: 4 }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const text = new Uint8Array(32)

/** Much of it is refused, as in life. */
const take = async (
  { city, propose, askResidents }: ListedCity,
  { kind, who, proposal, other }: Step,
): Promise<unknown> => {
  const resident = (await people(city))[who]!
  const act = (service: string, action: string, input: object, signer = resident) =>
    city.act(signer, service, action, input as never)
  const [moderator, mayor, department] = ['moderator', 'mayor', 'department'].map(developmentSigner)
  switch (kind) {
    case 'propose':
      return propose(resident, `제안 ${proposal} 버스`, '노선을 늘려 주세요. 감사합니다.').catch(
        () => undefined,
      )
    case 'edit':
      return act('proposals', 'edit-proposal', { proposal, field: 'other', district: 'hill', content: text })
    case 'support':
      return act('proposals', 'support-proposal', { proposal })
    case 'withdraw-support':
      return act('proposals', 'withdraw-support', { proposal })
    case 'move-support':
      return act('proposals', 'move-support', { from: proposal, to: other })
    case 'withdraw-proposal':
      return act('proposals', 'withdraw-proposal', { proposal })
    case 'join':
      return act('proposals', 'join-proposal', { proposal, into: other, content: text }, moderator)
    case 'leave-join':
      return act('proposals', 'leave-join', { proposal, content: text }, moderator)
    case 'erase':
      return act('proposals', 'erase-text', { proposal })
    case 'hide':
      return act(
        'moderation',
        'hide-text',
        { service: 'proposals', number: proposal, rule: 'insult', content: text },
        moderator,
      )
    case 'restore':
      return act('moderation', 'restore-text', { case: proposal, content: text }, moderator)
    case 'assign':
      return act('answers', 'assign-department', { duty: proposal, department: 'roads' }, mayor)
    case 'answer':
      return act('answers', 'give-answer', { duty: proposal, decision: 'adopted', content: text }, department)
    case 'ask':
      return askResidents(resident, `투표 ${proposal} 버스`, {
        action: 'open-resident-poll',
        opens: other > 2 ? city.now() + 86_400_000 : null,
        closes: city.now() + 5 * 86_400_000,
      }).catch(() => undefined)
    case 'vote':
      return act('polls', 'vote', { poll: proposal, answers: [[1]], sequence: other, isHere: false })
    case 'end-poll':
      return act('polls', 'end-poll', { poll: proposal, reason: 'mistake' })
    case 'erase-poll':
      return act('polls', 'erase-poll', { poll: proposal })
    case 'hide-poll':
      return act(
        'moderation',
        'hide-text',
        { service: 'polls', number: proposal, rule: 'insult', content: text },
        moderator,
      )
    case 'days':
      city.advance(other * 4 * 86_400_000)
      return city.runTimers()
    case 'leave':
      return act('residents', 'leave-city', { account: resident.keyId })
  }
}

const signers = new WeakMap<ListedCity['city'], ReturnType<ListedCity['city']['enrol']>>()

const people = (city: ListedCity['city']) => {
  let enrolled = signers.get(city)
  if (!enrolled) signers.set(city, (enrolled = city.enrol(4)))
  return enrolled
}

test(
  'after any sequence of actions, in any batches, the rows are those of a rebuild',
  { timeout: 600_000 },
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (steps, eventsPerBatch) =>
          withListedCity(
            async (town) => {
              for (let count = 0; count < 3; count++)
                await take(town, { kind: 'propose', who: count, proposal: count + 1, other: 1 })
              for (const each of steps) await take(town, each)
              const rows = await rowsOf(town.readModel)
              await town.reopen({ rebuild: true })
              assert.deepEqual(await rowsOf(town.readModel), rows)
            },
            { limits: { eventsPerBatch }, database },
          ),
      ),
      { numRuns: database === undefined ? 5 : 20 },
    ),
)
