/**
 * Acting as a member who stays unknown: prove in the worker, keep it on the device, and let it go out at a random time on
 * the votes' own road. No receipt is asked for later: whoever asks for one by its number says whose it is.
 */
import type { NamedGroup } from '@maru/client/membership/group-path.ts'
import { sendTimeAfterProof, voteTimeAt } from '@maru/client/vote-time.ts'
import { askProver, ProverError } from './ask-prover.ts'
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
    const road = city.votes
    if (!road) throw new NotMember('no-road')
    if (road.relay !== undefined && !(await canSealHere())) throw new NotMember('cannot-seal')
    const time = voteTimeAt(cityNow(), Math.random())
    const { about, title, ...wished } = wish
    const act = { ...wished, input: await numberAnew(wished, secret, city.chain) }
    const { account } = person
    const answer = await askProver(
      { kind: 'make', account, secret, road, chain: city.chain, validUntil: time.validUntil, ...act },
      (done) => onStep({ step: 'proving', done }),
    )
    if (answer.kind !== 'made') throw new NotMember('not-in-group')
    const kept = { act: answer.act, wish: { ...act, chain: city.chain }, about, title }
    const { hurryVotes, keepVote } = await import('./vote-runner.ts')
    hurry.addEventListener('abort', () => void hurryVotes())
    const now = cityNow()
    const sendAt = hurry.aborted ? now : sendTimeAfterProof(time, now, Math.random())
    await keepVote({ ...kept, key: crypto.randomUUID(), road, sendAt }, onStep)
  } catch (error) {
    const why = error instanceof ProverError && error.code !== undefined && whyOf(error.code)
    onStep({ step: 'failed', error: why ? new NotMember(why) : error })
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

const whyOf = (code: string): NotMember['why'] =>
  code === 'W9-group-differs' ? 'group-differs' : 'group-not-ready'

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
  const answer = await askProver({
    kind: 'make',
    ...{ account: person.account, secret, road: vote.road, validUntil },
    ...vote.wish,
  })
  if (answer.kind !== 'made' || answer.act.pseudonym !== vote.act.pseudonym) return undefined
  return { ...vote, act: answer.act, sendAt }
}
