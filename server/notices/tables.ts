/** What is kept of notices, in one LMDB environment that no rebuilding of lists touches. */
import type { Database } from 'lmdb'
import type { EventData } from '@maru/kernel/service.ts'
import { closeEnvironment, openEnvironment, requireRoom, written } from '../lmdb.ts'
import type { Topic } from './audience.ts'

/** A notice names an event and its numbers. Its words are made when it is shown. */
export interface Notice {
  readonly event: string
  readonly data: EventData
  /** Of its block, in milliseconds since 1970. */
  readonly time: number
}

/** [topic, entry of the log, which of its events] */
export type NoticeKey = [topic: Topic, index: number, place: number]

/** An account's record as ciphertext, and the slot of the key that opens it. */
export interface SealedSubject {
  readonly slot: number
  readonly body: Buffer
}

export type Tables = ReturnType<typeof openTables>

export const openTables = (path: string) => {
  const root = openEnvironment(path)
  const notices: Database<Notice, NoticeKey> = root.openDB({ name: 'notices' })
  const counts: Database<number, Topic> = root.openDB({ name: 'counts' })
  const subjects: Database<SealedSubject, string> = root.openDB({ name: 'subjects' })
  /** [validUntil, id] of requests that could still be sent again. */
  const requests: Database<true, [number, string]> = root.openDB({ name: 'requests' })
  const progress: Database<number, string> = root.openDB({ name: 'progress' })
  return {
    notices,
    counts,
    subjects,
    requests,
    progress,
    /** All that the callback writes, or nothing. */
    transaction: <Outcome>(run: () => Outcome): Promise<Outcome> => written(root.transaction(run)),
    /** Throws when more would fill the disk. */
    requireRoom: () => requireRoom(path, 0),
    flushed: async (): Promise<void> => void (await written(root.flushed)),
    close: () => closeEnvironment(root),
  }
}
