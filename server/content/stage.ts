/** What a group of jobs changes, worked out one job after another: each sees what those before it changed. */
import type { KeyFile } from './key-file.ts'
import { sealEncoded } from './sealed-text.ts'
import { authoredKey, type GroupChanges, type Tables, type TextRow, type Waiting } from './tables.ts'
import type { WaitingList } from './waiting-list.ts'

export type Job =
  | {
      readonly kind: 'put'
      readonly transaction: string
      readonly waiting: Waiting
      readonly text: Buffer
    }
  | {
      readonly kind: 'record'
      readonly transaction: string
      readonly author: string
      readonly index: number
    }
  | { readonly kind: 'drop'; readonly transaction: string }
  | { readonly kind: 'erase'; readonly commitment: string; readonly author: string; readonly before: number }
  | { readonly kind: 'erase-all'; readonly author: string; readonly before: number }

export interface Staged {
  readonly changes: GroupChanges
  readonly hasNewKeys: boolean
  /** A transaction is about to be submitted, which must stand as waiting after a crash. */
  readonly hasNewWaiting: boolean
  /** Slots of the keys to be erased. */
  readonly doomedSlots: readonly number[]
}

type Parts = { readonly tables: Tables; readonly keys: KeyFile; readonly waitingList: WaitingList }

export const stageJobs = ({ tables, keys, waitingList }: Parts, jobs: readonly Job[]): Staged => {
  const changes: GroupChanges = {
    texts: new Map(),
    bodies: new Map(),
    authored: new Map(),
    waiting: new Map(),
  }
  const doomedSlots: number[] = []
  let hasNewKeys = false
  let hasNewWaiting = false

  const textOf = (commitment: string): TextRow | undefined =>
    changes.texts.has(commitment) ? changes.texts.get(commitment) : tables.text(commitment)

  const put = ({ transaction, waiting, text }: Job & { kind: 'put' }): void => {
    const { commitment } = waiting
    const row = textOf(commitment)
    if (row && 'erased' in row) return
    if (!row) {
      const { slot, key } = keys.create()
      hasNewKeys = true
      changes.texts.set(commitment, { slot })
      changes.bodies.set(commitment, sealEncoded(key, commitment, text))
    }
    waitingList.add(transaction, waiting)
    changes.waiting.set(transaction, waiting)
    hasNewWaiting = true
  }

  const record = ({ transaction, author, index }: Job & { kind: 'record' }): void => {
    const waiting = waitingList.get(transaction)
    if (!waiting) return
    waitingList.remove(transaction)
    changes.waiting.set(transaction, undefined)
    const row = textOf(waiting.commitment)
    // Who brings a text that is there already does not become its author.
    if (!row || 'erased' in row || row.author !== undefined) return
    changes.texts.set(waiting.commitment, { ...row, author, index })
    if (!waiting.official) changes.authored.set(authoredKey(author, waiting.commitment), true)
  }

  const drop = ({ transaction }: Job & { kind: 'drop' }): void => {
    const waiting = waitingList.get(transaction)
    if (!waiting || !waitingList.drop(transaction)) return
    changes.waiting.set(transaction, undefined)
    const row = textOf(waiting.commitment)
    const isWanted =
      !row || 'erased' in row || row.author !== undefined || waitingList.isTextWaitedFor(waiting.commitment)
    if (isWanted) return
    destroy(waiting.commitment, row.slot)
    changes.texts.set(waiting.commitment, undefined)
  }

  const erase = (commitment: string, author: string, before: number): void => {
    const row = textOf(commitment)
    if (row && 'erased' in row) return
    // Nobody erases the text of another by committing to the same.
    if (row?.author !== undefined && (row.author !== author || row.index! >= before)) return
    if (row) destroy(commitment, row.slot)
    changes.authored.set(authoredKey(author, commitment), undefined)
    changes.texts.set(commitment, { erased: true })
  }

  const destroy = (commitment: string, slot: number): void => {
    doomedSlots.push(slot)
    changes.bodies.set(commitment, undefined)
  }

  const eraseAll = (author: string, before: number): void => {
    for (const commitment of tables.authoredBy(author)) erase(commitment, author, before)
  }

  for (const job of jobs) {
    if (job.kind === 'put') put(job)
    else if (job.kind === 'record') record(job)
    else if (job.kind === 'drop') drop(job)
    else if (job.kind === 'erase') erase(job.commitment, job.author, job.before)
    else eraseAll(job.author, job.before)
  }
  return { changes, hasNewKeys, hasNewWaiting, doomedSlots }
}
