/**
 * Anonymous votes that wait on this device. A vote is kept before anything is sent and until the city has answered, so
 * that closing the page or losing the network loses nothing; then it is gone from here. What is kept names no account,
 * and stands in a database of its own, which knows nothing of persons, keys and other acts.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { VoteRoad } from '@maru/client/vote-road.ts'
import type { MadeAct, MemberWork } from './make-member-act.ts'

export interface KeptVote {
  readonly key: string
  /** What is wanted: when a proof has expired, another is made of it. */
  readonly wish: Omit<MemberWork, 'account' | 'secret' | 'road' | 'validUntil'>
  /** The page it belongs to, and what that is called. */
  readonly about: string
  readonly title: string
  readonly act: MadeAct
  /** By the city's clock, in milliseconds since 1970. */
  readonly sendAt: number
  /** Known before it is sent: who asks the city for it at that moment says when they vote. */
  readonly road: VoteRoad
}

interface Kept extends DBSchema {
  votes: { key: string; value: KeptVote }
}

export const openVotes = (): Promise<IDBPDatabase<Kept>> =>
  (database ??= openDB<Kept>('maru-votes', 1, {
    upgrade: (db) => void db.createObjectStore('votes', { keyPath: 'key' }),
  }))

/** The highest number among the votes of this member that wait here; 0 where none does. */
export const keptSequenceOf = async (pseudonym: string): Promise<number> => {
  const kept = await (await openVotes()).getAll('votes')
  const own = kept.filter(({ act }) => act.pseudonym === pseudonym)
  return Math.max(0, ...own.map(({ wish }) => Number(wish.input['sequence'])))
}

let database: Promise<IDBPDatabase<Kept>> | undefined
