/** The inbox of an account, put together when it is read: its own topic, what it follows, and what it supports. */
import type { View } from '@maru/kernel/state/view.ts'
import { accountTopic, isAsked, isPollsTopic, isSupporter, joinedTopic } from './audience.ts'
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
  { follows }: Pick<Subject, 'follows'>,
  { since = 0, before, limit, own = false }: InboxQuery,
): readonly Listed[] => {
  const sources = [topics.list(accountTopic(account), since, before)]
  if (!own) {
    // Who moved their support along has answered, and is not asked again.
    sources.push(
      only(topics.list(joinedTopic, since, before), ({ data }) => isSupporter(view, account, data)),
    )
    for (const [topic, from] of Object.entries(follows)) {
      const listed = topics.list(topic, Math.max(from, since), before)
      sources.push(isPollsTopic(topic) ? only(listed, ({ data }) => isAsked(view, account, data)) : listed)
    }
  }
  const found: Listed[] = []
  for (const listed of merge(sources)) {
    const last = found.at(-1)
    if (last && compare(last, listed) === 0) continue
    if (found.length === limit) break
    found.push(listed)
  }
  return found
}

function* only(all: Iterable<Listed>, isWanted: (notice: Listed['notice']) => boolean): Generator<Listed> {
  for (const listed of all) if (isWanted(listed.notice)) yield listed
}

/** From lists that begin with the newest, one that does: of each, only what is needed is read. */
function* merge(lists: readonly Iterable<Listed>[]): Generator<Listed> {
  const iterators = lists.map((list) => list[Symbol.iterator]())
  try {
    const heads = iterators.map((iterator) => iterator.next())
    for (;;) {
      let newest: Listed | undefined
      let at = -1
      for (const [index, { done, value }] of heads.entries()) {
        if (done || (newest && compare(value, newest) <= 0)) continue
        newest = value
        at = index
      }
      if (!newest) return
      yield newest
      heads[at] = iterators[at]!.next()
    }
  } finally {
    for (const iterator of iterators) iterator.return?.()
  }
}

const compare = (a: Listed, b: Listed): number =>
  a.position[0] - b.position[0] || a.position[1] - b.position[1]
