/**
 * Sends the anonymous votes that are kept on this device, each at its own moment of chance, over the votes' own road. The
 * same bytes go out until they are answered. Only when the city says that they came too late, and are not recorded, is
 * another proof made of the same wish. At the moment of sending the city's own server is asked for nothing: it would see
 * an address and an account beside a vote.
 */
import { CityRefusal } from '@maru/client/city-client.ts'
import { sendVote } from '@maru/client/send-vote.ts'
import { VoteRoadError } from '@maru/client/vote-road.ts'
import { voteDelayMsMax } from '@maru/client/vote-time.ts'
import type { VoteAnswer } from '@maru/road/message.ts'
import { currentSettings } from '../texts/settings.ts'
import { cityClient } from './api.ts'
import type { MemberStep } from './cast-as-member.ts'
import type { City } from './city.ts'
import { cityNow } from './clock.ts'
import { openVotes, type KeptVote } from './kept-votes.ts'

/** Makes it anew, valid from now on; undefined where nobody is here who can. */
export type Remake = (vote: KeptVote) => Promise<KeptVote | undefined>

export type OnVoteStep = (vote: KeptVote, step: MemberStep) => void

/** Sends what is due, and says what is left. */
export const sendDueVotes = async (remake: Remake, onStep: OnVoteStep): Promise<readonly KeptVote[]> => {
  const votes = await openVotes()
  for (const { key } of await votes.getAll('votes'))
    await navigator.locks.request(`maru-vote-${key}`, { ifAvailable: true }, async (lock) => {
      const vote = lock ? await votes.get('votes', key) : undefined
      if (vote && vote.sendAt <= cityNow()) await send(vote, remake, onStep)
    })
  return votes.getAll('votes')
}

/**
 * What was due while no page was open gets another moment: one that goes out as the app is opened would stand beside all
 * that the app then asks for.
 */
export const postponeOverdue = async (): Promise<void> => {
  const votes = await openVotes()
  for (const vote of await votes.getAll('votes'))
    if (vote.sendAt <= cityNow()) await votes.put('votes', { ...vote, sendAt: within(voteDelayMsMax) })
}

export const sendAllAtOnce = async (): Promise<void> => {
  const votes = await openVotes()
  for (const vote of await votes.getAll('votes')) await votes.put('votes', { ...vote, sendAt: cityNow() })
}

/** What was not answered is tried again after so long, and not at the same time on all devices. */
const retryMs = 20_000

const share = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] as number) / 2 ** 32
const within = (ms: number): number => cityNow() + Math.ceil(ms * share())
const again = (): number => within(retryMs) + retryMs

const send = async (vote: KeptVote, remake: Remake, onStep: OnVoteStep): Promise<void> => {
  const votes = await openVotes()
  const later = async (changed: KeptVote): Promise<void> => {
    await votes.put('votes', changed)
    onStep(changed, { step: 'holding', until: changed.sendAt })
  }
  onStep(vote, { step: 'sending' })
  try {
    const answer = await sendVote(vote.road, vote.act.bytes)
    if (answer.state === 'accepted') return await later({ ...vote, sendAt: again() })
    if (answer.state === 'recorded') {
      await votes.delete('votes', vote.key)
      return onStep(vote, { step: 'recorded', receipt: receiptOf(vote, answer) })
    }
    if (isOfAnotherTime(answer.code)) return await later((await remake(vote)) ?? { ...vote, sendAt: again() })
    if (isPassing(answer.code)) return await later({ ...vote, sendAt: again() })
    await votes.delete('votes', vote.key)
    // The city says it in both languages: which one is read here is nobody's business.
    const sentence = answer.detail[currentSettings().language]
    onStep(vote, { step: 'failed', error: new CityRefusal(422, answer.code, sentence) })
  } catch (error) {
    // No network, a relay that is silent, keys that have changed: nothing was refused.
    const road = error instanceof VoteRoadError ? await newestRoad(vote) : vote.road
    await later({ ...vote, road, sendAt: again() })
  }
}

const isOfAnotherTime = (code: string): boolean => code === 'T4-expired' || code === 'T5-valid-too-long'
const isPassing = (code: string): boolean =>
  ['W3-road-busy', 'T12-busy', 'T13-stopped', 'T17-undecided'].includes(code)

const newestRoad = async (vote: KeptVote): Promise<KeptVote['road']> => {
  const city = (await cityClient()
    .get('/api/city')
    .catch(() => undefined)) as City | undefined
  return city?.votes ?? vote.road
}

const receiptOf = (
  { wish, about, title, act }: KeptVote,
  { id, index, height, time, proof }: Extract<VoteAnswer, { state: 'recorded' }>,
) => {
  const { chain, service, action } = wish
  return { id, chain, account: act.pseudonym, index, height, time, service, action, about, title, proof }
}
