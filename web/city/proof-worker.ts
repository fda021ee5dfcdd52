/** Makes members' acts off the page's own thread: seconds of work. */
import type { NamedGroup } from '@maru/client/membership/group-path.ts'
import {
  makeMemberAct,
  pseudonymOf,
  type MadeAct,
  type MemberAct,
  type MemberWork,
} from './make-member-act.ts'
import { memberPath, type MemberHere } from './member-path.ts'

export type ProofQuestion =
  | ({ readonly kind: 'make' } & MemberWork)
  /** Finds the way to the root ahead, so that no time joins it to a vote. */
  | ({ readonly kind: 'prepare'; readonly groups: readonly NamedGroup[] } & MemberHere)
  | ({ readonly kind: 'pseudonym' } & MemberAct & Pick<MemberWork, 'secret'>)

export type ProofAnswer =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'made'; readonly act: MadeAct }
  | { readonly kind: 'pseudonym'; readonly pseudonym: string }
  | { readonly kind: 'not-in-group' }
  | { readonly kind: 'prepared' }
  /** With the code of what went wrong on the votes' own road, or with the tiles. */
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined }

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
  if (question.kind === 'prepare') {
    for (const named of question.groups) await memberPath(question, named)
    return { kind: 'prepared' }
  }
  const act = await makeMemberAct(question, (done) => tell({ kind: 'progress', done }))
  return act ? { kind: 'made', act } : { kind: 'not-in-group' }
}

worker.addEventListener('message', ({ data }) => {
  void answer(data)
    .catch((error: unknown): ProofAnswer => {
      const { code } = error as { readonly code?: unknown }
      return { kind: 'failed', message: String(error), code: typeof code === 'string' ? code : undefined }
    })
    .then(tell)
})
