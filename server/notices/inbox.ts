/** The inbox of an account, put together when it is read: its own topic, what it follows, and what it supports. */
import type { View } from '@maru/kernel/state/view.ts'
import { accountTopic, isSupporter, joinedTopic, type Topic } from './audience.ts'
import type { Subject } from './subject.ts'
import type { Listed, Position, Topics } from './topics.ts'

export interface InboxQuery {
  /** From this entry of the log on. */
  readonly since?: number
  readonly before?: Position | undefined
  readonly limit: number
  /** Only what concerns the account itself. */
  readonly own?: boolean
}

/** The newest first, each once, whichever of its topics lead here. */
export const readInbox = (
  topics: Topics,
  view: View,
  account: string,
  subject: Pick<Subject, 'follows'>,
  { since = 0, before, limit, own = false }: InboxQuery,
): readonly Listed[] => {
  const found = new Map<string, Listed>()
  const collect = (topic: Topic, from: number, isFor: (listed: Listed) => boolean): void => {
    let count = 0
    for (const listed of topics.list(topic, Math.max(from, since), before)) {
      if (!isFor(listed)) continue
      found.set(listed.position.join('.'), listed)
      if (++count >= limit) return
    }
  }
  collect(accountTopic(account), 0, everyone)
  if (!own) {
    // Who moved their support along has answered, and is not asked again.
    collect(joinedTopic, 0, ({ notice }) => isSupporter(view, account, notice.data))
    for (const [topic, from] of Object.entries(subject.follows)) collect(topic, from, everyone)
  }
  return [...found.values()].sort(newestFirst).slice(0, limit)
}

const everyone = (): boolean => true

const newestFirst = (a: Listed, b: Listed): number =>
  b.position[0] - a.position[0] || b.position[1] - a.position[1]
