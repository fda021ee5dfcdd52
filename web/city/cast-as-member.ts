/**
 * Acting as a member who stays unknown: prove in the worker, keep it on the device, and let it go out at a random time on
 * the votes' own road, or, where the city has none, at once and without cookies to the city itself. No receipt is asked
 * for later: whoever asks for one by its number says whose it is.
 */
import { CityRefusal, type Submitted } from '@maru/client/city-client.ts'
import type { NamedGroup } from '@maru/client/membership/group.ts'
import { voteTimeAt } from '@maru/client/vote-time.ts'
import { currentSettings } from '../texts/settings.ts'
import { askProver } from './ask-prover.ts'
import type { City } from './city.ts'
import { cityNow } from './clock.ts'
import type { KeptVote } from './kept-votes.ts'
import type { MemberAct } from './make-member-act.ts'
import { NotMember } from './not-member.ts'
import { currentPerson, type Person } from './persons.ts'
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
    if (city.votes?.relay !== undefined && !(await canSealHere())) throw new NotMember('cannot-seal')
    const { sendAt, validUntil } = voteTimeAt(cityNow(), Math.random())
    const { about, title, ...wished } = wish
    const act = { ...wished, input: await numberAnew(wished, secret, city.chain) }
    const answer = await askProver({ kind: 'make', secret, chain: city.chain, validUntil, ...act }, (done) =>
      onStep({ step: 'proving', done }),
    )
    if (answer.kind !== 'made') throw new NotMember('not-in-group')
    const kept = { act: answer.act, wish: { ...act, chain: city.chain }, about, title }
    if (!city.votes) return await sendToCity(kept, onStep)
    const { hurryVotes, keepVote } = await import('./vote-runner.ts')
    hurry.addEventListener('abort', () => void hurryVotes())
    const sendAtOnce = hurry.aborted ? cityNow() : sendAt
    await keepVote({ ...kept, key: crypto.randomUUID(), road: city.votes, sendAt: sendAtOnce }, onStep)
  } catch (error) {
    onStep({ step: 'failed', error })
  }
}

/** With a number above those of one's votes that still wait here: they go out at moments of their own. */
const numberAnew = async (
  act: Omit<MemberAct, 'chain'>,
  secret: Uint8Array,
  chain: string,
): Promise<MemberAct['input']> => {
  const answer = await askProver({ kind: 'pseudonym', secret, chain, ...act })
  const { keptSequenceOf } = await import('./kept-votes.ts')
  const kept = answer.kind === 'pseudonym' ? await keptSequenceOf(answer.pseudonym) : 0
  const wished = Number(act.input['sequence'])
  return { ...act.input, sequence: Math.max(wished, kept + 1) }
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

/** Known before a proof is made for nothing. */
const canSealHere = async (): Promise<boolean> => (await import('@maru/road/ohttp.ts')).canSeal()

/** A vote whose proof has expired, proven anew by whoever acts here, and only if it is theirs. */
export const makeAgain = async (vote: KeptVote): Promise<KeptVote | undefined> => {
  const person = currentPerson()
  const secret = person && (await votingSecretOf(person))
  if (!secret) return undefined
  const { sendAt, validUntil } = voteTimeAt(cityNow(), 0)
  const answer = await askProver({ kind: 'make', secret, validUntil, ...vote.wish })
  if (answer.kind !== 'made' || answer.act.pseudonym !== vote.act.pseudonym) return undefined
  return { ...vote, act: answer.act, sendAt }
}

type Made = Pick<KeptVote, 'act' | 'wish' | 'about' | 'title'>

const sendToCity = async ({ act, wish, about, title }: Made, onStep: Casting['onStep']): Promise<void> => {
  onStep({ step: 'sending' })
  const response = await fetch('/api/transactions', {
    method: 'POST',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    headers: { 'content-type': 'application/cbor', 'accept-language': currentSettings().language },
    body: new Uint8Array(act.bytes),
  })
  const body = (await response.json()) as Submitted & { readonly code?: string; readonly detail?: string }
  if (!response.ok) throw new CityRefusal(response.status, body.code ?? 'C2-unreadable', body.detail ?? '')
  const { id, index, height, time, proof = '' } = body
  const { chain, service, action } = wish
  const kept = { chain, account: act.pseudonym, service, action, about, title }
  onStep({ step: 'recorded', receipt: { id, index, height, time, proof, ...kept } })
}
