/**
 * Notices by topic. They are not copied to whoever follows: a notice of a proposal with ten thousand followers is one
 * row for each of its topics, and an inbox is put together when it is read. Who reads what stands nowhere here.
 */
import type { Topic } from './audience.ts'
import type { Notice, NoticeKey, Tables } from './tables.ts'

export interface TopicNotice {
  readonly topics: readonly Topic[]
  readonly index: number
  readonly place: number
  readonly notice: Notice
}

export interface Topics {
  /** Entries of the log whose events are in the rows. */
  readonly reached: () => number
  /** Adds notices and says how far the log was read, in one transaction: a crash leaves neither or both. */
  readonly add: (notices: readonly TopicNotice[], reached: number) => Promise<void>
  /** The newest first, from entry `since` on, and before a position if one is given. */
  readonly list: (topic: Topic, since: number, before?: Position) => Iterable<Listed>
  readonly eraseTopic: (topic: Topic) => Promise<void>
}

export type Position = readonly [index: number, place: number]
export interface Listed {
  readonly position: Position
  readonly notice: Notice
}

/** `perTopicMax`: a topic keeps so many of its newest notices. */
export const createTopics = (
  { notices, counts, progress, transaction, requireRoom }: Tables,
  perTopicMax: number,
): Topics => {
  /** A row that is there already is not counted twice. */
  const addTo = (topic: Topic, { index, place, notice }: TopicNotice): void => {
    const key: NoticeKey = [topic, index, place]
    if (notices.doesExist(key)) return
    void notices.put(key, notice)
    const count = (counts.get(topic) ?? 0) + 1
    if (count > perTopicMax)
      for (const oldest of notices.getKeys(allOf(topic, 1))) void notices.remove(oldest)
    void counts.put(topic, Math.min(count, perTopicMax))
  }

  return {
    reached: () => progress.get('reached') ?? 0,
    add: async (added, reached) => {
      requireRoom()
      await transaction(() => {
        for (const one of added) for (const topic of one.topics) addTo(topic, one)
        void progress.put('reached', reached)
      })
    },
    list: (topic, since, [index, place] = endOfTime) =>
      notices
        .getRange({ start: [topic, index, place - 1], end: [topic, since, -1], reverse: true })
        .map(({ key, value }) => ({ position: [key[1], key[2]] as const, notice: value })),
    eraseTopic: (topic) =>
      transaction(() => {
        for (const key of [...notices.getKeys(allOf(topic))]) void notices.remove(key)
        void counts.remove(topic)
      }),
  }
}

const endOfTime: Position = [Number.MAX_SAFE_INTEGER, 0]

const allOf = (topic: Topic, limit?: number) => ({
  start: [topic, 0, 0],
  end: [topic, ...endOfTime],
  ...(limit !== undefined && { limit }),
})
