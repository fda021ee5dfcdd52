/** What an action of notices is: a signed request (../signed-request.ts) with an input, answered and never recorded. */
import type { z } from 'zod'
import type { View } from '@maru/kernel/state/view.ts'
import type { Language } from '../language.ts'
import type { Mailer } from './mail.ts'
import type { Letterhead } from './messages.ts'
import type { Pusher } from './push.ts'
import type { DigestTime } from './subject.ts'
import type { Subjects } from './subjects.ts'
import type { Topics } from './topics.ts'

export interface ActionContext {
  readonly account: string
  /** Of the words in the answer. */
  readonly language: Language
  readonly view: View
  /** Entries of the log. */
  readonly size: number
  readonly subjects: Subjects
  readonly topics: Topics
  readonly mailer: Mailer | undefined
  readonly pusher: Pusher | undefined
  readonly letterhead: Letterhead
  readonly digests: DigestTime
  /** Whether one more code may be sent for the account today; it is counted. */
  readonly mayMailCode: (account: string) => boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface NoticeAction<Input = any> {
  readonly input: z.ZodType<Input>
  readonly summary: string
  readonly example: Input
  /** It answers and stores nothing. */
  readonly keepsNothing?: true
  readonly run: (context: ActionContext, input: Input) => Promise<object>
}

/** Gives an action its types once. */
export const action = <Input>(given: NoticeAction<Input>): NoticeAction<Input> => given
