/** Makes members' acts off the page's own thread: seconds of work. */
import {
  makeMemberAct,
  pseudonymOf,
  type MadeAct,
  type MemberAct,
  type MemberWork,
} from './make-member-act.ts'

export type ProofQuestion =
  | ({ readonly kind: 'make' } & MemberWork)
  | ({ readonly kind: 'pseudonym' } & MemberAct & Pick<MemberWork, 'secret'>)

export type ProofAnswer =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'made'; readonly act: MadeAct }
  | { readonly kind: 'pseudonym'; readonly pseudonym: string }
  | { readonly kind: 'not-in-group' }
  | { readonly kind: 'failed'; readonly message: string }

/** The compiler takes this file for a part of the page, which would name an origin. */
const worker = globalThis as unknown as {
  readonly postMessage: (answer: ProofAnswer) => void
  readonly addEventListener: (
    type: 'message',
    listener: (event: { readonly data: ProofQuestion }) => void,
  ) => void
}
const tell = worker.postMessage.bind(worker)

const answer = async (question: ProofQuestion): Promise<ProofAnswer> => {
  if (question.kind === 'pseudonym') return { kind: 'pseudonym', pseudonym: pseudonymOf(question) }
  const act = await makeMemberAct(question, (done) => tell({ kind: 'progress', done }))
  return act ? { kind: 'made', act } : { kind: 'not-in-group' }
}

worker.addEventListener('message', ({ data }) => {
  void answer(data)
    .catch((error: unknown): ProofAnswer => ({ kind: 'failed', message: String(error) }))
    .then(tell)
})
