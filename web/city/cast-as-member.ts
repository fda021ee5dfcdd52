/**
 * Acting as a member who stays unknown: prove in the worker, wait for a random time, send on the votes' own road, or,
 * where the city has none, without cookies to the city itself. What is made is not stored and no receipt is asked for
 * later: whoever asks for one by its number says whose it is.
 */
import { CityRefusal } from '@maru/client/city-client.ts'
import type { NamedGroup } from '@maru/client/membership/group.ts'
import type { sendVote } from '@maru/client/send-vote.ts'
import { voteTimeAt } from '@maru/client/vote-time.ts'
import { currentSettings } from '../texts/settings.ts'
import { askProver } from './ask-prover.ts'
import type { City } from './city.ts'
import { cityNow } from './clock.ts'
import type { MadeAct, MemberAct } from './make-member-act.ts'
import { NotMember } from './not-member.ts'
import type { Person } from './persons.ts'
import type { Receipt } from './store.ts'
import { votingSecretOf } from './voting-secret.ts'

export interface MemberWish extends Omit<MemberAct, 'chain'> {
  readonly group: NamedGroup
  readonly about: string
  readonly title: string
}

export type MemberStep =
  /** `done` is a part of one. */
  | { readonly step: 'proving'; readonly done: number }
  /** Made, and waiting for its time, in milliseconds since 1970. */
  | { readonly step: 'holding'; readonly until: number }
  | { readonly step: 'sending' }
  | { readonly step: 'recorded'; readonly receipt: Receipt }
  | { readonly step: 'failed'; readonly error: unknown }

export interface Casting {
  readonly person: Person
  readonly city: City
  readonly onStep: (step: MemberStep) => void
  /** Aborted: send at once. */
  readonly hurry: AbortSignal
}

export const castAsMember = async (
  wish: MemberWish,
  { person, city, onStep, hurry }: Casting,
): Promise<void> => {
  try {
    onStep({ step: 'proving', done: 0 })
    const secret = await votingSecretOf(person)
    if (!secret) throw new NotMember('no-secret')
    const { sendAt, validUntil } = voteTimeAt(cityNow(), Math.random())
    const { about, title, ...act } = wish
    const answer = await askProver({ kind: 'make', secret, chain: city.chain, validUntil, ...act }, (done) =>
      onStep({ step: 'proving', done }),
    )
    if (answer.kind !== 'made') throw new NotMember('not-in-group')
    await hold(sendAt, hurry, onStep)
    onStep({ step: 'sending' })
    const recorded = await send(city, answer.act)
    const { id, index, height, time, proof } = recorded
    const { service, action } = wish
    const kept = { chain: city.chain, account: answer.act.pseudonym, service, action, about, title }
    onStep({ step: 'recorded', receipt: { id, index, height, time, proof, ...kept } })
  } catch (error) {
    onStep({ step: 'failed', error })
  }
}

/** What the ledger calls this person in the scope of such an act; undefined where the device has no secret. */
export const memberHere = async (
  act: Omit<MemberAct, 'chain'>,
  person: Person,
  chain: string,
): Promise<string | undefined> => {
  const secret = await votingSecretOf(person)
  if (!secret) return undefined
  const answer = await askProver({ kind: 'pseudonym', secret, chain, ...act })
  return answer.kind === 'pseudonym' ? answer.pseudonym : undefined
}

const hold = async (until: number, hurry: AbortSignal, onStep: Casting['onStep']): Promise<void> => {
  const leftMs = until - cityNow()
  if (leftMs <= 0 || hurry.aborted) return
  onStep({ step: 'holding', until })
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, leftMs)
    hurry.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

type Recorded = Extract<Awaited<ReturnType<typeof sendVote>>, { state: 'recorded' }>

const attempts = 5

const send = async (city: Casting['city'], { bytes }: MadeAct): Promise<Recorded> => {
  if (!city.votes) return sendToCity(bytes)
  const road = await import('@maru/client/send-vote.ts')
  for (let attempt = 1; ; attempt++) {
    const answer = await road.sendVote(city.votes, bytes)
    if (answer.state === 'recorded') return answer
    if (answer.state === 'refused')
      throw new CityRefusal(422, answer.code, answer.detail[currentSettings().language])
    // Taken and in no block yet: the same bytes bring the receipt.
    if (attempt === attempts) throw new Error('the vote was taken and has no receipt yet')
  }
}

const sendToCity = async (bytes: Uint8Array): Promise<Recorded> => {
  const response = await fetch('/api/transactions', {
    method: 'POST',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    headers: { 'content-type': 'application/cbor', 'accept-language': currentSettings().language },
    body: new Uint8Array(bytes),
  })
  const body = (await response.json()) as Recorded & { readonly code?: string; readonly detail?: string }
  if (!response.ok) throw new CityRefusal(response.status, body.code ?? 'C2-unreadable', body.detail ?? '')
  return body
}
